package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class CancelPurchasesTest extends StageTest {

    @Test
    void aHeldUnpaidOrderThatIsNoLongerWantedIsCancelledToo() {
        walk.sandbox().faults().add(Fault.payFailed("NEVER_PAY_SUCCESS_IN_DROPSHIPER", "no"));
        ShopifySamples order = cups(1);
        walk.send("orders/paid", order);
        Object id = walk.awaitPurchase("held").get("id");

        walk.send("orders/cancelled", changed(order).cancelledAt(now()));

        awaitState(id, "cancelled");
        assertThat(ledger().cancelled()).hasSize(1);
    }

    @Test
    void aCancellationThatGetsNoAnswerIsTriedAgain() {
        walk.sandbox().faults().add(Fault.at(CANCEL, FaultAction.DROP_AFTER));
        ShopifySamples order = cups(1);
        Object id = walkedTo("placed", order).get("id");

        walk.send("orders/cancelled", changed(order).cancelledAt(now()));
        Awaitility.await().until(() -> !ledger().calls(CANCEL).isEmpty());
        walk.move(Duration.ofMinutes(2));

        awaitState(id, "cancelled");
        assertThat(ledger().cancelled()).hasSize(1);
        assertThat(ledger().paid()).isEmpty();
    }

    @Test
    void nothingElseTakesAPurchaseThatIsBeingCancelled() {
        pause("cancel-purchases");
        ShopifySamples order = cups(1);
        Object id = walkedTo("placed", order).get("id");
        plan("orders/cancelled", changed(order).cancelledAt(now()));
        resume("pay-purchases");
        walk.send("orders/paid", cups(1));
        Awaitility.await().until(() -> ledger().paid().size() == 1);

        assertThat(purchase(id)).containsEntry("state", "placed").containsEntry("cancelling", true);
        assertThat(ledger().paid().get(0).tradeId()).isNotEqualTo(tradeId(id));
    }
}
