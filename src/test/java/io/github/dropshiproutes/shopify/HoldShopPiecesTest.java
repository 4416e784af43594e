package io.github.dropshiproutes.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HoldShopPiecesTest extends ShopTestCase {

    @Test
    void whatTheSupplierCancelledIsOnHoldWithItsReference() {
        ShopifySamples order = cups(2);
        Object id = closed(order, "hold");

        awaitWriteBack(id, "on_hold");

        JsonNode hold = fulfilmentOrders(order, "ON_HOLD").get(0).at("/fulfillmentHolds/0");
        String reference = purchase(id).get("reference").toString();
        assertThat(hold.get("handle").asText()).isEqualTo(reference);
        assertThat(hold.get("reason").asText()).isEqualTo("INVENTORY_OUT_OF_STOCK");
        assertThat(hold.get("reasonNotes").asText()).contains(reference);
        assertThat(walk.get("/api/orders/" + id).get("fulfilment").asText()).isEqualTo("on_hold");
        assertThat(timeline(id)).contains("closed: shop: put on hold what the supplier cancelled");
        assertThat(row(id)).containsEntry("supplier_closed", false).containsEntry("next_attempt_at", null);
    }

    @Test
    void onlyThePiecesConcernedAreAndTheOthersAreFulfilled() {
        ShopifySamples order = cups(2).line(BAG, 1, "99.00");
        onSupplierCancel("hold");
        List<Object> ids = bothPaid(order);
        closedBySupplier(ids.get(0));
        awaitWriteBack(ids.get(0), "on_hold");
        sql("UPDATE purchase SET state = 'shipped', tracking = CAST(? AS jsonb) WHERE id = ?", "[" + parcel("4PX", "LP1", "IN_TRANSIT") + "]",
                ids.get(1));

        awaitWriteBack(ids.get(1), "fulfilled");
        JsonNode held = fulfilmentOrders(order, "ON_HOLD").get(0).get("lineItems");
        assertThat(held).hasSize(1);
        assertThat(held.at("/0/lineItem/id").asText()).endsWith(lineId(order));
        assertThat(held.at("/0/remainingQuantity").asInt()).isEqualTo(2);
    }

    @Test
    void piecesInTwoFulfilmentOrdersAreTwoHolds() {
        ShopifySamples order = cups(3);
        Object id = waiting(order, "hold");
        walk.sandbox().shops().split(SHOP, String.valueOf(order.id()), lineId(order), 1);
        closedBySupplier(id);

        awaitWriteBack(id, "on_hold");
        assertThat(fulfilmentOrders(order, "ON_HOLD")).hasSize(2);
        assertThat(fulfilmentOrders(order, "OPEN")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = FaultAction.class, names = {"DROP_AFTER", "GARBAGE"})
    void aLostAnswerIsFoundByItsHandleAndHeldExactlyOnce(FaultAction lost) {
        fail("FulfillmentOrderHold", lost);
        Object id = closed(cups(1), "hold");
        awaitWriteBack(id, "unknown");

        walk.move(Duration.ofSeconds(11));

        awaitWriteBack(id, "on_hold");
        assertThat(ledger().ofKind("shop_hold_by_app")).hasSize(1);
        assertThat(ledger().calls(HOLD)).hasSize(1);
    }

    @Test
    void aHoldThatCannotHappenAnyMoreIsMadeAgain() {
        fail("FulfillmentOrderHold", FaultAction.DROP_BEFORE);
        Object id = closed(cups(1), "hold");
        awaitWriteBack(id, "unknown");
        walk.move(Duration.ofSeconds(30));
        assertThat(ledger().ofKind("shop_hold_by_app")).isEmpty();

        walk.move(Duration.ofMinutes(2));

        awaitWriteBack(id, "on_hold");
        assertThat(ledger().ofKind("shop_hold_by_app")).hasSize(1);
    }

    @Test
    void aRefusalIsShownWithTheShopsWordsAndTriedAgain() {
        walk.sandbox().faults().add(Fault.code(HOLD, "USER_ERROR", null).withReasonCode("FULFILLMENT_ORDER_HOLD_LIMIT_REACHED"));
        Object id = closed(cups(1), "hold");

        assertHeld(awaitWriteBack(id, "due"), "FULFILLMENT_ORDER_HOLD_LIMIT_REACHED");
        assertThat(walk.get("/api/orders/" + id).get("fulfilment_hint").asText()).isNotBlank();
        assertThat(purchase(id)).containsEntry("state", "closed");
        walk.move(Duration.ofMinutes(5));

        awaitWriteBack(id, "on_hold");
    }
}
