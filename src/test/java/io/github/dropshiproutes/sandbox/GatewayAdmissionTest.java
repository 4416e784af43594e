package io.github.dropshiproutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the gateway lets in: verb, names, application, time, signature and token. */
class GatewayAdmissionTest extends RunningSandbox {

    private static final String DESCRIPTION_REQUEST = "{\"product_id\":\"" + Catalogue.TRY_OUT + "\",\"country\":\"US\"}";

    @Test
    void refusesPostWhereTheGuideSaysGet() throws Exception {
        assertThat(code(alibaba.post(SandboxClient.DESCRIPTION, "query_req", DESCRIPTION_REQUEST))).isEqualTo("InvalidHttpMethod");
    }

    @Test
    void takesBothVerbsWhereTheGuideSaysBoth() throws Exception {
        assertThat(code(alibaba.get(SandboxClient.LIST, "role", "buyer"))).isEqualTo("0");
        assertThat(code(alibaba.post(SandboxClient.LIST, "role", "buyer"))).isEqualTo("0");
    }

    @Test
    void answersAnUnknownPathWithAnEnvelope() throws Exception {
        JsonNode answer = alibaba.get("/eco/buyer/product/descriptions", "query_req", "{}");

        assertThat(code(answer)).isEqualTo("InvalidApiPath");
        assertThat(answer.path("type").asText()).isEqualTo("ISV");
    }

    @Test
    void signsTheUnionOfQueryAndForm() throws Exception {
        Map<String, String> all = alibaba.signed(SandboxClient.LIST, SandboxClient.parameters("role", "buyer", "page_size", "20"));
        String query = form(all, "app_key", "sign_method", "timestamp", "sign", "access_token");
        HttpRequest request = HttpRequest.newBuilder(URI.create(sandbox.alibabaBaseUrl() + SandboxClient.LIST + "?" + query))
                .header("Content-Type", "application/x-www-form-urlencoded;charset=UTF-8")
                .POST(HttpRequest.BodyPublishers.ofString(form(all, "role", "page_size"))).build();

        assertThat(code(send(request))).isEqualTo("0");
    }

