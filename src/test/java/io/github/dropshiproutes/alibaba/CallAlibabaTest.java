package io.github.dropshiproutes.alibaba;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.suppliers.GatewayRecorder;
import io.github.dropshiproutes.suppliers.Wire;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

/** The call with Alibaba.com's own path, token parameter and envelope; what all calls have in common tests {@code CallSupplierTest}. */
class CallAlibabaTest {

    private final Wire wire = Wire.shared();

    @Test
    void theAnswerIsNotWrappedAndTheTokenTravelsUnderItsOwnName() {
        wire.gateway().answer(GatewayRecorder.json("{\"code\":\"0\",\"value\":{\"trade_id\":\"1\"}}"));

        Exchange exchange = wire.call(AlibabaCall.post("/alibaba/order/get", Map.of("e_trade_id", "1")));

        assertThat(exchange.getMessage().getBody(JsonNode.class)).hasToString("{\"code\":\"0\",\"value\":{\"trade_id\":\"1\"}}");
        GatewayRecorder.Request sent = wire.gateway().requests().get(0);
        assertThat(sent.path()).isEqualTo("/rest/alibaba/order/get");
        assertThat(sent.parameters()).containsEntry("access_token", Wire.ACCESS_TOKEN).doesNotContainKeys("session", "method");
    }
}
