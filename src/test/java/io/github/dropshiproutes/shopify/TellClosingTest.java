package io.github.dropshiproutes.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.sandbox.ShopifySamples;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TellClosingTest extends ShopTestCase {

    @Test
    void aShopThatWantsNothingHearsNothing() {
        ShopifySamples order = cups(1);
        Object id = closed(order, "nothing");

        assertThat(row(id)).containsEntry("state", "waiting").containsEntry("supplier_closed", false)
                .containsEntry("next_attempt_at", null);
        assertThat(fulfilmentOrders(order, "OPEN")).hasSize(1);
    }

    @Test
    void whatWasNeverPaidIsOnlyPutOnHold() {
        onSupplierCancel("cancel");
        ShopifySamples order = cups(1);
        Object id = walkedTo("placed", order).get("id");
        walk.sandbox().trades().force(tradeId(id), "trade_close");
        resume("pay-purchases");

        awaitState(id, "cancelled");
        awaitWriteBack(id, "on_hold");
        assertThat(shopOrder(order).get("tags")).as("an order number that leads nowhere").isEmpty();
    }

    @Test
    void whatAPersonCancelledIsNotToldOf() {
        onSupplierCancel("cancel");
        Object id = walkedTo("placed", cups(1)).get("id");
        act("cancel", id);

        awaitState(id, "cancelled");
        assertThat(ask("SELECT count(*) FROM fulfilment", Integer.class)).isZero();
    }

    @Test
    void whatTheShopItselfWantedCancelledIsNotToldOf() {
        ShopifySamples order = cups(2);
        Object id = waiting(order, "cancel");
        pause("look-at-held");
        plan("orders/updated", withPieces(order, 1));
        assertThat(purchase(id)).containsEntry("reason_code", "CHANGED_AFTER_PAYMENT");
        closedBySupplier(id);

        assertThat(row(id)).containsEntry("supplier_closed", false);
        assertThat(ledger().calls(CANCELLED)).isEmpty();
    }

    @Test
    void anOrderThatSomebodyCancelledMeanwhileIsLeftAsItIs() {
        ShopifySamples order = cups(1);
        Object id = waiting(order, "cancel_and_refund");
        walk.sandbox().shops().take(SHOP, changed(order).cancelledAt(walk.now()).body());
        closedBySupplier(id);

        awaitWriteBack(id, "cancelled");
        assertThat(ledger().calls(CANCELLED)).isEmpty();
        assertThat(ledger().calls(HOLD)).isEmpty();
    }

    @Test
    void whatAPersonFulfilledIsLeftAsItIs() {
        ShopifySamples order = cups(1);
        Object id = waiting(order, "cancel");
        walk.sandbox().shops().fulfilByHand(SHOP, String.valueOf(order.id()), lineId(order), 1, "BY-HAND");
        closedBySupplier(id);

        awaitWriteBack(id, "by_hand");
        assertThat(ledger().calls(CANCELLED)).isEmpty();
        assertThat(ledger().calls(HOLD)).isEmpty();
    }

    @Test
    void whatOthersHoldIsSaidAndHeldByUsOnceTheirHoldIsReleased() {
        ShopifySamples order = cups(1);
        Object id = waiting(order, "cancel");
        walk.sandbox().shops().hold(SHOP, String.valueOf(order.id()), "High risk of fraud");
        closedBySupplier(id);

        assertHeld(awaitWriteBack(id, "held"), "NOT_HELD_IN_SHOP");
        Map<String, Object> row = row(id);
        assertThat(row.get("reason").toString()).contains("High risk of fraud");
        onSupplierCancel("hold");
        walk.sandbox().shops().release(SHOP, String.valueOf(order.id()));
        walk.move(Duration.ofMinutes(16));

        awaitWriteBack(id, "on_hold");
    }

    @Test
    void piecesThatAreToBeBoughtAnewAreNeitherHeldNorCancelled() {
        Object id = waiting(cups(1), "cancel");
        pause("fulfil-purchases", "plan-orders");
        closedBySupplier(id);
        act("retry", id);
        resume("fulfil-purchases");

        awaitWriteBack(id, "by_hand");
        assertThat(ledger().calls(CANCELLED)).isEmpty();
        assertThat(ledger().calls(HOLD)).isEmpty();
    }

    @Test
    void whatAPersonReleasedIsNotPutOnHoldAgain() {
        ShopifySamples order = cups(1);
        Object id = closed(order, "hold");
        awaitWriteBack(id, "on_hold");
        walk.sandbox().shops().release(SHOP, String.valueOf(order.id()));
        sql("UPDATE fulfilment SET next_attempt_at = dropship_now()");

        awaitWriteBack(id, "waiting");
        assertThat(ledger().ofKind("shop_hold_by_app")).hasSize(1);
    }
}
