package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.LedgerEntry;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class CancelPurchaseTest extends StageTest {

    @Test
    void anUnpaidOrderOfACancelledShopifyOrderIsCancelledAtTheSupplierAndNotBoughtAgain() {
        ShopifySamples order = cups(1);
        Object id = walkedTo("placed", order).get("id");

        walk.send("orders/cancelled", changed(order).cancelledAt(now()));

        assertThat(awaitState(id, "cancelled")).containsEntry("counts", false).containsEntry("next_attempt_at", null)
                .containsEntry("cancelling", false);
        awaitPlanned();
        assertThat(ledger().cancelled()).extracting(LedgerEntry::tradeId).containsExactly(tradeId(id));
        assertThat(orderRow(order)).containsEntry("state", "ignored").containsEntry("reason_code", "ORDER_CANCELLED");
        assertThat(walk.purchases()).hasSize(1);
        assertThat(timeline(id)).anyMatch(what -> what.contains("to be cancelled at the supplier"));
    }

    @Test
    void whatIsStillWantedIsPlannedAnewForTheNewAddress() {
        ShopifySamples order = cups(1);
        Object id = walkedTo("placed", order).get("id");

        walk.send("orders/updated", changed(order).addressField("address1", "5 New Street").addressField("zip", "90211"));
        awaitState(id, "cancelled");
        resume("pay-purchases");

        Awaitility.await().until(this::pieces, "paid 1"::equals);
        assertThat(ledger().created()).hasSize(2);
        assertThat(ledger().created().get(1).json()).contains("5 New Street", "90211");
        assertThat(ledger().paid()).extracting(LedgerEntry::tradeId).containsExactly(ledger().created().get(1).tradeId());
    }

    @Test
    void anOrderThatWasPaidMeanwhileMovesOnAndAPersonIsTold() {
        ShopifySamples order = cups(1);
        Object id = walkedTo("placed", order).get("id");
        walk.sandbox().trades().payByHand(tradeId(id));

        walk.send("orders/cancelled", changed(order).cancelledAt(now()));

        assertThat(awaitState(id, "held")).containsEntry("held_from", "paid").containsEntry("reason_code", "CHANGED_AFTER_PAYMENT");
        assertThat(ledger().cancelled()).isEmpty();
    }

    @Test
    void retryOfARefusedCancellationCancelsAgainAndNeverPays() {
        walk.sandbox().faults().add(Fault.code(CANCEL, "ORDER_STATUS_ERROR", "not now"));
        ShopifySamples order = cups(1);
        Object id = walkedTo("placed", order).get("id");
        walk.send("orders/cancelled", changed(order).cancelledAt(now()));
        awaitState(id, "held");
        resume("pay-purchases");

        act("retry", id);

        awaitState(id, "cancelled");
        assertThat(ledger().calls(PAY)).isEmpty();
        assertThat(ledger().cancelled()).hasSize(1);
    }

    @Test
    void whatAPersonCancelledIsNotBoughtAgainByItself() {
        ShopifySamples order = cups(1);
        Object id = walkedTo("placed", order).get("id");

        act("cancel", id);

        assertThat(awaitState(id, "cancelled")).containsEntry("counts", true);
        plan("orders/updated", changed(order));
        assertThat(walk.purchases()).hasSize(1);
        assertThat(ledger().cancelled()).hasSize(1);
    }
}
