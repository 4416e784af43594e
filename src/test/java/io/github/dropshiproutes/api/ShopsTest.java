package io.github.dropshiproutes.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShopsTest extends ApiTestCase {

    private static final String SECOND = "second.myshopify.com";

    @BeforeEach
    void fresh() {
        jdbc.sql("""
                UPDATE shop SET uninstalled_at = NULL, own_access_token = NULL, own_client_id = NULL, own_client_secret = NULL,
                    own_webhook_secrets = NULL, poll_code = NULL, polled_at = NULL, subscriptions = 'due'""").update();
    }

    @Test
    void aShopSaysHowItIsReachedAndWhereItStands() {
        jdbc.sql("INSERT INTO shop (domain, connected_at) VALUES ('old.myshopify.com', '2020-01-01T00:00:00Z')").update();

        JsonNode shops = get("/api/shops").body().path("items");

        assertThat(shops).hasSize(2);
        assertThat(shops.get(1).toString()).isEqualTo("{\"domain\":\"old.myshopify.com\",\"connected_at\":\"2020-01-01T00:00:00Z\","
                + "\"state\":\"no_access\",\"uninstalled_at\":null,\"access\":\"none\",\"own_secrets\":false,\"notify_customer\":false,"
                + "\"on_supplier_cancel\":\"nothing\","
                + "\"orders\":{\"state\":\"due\",\"at\":null,\"reason_code\":null,\"reason\":null,"
                + "\"hint\":null},\"subscriptions\":{\"state\":\"due\",\"at\":null,\"reason_code\":null,\"reason\":null,\"hint\":null},"
                + "\"hint\":" + shops.get(1).get("hint") + "}");
        assertThat(shops.get(1).get("hint").asText()).isNotBlank();
    }

    @Test
    void anotherShopIsConnectedWithItsOwnAppAndNoSecretComesBack() {
        Answer answer = post("/api/shops", "{\"domain\":\"" + SECOND + "\",\"webhook_secrets\":[\"a-secret-of-its-own\"],"
                + "\"client_id\":\"its-client-id\",\"client_secret\":\"its-client-secret\",\"notify_customer\":true}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().path("access").asText()).isEqualTo("client");
        assertThat(answer.body().path("own_secrets").asBoolean()).isTrue();
        assertThat(answer.body().path("notify_customer").asBoolean()).isTrue();
        assertThat(answer.response().body() + get("/api/shops").response().body()).doesNotContain("a-secret-of-its-own", "its-client");
        assertThat(jdbc.sql("SELECT row_to_json(s)::text FROM shop AS s WHERE domain = :shop").param("shop", SECOND).query(String.class)
                .single()).doesNotContain("a-secret-of-its-own", "its-client-secret");
        isProblem(post("/api/shops", "{\"domain\":\"" + SECOND + "\"}"), 409, "PUT /api/shops/" + SECOND);
    }

    @Test
    void newCredentialsAreTriedAtOnce() {
        jdbc.sql("INSERT INTO shop (domain, next_poll_at, access_token) VALUES (:shop, dropship_now() + interval '1 day', 'old')")
                .param("shop", SECOND).update();

        assertThat(put("/api/shops/" + SECOND, "{\"access_token\":\"shpat_0123456789\"}").body().path("access").asText()).isEqualTo("token");

        assertThat(jdbc.sql("SELECT next_poll_at <= dropship_now() AND access_token IS NULL FROM shop WHERE domain = :shop")
                .param("shop", SECOND).query(Boolean.class).single()).isTrue();
    }

    @Test
    void whatIsNotNamedStaysAsItIs() {
        put("/api/shops/" + SHOP, "{\"notify_customer\":true,\"on_supplier_cancel\":\"hold\"}");

        JsonNode shop = put("/api/shops/" + SHOP, "{\"access_token\":\"shpat_0123456789\"}").body();

        assertThat(shop.path("notify_customer").asBoolean()).isTrue();
        assertThat(shop.path("on_supplier_cancel").asText()).isEqualTo("hold");
        put("/api/shops/" + SHOP, "{\"notify_customer\":false,\"on_supplier_cancel\":\"nothing\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"client_id\":\"its-client-id\"}|client_secret",
        "{\"access_token\":\"shpat_0123456789\",\"client_id\":\"its-client-id\",\"client_secret\":\"its-secret\"}|not both",
        "{\"access_token\":\"with blank inside\"}|access_token",
        "{\"webhook_secrets\":[\"with,comma-in-it\"]}|webhook_secrets[0]",
        "{\"notify_customer\":\"yes\"}|notify_customer",
        "{\"on_supplier_cancel\":\"refund\"}|on_supplier_cancel must be nothing, hold, cancel or cancel_and_refund",
        "{\"on_supplier_cancel\":true}|on_supplier_cancel",
        "{}|Nothing is named",
        "{\"domain\":\"other.myshopify.com\"}|Unknown key"})
    void aMistakeNamesItsField(String body, String words) {
        isProblem(put("/api/shops/" + SHOP, body), 400, words);
    }

    @ParameterizedTest
    @CsvSource({"evil.example.com", "My-Store.myshopify.com", "a/b.myshopify.com", "127.0.0.1"})
    void onlyAShopsOwnDomainIsConnected(String domain) {
        isProblem(post("/api/shops", "{\"domain\":\"" + domain + "\"}"), 400, "domain");
    }

    @Test
    void anUnknownShopIsNotFound() {
        isProblem(get("/api/shops/nobody.myshopify.com"), 404);
        isProblem(put("/api/shops/nobody.myshopify.com", "{\"notify_customer\":true}"), 404);
    }

    @Test
    void anUninstalledShopSaysSoAndWhatToDo() {
        jdbc.sql("UPDATE shop SET uninstalled_at = '2026-11-01T00:00:00Z' WHERE domain = :shop").param("shop", SHOP).update();

        JsonNode shop = get("/api/shops/" + SHOP).body();

        assertThat(shop.path("state").asText()).isEqualTo("uninstalled");
        assertThat(shop.path("uninstalled_at").asText()).isEqualTo("2026-11-01T00:00:00Z");
        assertThat(shop.path("hint").asText()).contains("Install");
    }
}
