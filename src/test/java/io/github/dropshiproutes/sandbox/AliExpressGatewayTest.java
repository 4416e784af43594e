package io.github.dropshiproutes.sandbox;

import static io.github.dropshiproutes.sandbox.AliExpressClient.body;
import static io.github.dropshiproutes.sandbox.AliExpressClient.list;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What AliExpress's two gateways let in, how they say no, and the shapes of their envelopes. */
class AliExpressGatewayTest extends RunningAliExpress {

    private static final String PRODUCT = AliExpressClient.PRODUCT;

    private final Map<String, String> question =
            SandboxClient.parameters("product_id", AliExpressCatalogue.GUIDE, "ship_to_country", "US", "method", PRODUCT);

    @Test
    void signsABusinessMethodWithoutAPathAndWithItsName() throws Exception {
        assertThat(sent("/sync", aliExpress.signed("", question)).path("aliexpress_ds_product_get_response").has("result")).isTrue();
        assertThat(code(sent("/sync", aliExpress.signed("/sync", question)))).isEqualTo("IncompleteSignature");
    }

    @Test
    void doesNotTakeASignatureThatLeavesTheMethodOut() throws Exception {
        question.remove("method");
        Map<String, String> call = aliExpress.signed("", question);
        call.put("method", PRODUCT);

        assertThat(code(sent("/sync", call))).isEqualTo("IncompleteSignature");
    }

    @Test
    void answersAWrongSignatureAsItWasSeen() throws Exception {
        Map<String, String> call = aliExpress.signed("", question);
        call.put("ship_to_country", "FR");
        JsonNode error = sent("/sync", call).path("error_response");

        assertThat(error.path("type").asText()).isEqualTo("ISV");
        assertThat(error.path("msg").asText()).isEqualTo("The request signature does not conform to platform standards");
        assertThat(error.path("request_id").asText()).isNotBlank();

        aliExpress.session = null;
        Map<String, String> refresh = aliExpress.signed("", SandboxClient.parameters("refresh_token", "x"));
        JsonNode flat = sent("/rest/auth/token/refresh", refresh);
        assertThat(flat.path("code").asText()).isEqualTo("IncompleteSignature");
        assertThat(flat.path("message").asText()).isEqualTo("The request signature does not conform to platform standards");
    }

    @Test
    void namesASystemCallByItsPathOnly() throws Exception {
        aliExpress.session = null;
        assertThat(code(aliExpress.rest("/auth/token/refresh", "refresh_token", SandboxOptions.ALIEXPRESS_REFRESH_TOKEN))).isEqualTo("0");
        assertThat(code(aliExpress.rest("/auth/token/refresh", "refresh_token", "x", "method", "/auth/token/refresh")))
                .isEqualTo("InvalidParameter");
        assertThat(code(aliExpress.call("/auth/token/refresh", "refresh_token", "x"))).isEqualTo("InvalidApiPath");
        assertThat(code(aliExpress.call("/rest/auth/token/refresh", "refresh_token", "x"))).isEqualTo("InvalidApiPath");
        assertThat(code(aliExpress.rest("/" + PRODUCT, "product_id", "1"))).isEqualTo("InvalidApiPath");
    }

    @Test
    void knowsNoOtherMethod() throws Exception {
        assertThat(code(aliExpress.call("aliexpress.ds.order.get", "single_order_query", "{}"))).isEqualTo("InvalidApiPath");
        assertThat(code(aliExpress.call("aliexpress.ds.order.list"))).isEqualTo("InvalidApiPath");
        Map<String, String> nameless = aliExpress.signed("", SandboxClient.parameters("product_id", "1"));
        assertThat(code(sent("/sync", nameless))).isEqualTo("MissingParameter");
    }

    @Test
    void takesEverythingInTheQuery() throws Exception {
        Map<String, String> call = aliExpress.signed("", question);
        String body = SandboxClient.send("GET", URI.create(sandbox.aliExpressBaseUrl() + "/sync"), call).body();

        assertThat(Json.read(body).has("aliexpress_ds_product_get_response")).isTrue();
    }

