package io.github.dropshiproutes.suppliers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.alibaba.AlibabaCall;
import io.github.dropshiproutes.errors.OutcomeUnknownException;
import io.github.dropshiproutes.errors.SupplierException;
import io.github.dropshiproutes.errors.ThrottledException;
import io.github.dropshiproutes.errors.UnknownCodeException;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a call makes of every envelope in which the gateway was seen or documented to answer. */
class CallSupplierTest {

    private static final Map<String, String> TRADE = Map.of("trade_id", "1");

    private final Wire wire = Wire.shared();
    private final GatewayRecorder gateway = wire.gateway();

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"code\":\"0\",\"value\":{\"trade_id\":\"1\"},\"request_id\":\"r\"}",
        "{\"code\":0,\"value\":[]}",
        "{\"code\":\"\",\"value\":{}}",
        "{\"code\":null,\"value\":\"https://sc04.alicdn.com/file.pdf\"}",
        "{\"value\":{}}",
        "{\"code\":\"0\",\"result\":{\"result_code\":\"200\",\"result_msg\":\"request success\",\"result_data\":[1284823],\"result_total\":\"1\"}}",
        "{\"code\":0,\"result\":{\"result_code\":200,\"result_data\":{}}}",
        "{\"code\":\"0\",\"result\":{\"code\":\"200\",\"success\":true,\"message\":\"ok\",\"data\":{}}}",
        "{\"code\":\"0\",\"result\":{\"result_code\":\"200\",\"result_message\":\"ok\",\"result_data\":{},\"success\":\"true\"}}",
        "{\"code\":\"0\",\"tracking_list\":[]}",
        "{\"code\":\"0\",\"request_id\":\"r\"}",
        "{\"code\":\"0\",\"response\":{\"records\":[],\"total\":0,\"current_page\":\"1\",\"page_size\":20}}",
        "{\"access_token\":\"a\",\"expires_in\":864000,\"code\":\"0\"}",
        "{\"code\":\"0\",\"success\":\"true\",\"biz_success\":true,\"message\":\"success\"}"})
    void everyShapeOfAnAnswerIsRead(String answer) {
        gateway.answer(GatewayRecorder.json(answer));

        Exchange exchange = wire.call(AlibabaCall.post("/alibaba/order/get", TRADE));

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody()).isInstanceOf(JsonNode.class).hasToString(answer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
        "IncompleteSignature | {\"type\":\"ISV\",\"code\":\"IncompleteSignature\",\"message\":\"does not conform\",\"request_id\":\"r-1\"}",
        "IncompleteSignature | {\"error_response\":{\"type\":\"ISV\",\"code\":\"IncompleteSignature\",\"msg\":\"no\",\"request_id\":\"r-1\"}}",
        "InsufficientPermission | {\"code\":\"InsufficientPermission\",\"error_message\":\"no\",\"request_id\":\"r-1\"}",
        "130703 | {\"code\":130703,\"message\":\"Insufficient inventory\",\"request_id\":\"r-1\"}",
        "4012 | {\"code\":\"15\",\"msg\":\"Remote service error\",\"sub_code\":\"4012\",\"sub_msg\":\"repeated\",\"request_id\":\"r-1\"}",
        "15 | {\"code\":\"15\",\"msg\":\"Remote service error\",\"sub_code\":\"isp.never-heard-of\",\"request_id\":\"r-1\"}",
        "400 | {\"code\":\"0\",\"result\":{\"result_msg\":\"Parameter format is error!\",\"result_code\":\"400\"},\"request_id\":\"r-1\"}",
        "400 | {\"result\":{\"result_msg\":\"Parameter format is error!\",\"result_code\":400},\"request_id\":\"r-1\"}",
        "500 | {\"code\":\"0\",\"result\":{\"code\":\"500\",\"message\":\"system error\",\"success\":false},\"request_id\":\"r-1\"}",
        "2005 | {\"code\":\"0\",\"result\":{\"result_code\":\"2005\",\"result_message\":\"query failed\"},\"request_id\":\"r-1\"}",
        "130106 | {\"code\":\"0\",\"success\":false,\"msg_code\":\"130106\",\"message\":\"expired\",\"request_id\":\"r-1\"}",
        "800022 | {\"code\":\"0\",\"biz_success\":\"false\",\"msg_code\":\"800022\",\"message\":\"tariff\",\"request_id\":\"r-1\"}",
        "UNREADABLE_ANSWER | {\"code\":\"0\",\"result\":{\"success\":false},\"request_id\":\"r-1\"}",
        "UNREADABLE_ANSWER | {\"error_response\":{\"msg\":\"no code\",\"request_id\":\"r-1\"}}"})
    void everyShapeOfARefusalIsRead(String code, String answer) {
        gateway.answer(GatewayRecorder.json(answer));

        SupplierException failure = Wire.failure(wire.call(AlibabaCall.post("/alibaba/order/get", TRADE)));

        assertThat(failure.getCode()).isEqualTo(code);
        assertThat(failure.getRequestId()).isEqualTo("r-1");
        assertThat(failure.getMessage()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
        "HTML_ANSWER | <!DOCTYPE html><html><script src=\"https://bixi.alicdn.com/punish/punish.js\"></script></html>",
        "HTML_ANSWER |    <html>{\"code\":\"0\"}</html>",
        "UNREADABLE_ANSWER | null", "UNREADABLE_ANSWER | []", "UNREADABLE_ANSWER | \"text\"", "UNREADABLE_ANSWER | {\"code\":\"0\",\"val",
        "UNREADABLE_ANSWER | {\"code\":\"0\"} {\"code\":\"0\"}", "UNREADABLE_ANSWER | {'code':'0'}", "UNREADABLE_ANSWER | 0"})
    void whatIsNoAnswerIsNeverTakenForOne(String code, String answer) {
        gateway.answer(GatewayRecorder.json(answer));

        assertThat(Wire.failure(wire.call(AlibabaCall.post("/alibaba/order/get", TRADE))).getCode()).isEqualTo(code);
        assertThat(Wire.failure(wire.call(AlibabaCall.spend("/buynow/order/create", TRADE)))).isInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void anEmptyAnswerAndOneOfBracketsWithoutEndAreNoAnswersEither() {
        gateway.answer(GatewayRecorder.json(""), GatewayRecorder.json("{\"value\":" + "[".repeat(100_000)));

        assertThat(Wire.failure(wire.call(AlibabaCall.post("/alibaba/order/get", TRADE))).getCode()).isEqualTo("UNREADABLE_ANSWER");
        assertThat(Wire.failure(wire.call(AlibabaCall.post("/alibaba/order/get", TRADE))).getCode()).isEqualTo("UNREADABLE_ANSWER");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
        "400 | {\"code\":\"InvalidParameter\",\"message\":\"quantity\"} | InvalidParameter", "400 | {\"code\":\"777\",\"message\":\"m\"} | 777",
        "400 | Bad Request | HTTP_4XX", "403 | <html>denied</html> | HTTP_403", "404 | {\"code\":\"404\",\"message\":\"no route\"} | HTTP_4XX",
        "404 | {} | HTTP_4XX", "429 | slow down | HTTP_429", "500 | {\"code\":\"0\"} | HTTP_5XX", "502 | <html>Bad Gateway</html> | HTTP_5XX",
        "502 | {\"code\":502,\"message\":\"Bad Gateway\"} | HTTP_5XX", "503 | {\"code\":\"ServiceUnavailable\"} | ServiceUnavailable",
        "503 | {\"error_response\":{\"code\":\"SYSTEM\",\"msg\":\"m\"}} | SYSTEM"})
    void anHttpStatusCountsWhereTheGatewayItselfSaysNothing(int status, String body, String code) {
        gateway.answer(GatewayRecorder.status(status, body));

        assertThat(Wire.failure(wire.call(AlibabaCall.post("/alibaba/order/get", TRADE))).getCode()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"Retry-After, 7", "retry-after, 7"})
    void tooManyRequestsWaitsAsLongAsTheAnswerSays(String header, int seconds) {
        gateway.answer(GatewayRecorder.status(429, "", header + ": " + seconds));

        SupplierException failure = Wire.failure(wire.call(AlibabaCall.spend("/buynow/order/create", TRADE)));

        assertThat(failure).isInstanceOf(ThrottledException.class);
        assertThat(failure.getSaidWait()).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(gateway.requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
        "2 | ApiCallLimit | {\"code\":\"ApiCallLimit\",\"message\":\"Api access frequency exceeds the limit. this ban will last 2 seconds\"}",
        "3 | 7 | {\"error_response\":{\"code\":7,\"msg\":\"App Call Limited\",\"sub_code\":\"accesscontrol.limited-by-app-api-access-count\","
            + "\"sub_msg\":\"This ban will last for 3 more seconds\"}}",
        "1 | ApiCallLimit | {\"code\":\"0\",\"type\":\"ISP\",\"message\":\"exceeds the limit, this ban will last 1 seconds\"}"})
    void anAnnouncedBanIsThrottlingOfACreateToo(int seconds, String code, String answer) {
        gateway.answer(GatewayRecorder.json(answer));

        SupplierException failure = Wire.failure(wire.call(AlibabaCall.spend("/buynow/order/create", TRADE)));

        assertThat(failure).isInstanceOf(ThrottledException.class);
        assertThat(failure.getCode()).isEqualTo(code);
        assertThat(failure.getSaidWait()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"code\":\"15\",\"message\":\"Remote service error\"}",
        "{\"code\":\"15\",\"message\":\"Remote service error, this ban will last 2 seconds\"}",
        "{\"code\":\"0\",\"result\":{\"result_code\":\"500\",\"result_msg\":\"system error\"}}",
        "{\"code\":\"SYSTEM\",\"type\":\"SYSTEM\"}"})
    void anAnswerToACreateThatProvesNothingLeavesTheOutcomeOpen(String answer) {
        gateway.answer(GatewayRecorder.json(answer));

        assertThat(Wire.failure(wire.call(AlibabaCall.spend("/buynow/order/create", TRADE)))).isInstanceOf(OutcomeUnknownException.class);
        assertThat(gateway.requests()).hasSize(1);
    }

    @Test
    void anUndocumentedCodeKeepsTheUpstreamsOwnWords() {
        gateway.answer(GatewayRecorder.json("{\"code\":\"987654\",\"message\":\"Der Verk\u00e4ufer schl\u00e4ft\",\"request_id\":\"r-9\"}"));

        SupplierException failure = Wire.failure(wire.call(AlibabaCall.spend("/buynow/order/create", TRADE)));

        assertThat(failure).isInstanceOf(UnknownCodeException.class).hasMessage("Der Verk\u00e4ufer schl\u00e4ft");
        assertThat(failure.getCode()).isEqualTo("987654");
        assertThat(failure.getRequestId()).isEqualTo("r-9");
    }

    @Test
    void aRefusedTokenIsRenewedOnceAndTheCallMadeAgainEvenACreate() {
        gateway.answer(GatewayRecorder.json("{\"code\":\"IllegalAccessToken\",\"type\":\"ISV\",\"message\":\"expired\"}"),
                GatewayRecorder.json(AskSupplierTest.SAME_PAIR), GatewayRecorder.json("{\"code\":\"0\",\"value\":{\"trade_id\":\"9\"}}"));

        Exchange exchange = wire.call(AlibabaCall.spend("/buynow/order/create", TRADE));

        assertThat(exchange.getException()).isNull();
        assertThat(gateway.requests()).extracting(GatewayRecorder.Request::path)
                .containsExactly("/rest/buynow/order/create", "/rest/auth/token/refresh", "/rest/buynow/order/create");
        assertThat(gateway.requests().get(2).parameters()).containsAllEntriesOf(TRADE);
        assertThat(gateway.requests().get(2).parameters().get("sign")).isNotEqualTo(gateway.requests().get(0).parameters().get("sign"));
    }
}
