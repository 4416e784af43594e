package io.github.dropshiproutes.aliexpress;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.errors.OutcomeUnknownException;
import io.github.dropshiproutes.errors.ReadTimeoutException;
import io.github.dropshiproutes.errors.SupplierException;
import io.github.dropshiproutes.errors.ThrottledException;
import io.github.dropshiproutes.suppliers.CallSignature;
import io.github.dropshiproutes.suppliers.GatewayRecorder;
import io.github.dropshiproutes.suppliers.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One call of AliExpress on the wire: both gateways, byte for byte, and what is made of time-outs, limits and refused tokens. */
class CallAliexpressTest {

    private static final String PRODUCT = "aliexpress.ds.product.get";
    private static final String CREATE = AliExpressEnvelope.CREATE_ORDER;
    private static final String FINE = "{\"aliexpress_ds_product_get_response\":{\"rsp_code\":200,\"result\":{\"id\":\"1\"}}}";
    private static final String CREATED = "{\"aliexpress_ds_order_create_response\":{\"result\":{\"is_success\":true,"
            + "\"order_list\":{\"number\":[8198352049851315]}}}}";
    private static final String TOKEN_REFUSED = "{\"type\":\"ISV\",\"code\":\"IllegalAccessToken\",\"message\":\"The specified access token"
            + " is invalid or expired\",\"request_id\":\"r\"}";
    private static final String SAME_PAIR = "{\"access_token\":\"test\",\"refresh_token\":\"refresh-test\",\"expires_in\":2592000,"
            + "\"refresh_expires_in\":5183988,\"code\":\"0\"}";

    private final Wire wire = Wire.shared();
    private final GatewayRecorder gateway = wire.gateway();

    private static Map<String, String> unsigned(GatewayRecorder.Request sent) {
        Map<String, String> parameters = new TreeMap<>(sent.parameters());
        parameters.remove("sign");
        return parameters;
    }

