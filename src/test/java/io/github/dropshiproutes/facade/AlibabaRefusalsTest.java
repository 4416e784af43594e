package io.github.dropshiproutes.facade;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.suppliers.GatewayRecorder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Alibaba refuses is answered as a problem with its own code, its request id and the hint of the error table. */
class AlibabaRefusalsTest extends FacadeTestCase {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
        "422 | 400 | {\"code\":\"0\",\"result\":{\"result_msg\":\"Parameter format is"
            + " error!\",\"result_code\":\"400\"},\"request_id\":\"r-1\"}",
        "422 | MissingParameter | {\"type\":\"ISV\",\"code\":\"MissingParameter\",\"message\":\"product_id\",\"request_id\":\"r-1\"}",
        "422 | 4015 | {\"code\":\"4015\",\"message\":\"not support\",\"request_id\":\"r-1\"}",
        "422 | 4016 | {\"code\":4016,\"message\":\"freight template service error\",\"request_id\":\"r-1\"}",
        "404 | 130106 | {\"code\":\"130106\",\"message\":\"The product has expired. Please select again.\",\"request_id\":\"r-1\"}",
        "502 | InsufficientPermission | {\"type\":\"ISV\",\"code\":\"InsufficientPermission\",\"message\":\"no\",\"request_id\":\"r-1\"}",
        "502 | 424242 | {\"code\":\"424242\",\"message\":\"never seen\",\"request_id\":\"r-1\"}",
        "503 | 500 | {\"code\":\"0\",\"result\":{\"code\":\"500\",\"message\":\"system error\",\"success\":false},\"request_id\":\"r-1\"}",
        "429 | ApiCallLimit | {\"code\":\"ApiCallLimit\",\"message\":\"exceeds the limit. this ban will last 2"
            + " seconds\",\"request_id\":\"r-1\"}"})
    void aRefusal(int status, String code, String upstream) {
        gateway.answer(GatewayRecorder.json(upstream));

        Answer answer = get("/shipping/freight/calculate?product_id=55&quantity=1&destination_country=US");

        assertThat(answer.problemOf(status)).isNotBlank();
        assertThat(answer.body().path("upstream_code").asText()).isEqualTo(code);
        assertThat(answer.body().path("request_id").asText()).isEqualTo("r-1");
        assertThat(answer.body().path("hint").asText()).isNotBlank();
        assertThat(answer.response().headers().firstValue("Retry-After").isPresent()).isEqualTo(status == 429);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {"503 | HTML_ANSWER | <html>punish</html>", "503 | UNREADABLE_ANSWER | []"})
    void whatIsNoAnswer(int status, String code, String upstream) {
        gateway.answer(GatewayRecorder.json(upstream));

        Answer answer = get("/alibaba/order/get?e_trade_id=1");

        answer.problemOf(status);
        assertThat(answer.body().path("upstream_code").asText()).isEqualTo(code);
        assertThat(answer.response().body()).doesNotContain("punish");
    }

    @Test
    void silenceIsATimeOutAfterTheRepetitions() {
        gateway.answer(GatewayRecorder.drop());

        Answer answer = get("/alibaba/order/get?e_trade_id=1");

        answer.problemOf(504);
        assertThat(gateway.requests()).hasSize(4);
    }
}
