package io.github.dropshiproutes.alibaba;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import io.github.dropshiproutes.suppliers.GatewayRecorder;
import io.github.dropshiproutes.suppliers.Wire;
import io.github.dropshiproutes.support.Walk;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The cancellation of an unpaid order. */
class AlibabaCancelTest {

    @Test
    void itNamesTheTradeAndNothingElse() {
        Wire wire = Wire.shared();
        wire.gateway().answer(GatewayRecorder.json("{\"code\":\"0\",\"value\":{},\"request_id\":\"r\"}"));

        assertThat(wire.send("direct:alibaba-cancel", Map.of("tradeId", "77")).getException()).isNull();

        assertThat(wire.gateway().requests()).hasSize(1);
        assertThat(wire.gateway().requests().get(0).parameters()).containsEntry("trade_id", "77").hasSize(6);
    }

    @Test
    void anOrderCancelledInTheShopIsCancelledAtTheSupplierWhileItIsUnpaid() {
        Walk walk = Walk.shared();
        walk.sandbox().faults().add(Fault.payFailed("NEVER_PAY_SUCCESS_IN_DROPSHIPER", "pay by hand first"));
        ShopifySamples order = walk.order();
        walk.send("orders/paid", order);
        walk.awaitPurchase("held");

        walk.send("orders/cancelled", order.cancelledAt(walk.now()).updatedAt(walk.now().plusSeconds(60)));

        walk.awaitPurchase("cancelled");
        assertThat(walk.sandbox().ledger().cancelled()).hasSize(1);
        assertThat(walk.sandbox().ledger().created()).hasSize(1);
        assertThat(walk.sandbox().ledger().paid()).isEmpty();
    }
}
