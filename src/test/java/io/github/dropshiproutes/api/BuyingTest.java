package io.github.dropshiproutes.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuyingTest extends ApiTestCase {

    private static final String ALLOWED =
            "{\"all\":true,\"suppliers\":{\"alibaba\":true,\"aliexpress\":true},\"shops\":{\"my-store.myshopify.com\":true}}";

    @Test
    void everythingIsAllowedUntilSomebodyStopsIt() {
        assertThat(get("/api/buying").response().body()).isEqualTo(ALLOWED);
    }

    @Test
    void whatTheBodyDoesNotNameStaysAsItIs() {
        put("/api/buying", "{\"suppliers\": {\"alibaba\": false}}");
        assertThat(allowed("alibaba")).isFalse();
        assertThat(allowed("aliexpress")).isTrue();

        Answer answer = put("/api/buying", "{\"shops\": {\"my-store.myshopify.com\": false}}");

        assertThat(answer.response().body()).isEqualTo("{\"all\":true,\"suppliers\":{\"alibaba\":false,\"aliexpress\":true},"
                + "\"shops\":{\"my-store.myshopify.com\":false}}");
        assertThat(allowed("aliexpress")).isFalse();
    }

    @Test
    void theAnswerSentBackSwitchesEverythingOnAgain() {
        put("/api/buying", "{\"all\": false}");
        assertThat(allowed("alibaba")).isFalse();

        assertThat(put("/api/buying", ALLOWED).response().body()).isEqualTo(ALLOWED);
        assertThat(allowed("alibaba")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"all\": \"false\"}                                  | all must be true or false",
        "{\"all\": 0}                                          | all must be true or false",
        "{\"all\": null}                                       | all must be true or false",
        "{\"al\": false}                                       | Unknown key al",
        "{\"suppliers\": [\"alibaba\"]}                        | suppliers must be an object",
        "{\"suppliers\": {\"alibaba\": \"no\"}}                | suppliers.alibaba must be true or false",
        "{\"suppliers\": {\"amazon\": false}}                  | suppliers names a supplier that is not known",
        "{\"shops\": {\"my-stroe.myshopify.com\": false}}      | shops names a shop that is not known",
        "{\"all\": false, \"all\": true}                       | names a key twice",
        "false                                                 | JSON object",
    })
    void aSwitchThatWouldStopNothingIsRefused(String body, String words) {
        isProblem(put("/api/buying", body), 400, words);

        assertThat(get("/api/buying").response().body()).isEqualTo(ALLOWED);
    }

    @Test
    void aViewerDoesNotSwitch() {
        HttpClient viewer = signedIn("vera", "viewing");

        isProblem(send(viewer, HttpRequest.newBuilder(uri("/api/buying")).header("X-XSRF-TOKEN", token(viewer))
                .PUT(BodyPublishers.ofString("{\"all\": false}"))), 403);
    }

    private boolean allowed(String supplier) {
        return jdbc.sql("SELECT buying_allowed(:supplier, :shop)").param("supplier", supplier).param("shop", SHOP)
                .query(Boolean.class).single();
    }
}
