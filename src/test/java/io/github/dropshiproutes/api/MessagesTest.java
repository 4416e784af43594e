package io.github.dropshiproutes.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest extends ApiTestCase {

    private int count;

    @Test
    void listsTellWhatIsParkedAndWhyAndNeverABody() {
        message("done", SHOP, "{\"id\": 1, \"email\": \"jane@example.com\"}", null);
        String parked = message("parked", SHOP, "{", "UNREADABLE_BODY");

        Answer list = get("/api/messages?state=parked&source=shopify&topic=orders%2Fpaid&shop=" + SHOP);

        assertThat(list.body().path("items")).hasSize(1);
        JsonNode message = list.body().path("items").get(0);
        assertThat(message.path("id").textValue()).isEqualTo(parked);
        assertThat(message.path("reason_code").textValue()).isEqualTo("UNREADABLE_BODY");
        assertThat(get("/api/messages").response().body()).doesNotContain("jane@example.com").doesNotContain("\"body\"");
    }

    @Test
    void theBodyIsShownToWhoMayActAndToNobodyElse() {
        String id = message("done", SHOP, "{\"id\": 9007199254740993123, \"total\": \"1.10\"}", null);
        HttpClient viewer = signedIn("vera", "viewing");

        JsonNode body = get("/api/messages/" + id).body().path("body");
        assertThat(body.path("id").bigIntegerValue()).isEqualTo("9007199254740993123");
        assertThat(send(viewer, HttpRequest.newBuilder(uri("/api/messages/" + id))).body().has("body")).isFalse();
    }

    @Test
    void aBodyThatIsNoJsonIsShownAsText() {
        String id = message("parked", SHOP, "{\"id\": <script>", "UNREADABLE_BODY");

        assertThat(get("/api/messages/" + id).body().path("body").textValue()).isEqualTo("{\"id\": <script>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"parked", "done", "new"})
    void replayHasAMessageHandledOnceMore(String state) {
        String id = message(state, SHOP, "{}", "UNREADABLE_BODY");

        Answer answer = post("/api/messages/" + id + "/replay");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("state")).isEqualTo("new");
        assertThat(answer.text("reason_code")).isNull();
        assertThat(jdbc.sql("SELECT claim_id IS NULL AND attempts = 0 AND next_attempt_at <= dropship_now() FROM inbox")
                .query(Boolean.class).single()).isTrue();
    }

    @Test
    void aStrangersMessageIsReplayedOnceItsShopIsConnected() {
        String id = message("parked", "stranger.myshopify.com", "{}", "UNKNOWN_SHOP");

        isProblem(post("/api/messages/" + id + "/replay"), 409, "stranger.myshopify.com is not connected");
        jdbc.sql("INSERT INTO shop (domain) VALUES ('stranger.myshopify.com')").update();

        assertThat(post("/api/messages/" + id + "/replay").text("state")).isEqualTo("new");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "99999999999999999999999", "1'", "-1", "x"})
    void anIdThatIsNoneIsNotFound(String id) {
        message("parked", SHOP, "{}", null);

        isProblem(get("/api/messages/" + encoded(id)), 404, "no message");
        isProblem(post("/api/messages/" + encoded(id) + "/replay"), 404, "no message");
    }

    private String message(String state, String shop, String body, String reasonCode) {
        return jdbc.sql("""
                INSERT INTO inbox (message_key, source, topic, shop, body, state, reason_code, attempts, claim_id, claimed_until)
                VALUES (:key, 'shopify', 'orders/paid', :shop, :body, :state, :reason, 3, gen_random_uuid(), dropship_now())
                RETURNING id::text""")
                .param("key", "shopify:" + shop + ":w-" + ++count).param("shop", shop).param("body", body.getBytes(UTF_8))
                .param("state", state).param("reason", reasonCode).query(String.class).single();
    }
}