    @Test
    void takesTheTokenAsSessionOrAsAccessTokenButNotAsBoth() throws Exception {
        aliExpress.session = null;
        assertThat(message(sent("/sync", aliExpress.signed("", question)))).contains("\"session\"");
        question.put("access_token", SandboxOptions.ALIEXPRESS_ACCESS_TOKEN);
        assertThat(body(sent("/sync", aliExpress.signed("", question))).has("result")).isTrue();
        question.put("session", SandboxOptions.ALIEXPRESS_ACCESS_TOKEN);
        assertThat(code(sent("/sync", aliExpress.signed("", question)))).isEqualTo("InvalidParameter");
        question.remove("access_token");
        question.put("session", SandboxOptions.ACCESS_TOKEN);
        assertThat(code(sent("/sync", aliExpress.signed("", question)))).isEqualTo("IllegalAccessToken");
        assertThat(message(sent("/sync", aliExpress.signed("", question)))).isEqualTo("The specified access token is invalid or expired");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-22 18:00:00", "2026-11-22T10:00:00Z", "2026-11-22 16:00:01"})
    void readsATimeAsText(String timestamp) throws Exception {
        question.put("timestamp", timestamp);

        assertThat(body(sent("/sync", aliExpress.signed("", question))).has("result")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-22 10:00:00", "2026-11-22T12:00:01Z", "1700000000000", "now", "2026-13-41 10:00:00"})
    void refusesATimeThatIsTooFarAwayOrNone(String timestamp) throws Exception {
        question.put("timestamp", timestamp);

        assertThat(code(sent("/sync", aliExpress.signed("", question)))).isEqualTo("IllegalTimestamp");
    }

    @Test
    void takesHarmlessSystemParametersAndNoOtherApplication() throws Exception {
        question.putAll(Map.of("format", "json", "v", "2.0", "partner_id", "test"));
        assertThat(body(sent("/sync", aliExpress.signed("", question))).has("result")).isTrue();
        question.put("sign_method", "md5");
        assertThat(code(sent("/sync", aliExpress.signed("", question)))).isEqualTo("InvalidParameter");
        question.put("sign_method", "sha256");
        question.put("app_key", SandboxOptions.APP_KEY);
        assertThat(code(sent("/sync", aliExpress.signed("", question)))).isEqualTo("InvalidAppkey");
    }

    @Test
    void missesARequiredParameterBeforeItMindsAnUnknownOne() throws Exception {
        JsonNode answer = aliExpress.call(AliExpressClient.GET, "order_id", "8198352049851315");

        assertThat(code(answer)).isEqualTo("MissingParameter");
        assertThat(message(answer)).contains("\"single_order_query\"");
        assertThat(code(aliExpress.call(PRODUCT, "product_id", "1", "ship_to_country", "US", "local_country", "US")))
                .isEqualTo("InvalidParameter");
        assertThat(code(aliExpress.call(PRODUCT, "product_id", "1", "ship_to_country", "US", "province_code", " ")))
                .isEqualTo("InvalidParameter");
    }

    @Test
    void readsJsonParametersStrictly() throws Exception {
        for (String broken : new String[] {"{\"order_id\":\"1\"", "{\"order_id\":\"1\"} x", "[]", "1",
            "{\"order_id\":\"1\",\"order_id\":\"2\"}"}) {
            assertThat(code(aliExpress.call(AliExpressClient.GET, "single_order_query", broken))).as(broken).isEqualTo("InvalidParameter");
        }
    }

    @Test
    void variesItsEnvelopesAndMarkersWithTheUsualOnesFirst() throws Exception {
        Set<String> shapes = new HashSet<>();
        Set<String> codes = new HashSet<>();
        Set<String> lists = new HashSet<>();
        for (int i = 0; i < 12; i++) {
            JsonNode answer = aliExpress.call(PRODUCT, "product_id", AliExpressCatalogue.EARBUDS, "ship_to_country", "US");
            shapes.add(answer.has("aliexpress_ds_product_get_response") ? "wrapped" : "bare");
            codes.add(body(answer).path("rsp_code").getNodeType().name());
            JsonNode skus = body(answer).at("/result/ae_item_sku_info_dtos");
            lists.add(skus.isArray() ? "plain" : skus.path("ae_item_sku_info_d_t_o").isArray() ? "wrapped" : "element");
            assertThat(list(skus)).hasSize(1);
            if (i == 0) {
                assertThat(shapes).containsExactly("wrapped");
                assertThat(codes).containsExactly("NUMBER");
                assertThat(lists).containsExactly("wrapped");
            }
        }

        assertThat(shapes).containsExactlyInAnyOrder("wrapped", "bare");
        assertThat(codes).containsExactlyInAnyOrder("NUMBER", "STRING");
        assertThat(lists).containsExactlyInAnyOrder("wrapped", "element", "plain");
    }

    @Test
    void canBeToldToFailByMethod() throws Exception {
        sandbox.faults().add(Fault.code(PRODUCT, "15", null).withSubCode("isp.service-unavailable"));
        sandbox.faults().add(Fault.code(PRODUCT, "404", "System Error"));
        sandbox.faults().add(Fault.code(PRODUCT, "InsufficientPermission", "no"));
        sandbox.faults().add(Fault.at(PRODUCT, FaultAction.EMPTY_VALUE));

        JsonNode backend = aliExpress.call(PRODUCT, "product_id", AliExpressCatalogue.GUIDE, "ship_to_country", "US");
        assertThat(backend.at("/error_response/type").asText()).isEqualTo("ISP");
        assertThat(backend.at("/error_response/msg").asText()).isEqualTo("Remote service error");
        assertThat(backend.at("/error_response/sub_code").asText()).isEqualTo("isp.service-unavailable");
        assertThat(aliExpress.product(AliExpressCatalogue.GUIDE, "US").path("rsp_code").asText()).isEqualTo("404");
        assertThat(code(aliExpress.call(PRODUCT, "product_id", AliExpressCatalogue.GUIDE, "ship_to_country", "US")))
                .isEqualTo("InsufficientPermission");
        assertThat(aliExpress.product(AliExpressCatalogue.GUIDE, "US").path("result").isEmpty()).isTrue();
        assertThat(sandbox.ledger().calls(PRODUCT)).extracting(LedgerEntry::code)
                .containsExactly("15", "404", "InsufficientPermission", "0");
    }

    @Test
    void writesAFailingServiceNowAndThenWithoutAnEnvelope() throws Exception {
        sandbox.faults().add(Fault.code(PRODUCT, "15", null).always());
        Set<String> shapes = new HashSet<>();
        for (int i = 0; i < 4; i++) {
            JsonNode answer = aliExpress.call(PRODUCT, "product_id", AliExpressCatalogue.GUIDE, "ship_to_country", "US");
            assertThat(code(answer)).isEqualTo("15");
            shapes.add(answer.has("error_response") ? "envelope" : "flat");
        }

        assertThat(shapes).containsExactlyInAnyOrder("envelope", "flat");
    }

    @Test
    void bansForAsLongAsItWasTold() throws Exception {
        sandbox.faults().add(Fault.waiting(PRODUCT, FaultAction.THROTTLE, Duration.ofSeconds(3)));

        JsonNode banned = aliExpress.call(PRODUCT, "product_id", AliExpressCatalogue.GUIDE, "ship_to_country", "US");
        assertThat(banned.at("/error_response/type").asText()).isEqualTo("ISV");
        assertThat(code(banned)).isEqualTo("ApiCallLimit");
        assertThat(message(banned)).isEqualTo("Api access frequency exceeds the limit. this ban will last 3 seconds");
        clock.move(Duration.ofSeconds(3));
        assertThat(aliExpress.product(AliExpressCatalogue.GUIDE, "US").has("result")).isTrue();
    }

    @Test
    void keepsTheTwoSuppliersTokensAndFaultsApart() throws Exception {
        sandbox.faults().add(Fault.code("/auth/token/refresh", "SYSTEM", null).always());
        aliExpress.session = null;

        assertThat(code(aliExpress.rest("/auth/token/refresh", "refresh_token", SandboxOptions.ALIEXPRESS_REFRESH_TOKEN))).isEqualTo("0");
        assertThat(sandbox.ledger().calls("/rest/auth/token/refresh")).singleElement()
                .satisfies(call -> assertThat(call.supplier()).isEqualTo("aliexpress"));
        assertThat(sandbox.ledger().calls("/auth/token/refresh")).isEmpty();
    }

    private JsonNode sent(String path, Map<String, String> call) throws Exception {
        return Json.read(aliExpress.send(path, call).body());
    }
}
