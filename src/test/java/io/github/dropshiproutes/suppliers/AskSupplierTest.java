package io.github.dropshiproutes.suppliers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.alibaba.AlibabaCall;
import io.github.dropshiproutes.errors.OutcomeUnknownException;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

/** One call with its repetitions: reads only, and never past a refusal. */
class AskSupplierTest {

    /** The answer of the token endpoint that leaves the pair as all tests of the wire know it. */
    static final String SAME_PAIR = "{\"access_token\":\"test\",\"refresh_token\":\"refresh-test\",\"expires_in\":\"864000\","
            + "\"refresh_expires_in\":5184000,\"code\":\"0\"}";

    private static final String FINE = "{\"code\":\"0\",\"value\":{}}";

    private final Wire wire = Wire.shared();
    private final GatewayRecorder gateway = wire.gateway();

    @Test
    void aReadWithoutAnAnswerIsMadeAgain() {
        gateway.answer(GatewayRecorder.silence(), GatewayRecorder.json(FINE));

        assertThat(wire.call(AlibabaCall.get("/eco/buyer/product/description", Map.of("query_req", "{}"))).getException()).isNull();
        assertThat(gateway.requests()).hasSize(2);
    }

    @Test
    void aReadThatIsRefusedIsNotMadeAgain() {
        gateway.answer(GatewayRecorder.json("{\"code\":\"4016\",\"message\":\"freight template service error\"}"));

        assertThat(Wire.failure(wire.call(AlibabaCall.post("/order/freight/calculate", Map.of()))).getCode()).isEqualTo("4016");
        assertThat(gateway.requests()).hasSize(1);
    }

    @Test
    void aPaymentWithoutAnAnswerIsNotMadeAgain() {
        gateway.answer(GatewayRecorder.drop());

        Exchange exchange = wire.call(AlibabaCall.spend("/alibaba/dropshipping/order/pay", Map.of("param_order_pay_request", "{}")));

        assertThat(Wire.failure(exchange)).isInstanceOf(OutcomeUnknownException.class);
        assertThat(gateway.requests()).hasSize(1);
    }

    @Test
    void aTokenThatEndsBetweenTwoRepetitionsIsRenewedToo() {
        gateway.answer(GatewayRecorder.drop(), GatewayRecorder.json("{\"code\":\"IllegalAccessToken\",\"message\":\"expired\"}"),
                GatewayRecorder.json(SAME_PAIR), GatewayRecorder.drop(), GatewayRecorder.json(FINE));

        Exchange exchange = wire.call(AlibabaCall.post("/alibaba/order/get", Map.of("e_trade_id", "1")));

        assertThat(exchange.getException()).isNull();
        assertThat(gateway.requests()).extracting(GatewayRecorder.Request::path).containsExactly("/rest/alibaba/order/get",
                "/rest/alibaba/order/get", "/rest/auth/token/refresh", "/rest/alibaba/order/get", "/rest/alibaba/order/get");
    }
}