    @Test
    void refusesABodyThatIsNoForm() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(sandbox.alibabaBaseUrl() + SandboxClient.LIST))
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString("{\"role\":\"buyer\"}")).build();

        assertThat(code(send(request))).isEqualTo("InvalidParameter");
    }

    @Test
    void refusesAParameterThatIsGivenTwice() throws Exception {
        Map<String, String> all = alibaba.signed(SandboxClient.LIST, SandboxClient.parameters("role", "buyer"));
        HttpRequest request = HttpRequest.newBuilder(URI.create(sandbox.alibabaBaseUrl() + SandboxClient.LIST + "?role=buyer&"
                + form(all, all.keySet().toArray(new String[0])))).build();

        assertThat(send(request).path("message").asText()).contains("\"role\" is given twice");
    }

    @Test
    void refusesAWrongSignature() throws Exception {
        Map<String, String> call = alibaba.signed(SandboxClient.LIST, SandboxClient.parameters("role", "buyer"));
        call.put("role", "seller");

        assertThat(code(send(SandboxClient.LIST, call))).isEqualTo("IncompleteSignature");
    }

    @Test
    void refusesALowerCaseSignature() throws Exception {
        Map<String, String> call = alibaba.signed(SandboxClient.LIST, SandboxClient.parameters("role", "buyer"));
        call.put("sign", call.get("sign").toLowerCase());

        assertThat(code(send(SandboxClient.LIST, call))).isEqualTo("IncompleteSignature");
    }

    @Test
    void refusesAnotherSignMethod() throws Exception {
        assertThat(code(resigned(SandboxClient.LIST, "sign_method", "md5"))).isEqualTo("InvalidParameter");
    }

    @Test
    void refusesAnUnknownApplication() throws Exception {
        assertThat(code(resigned(SandboxClient.LIST, "app_key", "another-app"))).isEqualTo("InvalidAppKey");
    }

    @Test
    void namesTheMissingSystemParameter() throws Exception {
        for (String name : new String[] {"app_key", "sign_method", "timestamp", "access_token"}) {
            JsonNode answer = resigned(SandboxClient.LIST, name, null);

            assertThat(code(answer)).as(name).isEqualTo("MissingParameter");
            assertThat(message(answer)).contains("\"" + name + "\"");
        }
    }

    @Test
    void takesATimestampWithinTwoHoursOnly() throws Exception {
        assertThat(code(resigned(SandboxClient.LIST, "timestamp", millis(Duration.ofSeconds(7200))))).isEqualTo("0");
        assertThat(code(resigned(SandboxClient.LIST, "timestamp", millis(Duration.ofSeconds(-7200))))).isEqualTo("0");
        assertThat(code(resigned(SandboxClient.LIST, "timestamp", millis(Duration.ofSeconds(7201))))).isEqualTo("IllegalTimestamp");
        assertThat(code(resigned(SandboxClient.LIST, "timestamp", millis(Duration.ofSeconds(-7201))))).isEqualTo("IllegalTimestamp");
    }

    @Test
    void refusesATimestampInSeconds() throws Exception {
        assertThat(code(resigned(SandboxClient.LIST, "timestamp", String.valueOf(clock.millis() / 1000)))).isEqualTo("IllegalTimestamp");
    }

    @Test
    void refusesABlankParameterEvenWhenItIsSigned() throws Exception {
        JsonNode answer = alibaba.post(SandboxClient.LIST, "role", "buyer", "status", " ");

        assertThat(code(answer)).isEqualTo("InvalidParameter");
        assertThat(message(answer)).contains("\"status\"");
    }

    @Test
    void namesAParameterThatNobodyKnows() throws Exception {
        JsonNode answer = alibaba.post(SandboxClient.LIST, "role", "buyer", "pagesize", "20");

        assertThat(code(answer)).isEqualTo("InvalidParameter");
        assertThat(message(answer)).contains("\"pagesize\"");
    }

    @Test
    void namesAMissingBusinessParameter() throws Exception {
        JsonNode answer = alibaba.post(SandboxClient.LIST, "page_size", "20");

        assertThat(code(answer)).isEqualTo("MissingParameter");
        assertThat(message(answer)).contains("\"role\"");
    }

    @Test
    void refusesATokenThatIsNotKnown() throws Exception {
        alibaba.accessToken = "sandbox-access-token-of-yesterday";

        assertThat(code(alibaba.post(SandboxClient.LIST, "role", "buyer"))).isEqualTo("IllegalAccessToken");
    }

    @Test
    void readsJsonParametersStrictly() throws Exception {
        for (String broken : new String[] {"{\"product_id\":\"1\"", "{\"product_id\":\"1\"} x", "[]", "\"x\"",
            "{\"product_id\":\"1\",\"product_id\":\"2\"}", "{\"product_id\":\"1\",\"country\":\"US\",\"contry\":\"US\"}"}) {
            assertThat(code(alibaba.get(SandboxClient.DESCRIPTION, "query_req", broken))).as(broken).isEqualTo("InvalidParameter");
        }
    }

    @Test
    void takesAProductIdAsNumberOrText() throws Exception {
        JsonNode answer = alibaba.get(SandboxClient.DESCRIPTION, "query_req",
                "{\"product_id\":" + Catalogue.TRY_OUT + ",\"country\":\"US\"}");

        assertThat(answer.at("/result/result_data/product_id").asText()).isEqualTo(Catalogue.TRY_OUT);
    }

    @Test
    void signsPlusPercentAndUnicodeAsTheyWereBeforeEncoding() throws Exception {
        alibaba.quote(Catalogue.OTHER_COMPANY, Catalogue.OTHER_SELLER, Catalogue.OTHER_SELLER_SKU, 1, "CN");
        JsonNode answer = alibaba.post(SandboxClient.CREATE, "channel_refer_id", "R+1 100% & =é漢😀",
                "product_list", SandboxClient.goods(Catalogue.OTHER_SELLER, Catalogue.OTHER_SELLER_SKU, 1),
                "logistics_detail", SandboxClient.logistics(SandboxClient.address(), "CN", "EX_ASP_JYC_FEDEX"));

        assertThat(code(answer)).isEqualTo("0");
        assertThat(sandbox.ledger().created().get(0).text("channel_refer_id")).isEqualTo("R+1 100% & =é漢😀");
    }

    @Test
    void refusesASpendingCallThatIsRepeatedAsItIs() throws Exception {
        alibaba.quote(Catalogue.COMPANY, Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK, 1, "CN");
        Map<String, String> call = alibaba.signed(SandboxClient.CREATE, SandboxClient.parameters("channel_refer_id", "R-1",
                "product_list", SandboxClient.goods(Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK, 1),
                "logistics_detail", SandboxClient.logistics(SandboxClient.address(), "CN", "EX_ASP_JYC_FEDEX")));

        assertThat(code(send(SandboxClient.CREATE, call))).isEqualTo("0");
        assertThat(code(send(SandboxClient.CREATE, call))).isEqualTo("IncompleteSignature");
        assertThat(sandbox.ledger().created()).hasSize(1);
    }

    @Test
    void makesTwoTradesOfTwoCallsWithOneReference() throws Exception {
        alibaba.order("R-1");
        clock.move(Duration.ofMillis(1));
        alibaba.order("R-1");

        assertThat(sandbox.ledger().created()).hasSize(2);
    }

    private String millis(Duration fromNow) {
        return String.valueOf(clock.millis() + fromNow.toMillis());
    }

    /** A right call, then one parameter changed (or left out when null), then signed again. */
    private JsonNode resigned(String path, String name, String value) throws Exception {
        Map<String, String> call = alibaba.signed(path, SandboxClient.parameters("role", "buyer"));
        call.remove(name);
        if (value != null) {
            call.put(name, value);
        }
        call.put("sign", SandboxClient.sign(path, call, SandboxOptions.APP_SECRET));
        return send(path, call);
    }

    private JsonNode send(String path, Map<String, String> parameters) throws Exception {
        return new ObjectMapper().readTree(alibaba.send("POST", path, parameters).body());
    }

    private static JsonNode send(HttpRequest request) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    private static String form(Map<String, String> all, String... names) {
        return Arrays.stream(names).map(name -> name + "=" + URLEncoder.encode(all.get(name), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