    @Test
    void aBusinessMethodIsASignedParameterOfOneAddress() {
        gateway.answer(GatewayRecorder.json(FINE));

        Exchange exchange = wire.call(AliExpressCall.read(PRODUCT, Map.of("product_id", "1005001234567890")));

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody(JsonNode.class).path("result").path("id").asText()).isEqualTo("1");
        GatewayRecorder.Request sent = gateway.requests().get(0);
        assertThat(sent.verb() + " " + sent.target()).isEqualTo("POST /sync");
        assertThat(sent.headers().get("content-type").replace(" ", "")).isEqualTo("application/x-www-form-urlencoded;charset=UTF-8");
        assertThat(unsigned(sent)).containsOnlyKeys("app_key", "method", "product_id", "session", "sign_method", "timestamp")
                .containsEntry("method", PRODUCT).containsEntry("session", "test").containsEntry("sign_method", "sha256");
        assertThat(sent.parameters().get("timestamp")).matches("\\d{13}");
        assertThat(sent.parameters().get("sign")).isEqualTo(CallSignature.sign("", unsigned(sent), Wire.APP_SECRET));
    }

    @Test
    void aSystemCallIsAPathThatTheSignatureBeginsWith() {
        gateway.answer(GatewayRecorder.json("{\"code\":\"0\",\"access_token\":\"a\"}"));

        Exchange exchange = wire.call(AliExpressCall.token("/auth/token/refresh", Map.of("refresh_token", "r")));

        assertThat(exchange.getMessage().getBody(JsonNode.class).path("access_token").asText()).isEqualTo("a");
        GatewayRecorder.Request sent = gateway.requests().get(0);
        assertThat(sent.verb() + " " + sent.target()).isEqualTo("POST /rest/auth/token/refresh");
        assertThat(unsigned(sent)).containsOnlyKeys("app_key", "refresh_token", "sign_method", "timestamp");
        assertThat(sent.parameters().get("sign")).isEqualTo(CallSignature.sign("/auth/token/refresh", unsigned(sent), Wire.APP_SECRET));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Straße 7", "東京都千代田区", "🎁 für dich", "1 + 1 = 2 & 100 % {sure}", "%2B+%20", "a=b&sign=c", "tab\tand\nline"})
    void whatIsSignedIsWhatArrivesAndBlankIsNeither(String text) {
        gateway.answer(GatewayRecorder.json(CREATED));
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("param_place_order_request4_open_api_d_t_o", "{\"order_memo\":\"" + text.replace("\n", "\\n").replace("\t", "\\t") + "\"}");
        parameters.put("remark", text);
        parameters.put("queryDeliveryReq", "{}");
        parameters.put("empty", "");
        parameters.put("blank", " \t ");
        parameters.put("none", null);

        assertThat(wire.call(AliExpressCall.spend(CREATE, parameters)).getException()).isNull();

        GatewayRecorder.Request sent = gateway.requests().get(0);
        assertThat(sent.parameters()).doesNotContainKeys("empty", "blank", "none").containsEntry("remark", text)
                .containsEntry("queryDeliveryReq", "{}");
        assertThat(sent.parameters().get("sign")).isEqualTo(CallSignature.sign("", unsigned(sent), Wire.APP_SECRET));
        assertThat(sent.body()).asString(StandardCharsets.ISO_8859_1).matches("[A-Za-z0-9_.*%+&=-]+");
    }

    @Test
    void aReadThatIsNotAnsweredIsMadeAgainAndSignedAfresh() {
        gateway.answer(GatewayRecorder.drop(), GatewayRecorder.drop(), GatewayRecorder.json(FINE));

        assertThat(wire.call(AliExpressCall.read(PRODUCT, Map.of())).getException()).isNull();

        assertThat(gateway.requests()).hasSize(3);
        assertThat(gateway.requests()).extracting(request -> request.parameters().get("sign")).doesNotHaveDuplicates();
    }

    @Test
    void aReadIsGivenUpAfterThreeRepetitions() {
        gateway.answer(GatewayRecorder.drop());

        assertThat(Wire.failure(wire.call(AliExpressCall.read(PRODUCT, Map.of())))).isInstanceOf(ReadTimeoutException.class);
        assertThat(gateway.requests()).hasSize(4);
    }

    @Test
    void aCreateThatIsNotAnsweredIsNeverSentAgain() {
        gateway.answer(GatewayRecorder.drop());

        assertThat(Wire.failure(wire.call(AliExpressCall.spend(CREATE, Map.of())))).isInstanceOf(OutcomeUnknownException.class);
        assertThat(gateway.requests()).hasSize(1);
    }

    @Test
    void aCreateIsNotWrittenOnceTheLeaseIsOver() {
        gateway.answer(GatewayRecorder.json(CREATED));

        Exchange exchange = wire.walk().camel().createProducerTemplate().send("direct:call-aliexpress", late -> {
            late.setVariable("call", AliExpressCall.spend(CREATE, Map.of()));
            late.setVariable("leaseStartedAt", System.nanoTime() - 20_000_000_000L);
        });

        assertThat(Wire.failure(exchange).getCode()).isEqualTo("LEASE_OVER");
        assertThat(gateway.requests()).isEmpty();
    }

    @Test
    void aRefusedTokenIsRenewedOnceAndTheCallMadeAgainEvenACreate() {
        gateway.answer(GatewayRecorder.json(TOKEN_REFUSED), GatewayRecorder.json(SAME_PAIR), GatewayRecorder.json(CREATED));

        assertThat(wire.call(AliExpressCall.spend(CREATE, Map.of("a", "b"))).getException()).isNull();

        assertThat(gateway.requests()).extracting(GatewayRecorder.Request::path).containsExactly("/sync", "/rest/auth/token/refresh", "/sync");
        assertThat(gateway.requests().get(1).parameters()).containsEntry("refresh_token", "refresh-test").doesNotContainKey("session");
        assertThat(gateway.requests().get(2).parameters()).containsEntry("a", "b").containsEntry("method", CREATE);
        assertThat(gateway.requests().get(2).parameters().get("sign")).isNotEqualTo(gateway.requests().get(0).parameters().get("sign"));
    }

    @Test
    void aTokenThatIsRefusedAfterItsRenewalTooIsNotRenewedAgain() {
        gateway.answer(GatewayRecorder.status(401, "no"), GatewayRecorder.json(SAME_PAIR), GatewayRecorder.status(401, "no"));

        SupplierException failure = Wire.failure(wire.call(AliExpressCall.read(PRODUCT, Map.of())));

        assertThat(failure.getCode()).isEqualTo("HTTP_401");
        assertThat(gateway.requests()).hasSize(3);
    }

    @Test
    void aLimitIsNoReasonToTryAgainAtOnce() {
        gateway.answer(GatewayRecorder.status(429, "", "Retry-After: 17"));

        SupplierException failure = Wire.failure(wire.call(AliExpressCall.spend(CREATE, Map.of())));

        assertThat(failure).isInstanceOf(ThrottledException.class);
        assertThat(failure.getSaidWait()).isEqualTo(Duration.ofSeconds(17));
        assertThat(gateway.requests()).hasSize(1);
    }

    @Test
    void neitherTokenNorSecretStandsInARequestLine() {
        gateway.answer(GatewayRecorder.json(FINE));

        wire.call(AliExpressCall.read(PRODUCT, Map.of()));
        wire.call(AliExpressCall.token("/auth/token/create", Map.of("code", "c")));

        assertThat(gateway.requests()).extracting(GatewayRecorder.Request::query).isEqualTo(List.of("", ""));
    }
}
