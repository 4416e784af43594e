package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.sandbox.Fault;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class LookAtHeldTest extends StageTest {

    @Test
    void anOrderThatAPersonPaidGoesOnByItself() {
        Object id = heldUnpaid();

        walk.sandbox().trades().payByHand(tradeId(id));
        walk.move(Duration.ofSeconds(31));

        assertThat(awaitState(id, "paid")).containsEntry("held_from", null).containsEntry("reason_code", null).containsEntry("hint", null);
        assertThat(ledger().calls(PAY)).hasSize(1);
    }

    @Test
    void anOrderThatAPersonCancelledAtTheSupplierIsCancelledAndNotBoughtAgainByItself() {
        Object id = heldUnpaid();

        walk.sandbox().trades().force(tradeId(id), "trade_close");
        walk.move(Duration.ofSeconds(31));

        assertThat(awaitState(id, "cancelled")).containsEntry("reason_code", "CLOSED_BY_SUPPLIER").containsEntry("counts", true);
        assertThat(ledger().created()).hasSize(1);
    }

    @Test
    void anOrderThatStaysUnpaidStaysHeldWithItsReason() {
        Object id = heldUnpaid();
        int looks = ledger().calls(READ_BACK).size();

        walk.move(Duration.ofSeconds(31));
        Awaitility.await().until(() -> ledger().calls(READ_BACK).size() > looks);

        assertThat(awaitState(id, "held")).containsEntry("reason_code", "NEVER_PAY_SUCCESS_IN_DROPSHIPER")
                .containsEntry("held_from", "placed");
    }

    @Test
    void aLookThatFailsKeepsTheReason() {
        Object id = heldUnpaid();
        walk.sandbox().faults().add(Fault.code(READ_BACK, "SystemError", "down").always());

        walk.move(Duration.ofSeconds(31));
        Awaitility.await().until(() -> timeline(id).stream().anyMatch(what -> what.contains("could not be looked at")));

        assertThat(awaitState(id, "held")).containsEntry("reason_code", "NEVER_PAY_SUCCESS_IN_DROPSHIPER").containsEntry("waits", true);
    }

    @Test
    void whatIsHeldForAStatusGoesOnWhenTheStatusHasPassed() {
        Object id = walkedTo("paid", cups(1)).get("id");
        walk.sandbox().trades().force(tradeId(id), "frozen");
        walk.move(Duration.ofMinutes(2));
        assertThat(awaitState(id, "held")).containsEntry("reason_code", "frozen").containsEntry("held_from", "paid");

        walk.sandbox().trades().force(tradeId(id), "undeliver");
        walk.move(Duration.ofHours(7));

        assertThat(awaitState(id, "paid")).containsEntry("held_from", null).containsEntry("reason_code", null);
    }

    @Test
    void aPurchaseThatNeverStoodAtTheSupplierIsNotLookedAt() {
        walk.send("orders/paid", cups(20).lineField("price", "0.01"));
        Map<String, Object> held = walk.awaitPurchase("held");

        assertThat(held.get("next_attempt_at")).isNull();
        assertThat(ledger().calls(READ_BACK)).isEmpty();
    }

    private Object heldUnpaid() {
        walk.sandbox().faults().add(Fault.payFailed("NEVER_PAY_SUCCESS_IN_DROPSHIPER", "pay it yourself"));
        walk.send("orders/paid", cups(1));
        return walk.awaitPurchase("held").get("id");
    }
}
