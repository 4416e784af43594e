package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeepCancellationTest extends StageTest {

    @Test
    void anOrderThatTheSupplierDoesNotCancelIsHeld() {
        walk.sandbox().faults().add(Fault.code(CANCEL, "ORDER_STATUS_ERROR", "not now").always());
        ShopifySamples order = cups(1);
        Object id = walkedTo("placed", order).get("id");

        walk.send("orders/cancelled", changed(order).cancelledAt(now()));

        Map<String, Object> held = awaitState(id, "held");
        assertThat(held).containsEntry("held_from", "placed").containsEntry("reason_code", "CANCEL_REFUSED")
                .containsEntry("cancelling", false);
        assertThat((String) held.get("reason")).contains("not now");
        assertThat((String) held.get("hint")).isNotBlank();
        resume("pay-purchases");
        walk.awaitQuiet();
        assertThat(ledger().paid()).isEmpty();
    }

    @Test
    void anOrderThatTheSupplierPretendsToHaveCancelledIsHeld() {
        walk.sandbox().faults().add(Fault.at(CANCEL, FaultAction.STATUS).withHttpStatus(200)
                .withBody("{\"code\":\"0\",\"request_id\":\"1\"}").always());
        ShopifySamples order = cups(1);
        Object id = walkedTo("placed", order).get("id");

        walk.send("orders/cancelled", changed(order).cancelledAt(now()));

        assertThat(awaitState(id, "held")).containsEntry("reason_code", "CANCEL_REFUSED");
    }
}
