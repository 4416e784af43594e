package io.github.dropshiproutes.alibaba;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.suppliers.GatewayRecorder;
import io.github.dropshiproutes.suppliers.Wire;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the supplier's status words mean in the walk. */
class AlibabaLookTest {

    @ParameterizedTest
    @CsvSource({"to_be_audited, placed", "unpay, placed", "intention_processing, placed", "paying, paying", "relating, paying", "paid, paid",
        "captured, paid", "undeliver, paid", "delivering, shipped", "wait_confirm_receipt, shipped", "trade_success, delivered",
        "trade_close, gone", "frozen, odd", "charge_back, odd", "wait_confirm_modify, odd", "trade_unavailable, odd", "pay, odd", "PAID, odd",
        "'paid,captured', odd", "undeliver;, odd"})
    void everyWordHasItsPlaceInTheWalkAndAnUnknownOneNone(String word, String position) {
        Wire wire = Wire.shared();
        wire.gateway().answer(GatewayRecorder.json("{\"code\":\"0\",\"value\":{\"trade_id\":\"77\",\"trade_status\":\"" + word + "\"}}"));

        Exchange read = wire.send("direct:alibaba-look", Map.of("tradeId", "77"));

        assertThat(read.getException()).isNull();
        assertThat(read.getVariable("position")).isEqualTo(position);
        assertThat(wire.gateway().requests().get(0).parameters()).containsEntry("e_trade_id", "77").containsEntry("language", "en_US");
    }
}
