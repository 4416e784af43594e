package io.github.dropshiproutes.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.support.FreshHouse;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountsTest extends ApiTestCase {

    @Test
    void anAccountIsShownWithoutItsTokens() {
        jdbc.sql("""
                INSERT INTO account (id, supplier, environment, user_id, havana_id, country, state, access_token, refresh_token,
                                     previous_access_token, access_expires_at, refresh_expires_at)
                VALUES ('alibaba-sandbox', 'alibaba', 'sandbox', '200042362', '4398046', 'us', 'needs_authorisation', 'k:hush-1',
                        'k:hush-2', 'k:hush-3', '2026-11-23T00:00:00Z', NULL)""").update();

        assertThat(get("/api/accounts").response().body()).isEqualTo("{\"items\":[{\"id\":\"alibaba-sandbox\",\"supplier\":\"alibaba\","
                + "\"environment\":\"sandbox\",\"user_id\":\"200042362\",\"havana_id\":\"4398046\",\"account_platform\":null,\"country\":\"us\","
                + "\"state\":\"needs_authorisation\",\"access_expires_at\":\"2026-11-23T00:00:00Z\",\"refresh_expires_at\":null,"
                + "\"is_default\":false,\"shops\":[],\"connect_path\":\"/connect/alibaba?account=alibaba-sandbox\","
                + "\"warning\":\"Its tokens are not accepted any more; connect it again. Its purchases wait.\"}],\"next\":null}");
    }

    private void account(String id, String country, boolean isDefault) {
        jdbc.sql("""
                INSERT INTO account (id, supplier, environment, user_id, country, access_token, refresh_at, access_expires_at, is_default)
                VALUES (:id, 'alibaba', 'production', :id, :country, 'k:hush-1', dropship_now(), '2026-11-23T00:00:00Z', :isDefault)""")
                .param("id", id).param("country", country).param("isDefault", isDefault).update();
    }

    private void purchase(String account, String state, String heldFrom, boolean created) {
        jdbc.sql("INSERT INTO shopify_order (shop, order_id, state) VALUES (:shop, '1', 'buying')").param("shop", SHOP).update();
        jdbc.sql("""
                INSERT INTO purchase (id, shop, order_id, supplier, environment, reference, state, held_from, account_id, first_create_at, what)
                VALUES ('p-1', :shop, '1', 'alibaba', 'production', 'DR-1', :state, :heldFrom, :account,
                        CASE WHEN :created THEN dropship_now() END, 'test')""")
                .param("shop", SHOP).param("state", state).param("heldFrom", heldFrom).param("account", account).param("created", created)
                .update();
    }

    @Test
    void anAccountWarnsOfWhatWillGoWrong() {
        account("cn-1", "cn", false);
        account("us-1", "us", true);
        jdbc.sql("UPDATE account SET refresh_at = NULL WHERE id = 'us-1'").update();

        assertThat(get("/api/accounts/cn-1").text("warning")).contains("China").contains("110001");
        assertThat(get("/api/accounts/us-1").text("warning")).contains("cannot be refreshed").contains("2026-11-23T00:00:00Z");
        isProblem(get("/api/accounts/none"), 404, "no account");
    }

    @Test
    void anAliExpressAccountWarnsOfTheEndThatNoRefreshPutsOff() {
        jdbc.sql("""
                INSERT INTO account (id, supplier, environment, access_token, refresh_at, access_expires_at, account_platform,
                                     refresh_expires_at)
                VALUES ('ae-far', 'aliexpress', 'production', 'k:hush-1', dropship_now(), '2026-11-23T00:00:00Z', 'buyerApp',
                        dropship_now() + interval '8 days'),
                       ('ae-near', 'aliexpress', 'production', 'k:hush-1', dropship_now(), '2026-11-23T00:00:00Z', 'buyerApp',
                        dropship_now() + interval '6 days'),
                       ('ae-seller', 'aliexpress', 'production', 'k:hush-1', dropship_now(), '2026-11-23T00:00:00Z', 'seller_center', NULL)
                """).update();

        assertThat(get("/api/accounts/ae-far").body().path("warning").isNull()).isTrue();
        assertThat(get("/api/accounts/ae-near").text("warning")).contains("refreshes end at").contains("connect it again");
        assertThat(get("/api/accounts/ae-near").text("connect_path")).isEqualTo("/connect/aliexpress?account=ae-near");
        assertThat(get("/api/accounts/ae-seller").text("warning")).contains("buyer account");
    }

    @Test
    void oneAccountIsTheDefaultAndShopsMayHaveTheirOwn() {
        account("us-1", "us", true);
        account("us-2", "us", false);

        Answer changed = put("/api/accounts/us-2", "{\"is_default\": true, \"shops\": [\"" + SHOP + "\"]}");

        assertThat(changed.body().path("is_default").booleanValue()).isTrue();
        assertThat(changed.body().path("shops").get(0).asText()).isEqualTo(SHOP);
        assertThat(get("/api/accounts/us-1").body().path("is_default").booleanValue()).isFalse();
        put("/api/accounts/us-1", "{\"shops\": [\"" + SHOP + "\"]}");
        assertThat(get("/api/accounts/us-2").body().path("shops")).isEmpty();
        isProblem(put("/api/accounts/us-2", "{\"is_default\": false}"), 409, "another one");
        isProblem(put("/api/accounts/us-2", "{\"shops\": [\"unknown.myshopify.com\"]}"), 400, "unknown.myshopify.com");
        isProblem(put("/api/accounts/us-2", "{\"token\": \"x\"}"), 400, "token");
    }

    @ParameterizedTest
    @CsvSource({"placed, , true, 409", "paid, , true, 409", "held, placed, true, 409", "unknown, , true, 409", "delivered, , true, 204",
        "quoted, , false, 204", "planned, , false, 204"})
    void anAccountIsRemovedUnlessAnOrderOfItIsUnderWay(String state, String heldFrom, boolean created, int status) {
        account("us-1", "us", true);
        purchase("us-1", state, heldFrom, created);

        assertThat(delete("/api/accounts/us-1").status()).isEqualTo(status);

        assertThat(get("/api/accounts").body().path("items")).hasSize(status == 204 ? 0 : 1);
    }

    @Test
    void whatARemovedAccountQuotedForIsQuotedAgain() {
        account("us-1", "us", true);
        purchase("us-1", "held", "quoted", false);

        delete("/api/accounts/us-1");

        assertThat(jdbc.sql("SELECT * FROM purchase").query().singleRow()).containsEntry("account_id", null)
                .containsEntry("held_from", "planned");
    }

    @Test
    void theSessionSaysWhetherItMayAct() {
        assertThat(get("/api/session").body()).hasToString("{\"user\":\"api-key\",\"may_act\":true,\"connect\":[{\"supplier\":\"alibaba\","
                + "\"title\":\"Alibaba.com\",\"path\":\"/connect/alibaba\"}]}");
        assertThat(send(signedIn("vera", "viewing"), HttpRequest.newBuilder(uri("/api/session"))).body().path("may_act").asBoolean(true))
                .isFalse();
        assertThat(send(signedIn(FreshHouse.USERNAME, FreshHouse.PASSWORD), HttpRequest.newBuilder(uri("/api/session"))).body()
                .path("may_act").asBoolean()).isTrue();
    }
}
