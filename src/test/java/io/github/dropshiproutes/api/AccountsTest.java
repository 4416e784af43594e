package io.github.dropshiproutes.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.support.FreshHouse;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;

class AccountsTest extends ApiTestCase {

    @Test
    void anAccountIsShownWithoutItsTokens() {
        jdbc.sql("""
                INSERT INTO account (id, supplier, environment, user_id, havana_id, country, state, access_token, refresh_token,
                                     previous_access_token, access_expires_at, refresh_expires_at)
                VALUES ('alibaba-sandbox', 'alibaba', 'sandbox', '200042362', '4398046', 'us', 'needs_authorisation', 'k:hush-1',
                        'k:hush-2', 'k:hush-3', '2026-11-23T00:00:00Z', NULL)""").update();

        assertThat(get("/api/accounts").response().body()).isEqualTo("{\"items\":[{\"id\":\"alibaba-sandbox\",\"supplier\":\"alibaba\","
                + "\"environment\":\"sandbox\",\"user_id\":\"200042362\",\"havana_id\":\"4398046\",\"country\":\"us\","
                + "\"state\":\"needs_authorisation\",\"access_expires_at\":\"2026-11-23T00:00:00Z\",\"refresh_expires_at\":null}],"
                + "\"next\":null}");
    }

    @Test
    void shopsSaySinceWhenTheyAreConnected() {
        jdbc.sql("INSERT INTO shop (domain, connected_at) VALUES ('old.myshopify.com', '2020-01-01T00:00:00Z')").update();

        Answer shops = get("/api/shops");

        assertThat(shops.body().path("items")).hasSize(2);
        assertThat(shops.body().path("items").get(1).toString())
                .isEqualTo("{\"domain\":\"old.myshopify.com\",\"connected_at\":\"2020-01-01T00:00:00Z\"}");
    }

    @Test
    void theSessionSaysWhetherItMayAct() {
        assertThat(get("/api/session").response().body()).isEqualTo("{\"user\":\"api-key\",\"may_act\":true}");
        assertThat(send(signedIn("vera", "viewing"), HttpRequest.newBuilder(uri("/api/session"))).response().body())
                .isEqualTo("{\"user\":\"vera\",\"may_act\":false}");
        assertThat(send(signedIn(FreshHouse.USERNAME, FreshHouse.PASSWORD), HttpRequest.newBuilder(uri("/api/session"))).body()
                .path("may_act").asBoolean()).isTrue();
    }
}
