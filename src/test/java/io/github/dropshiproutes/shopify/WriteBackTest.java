package io.github.dropshiproutes.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.sandbox.ShopifySamples;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WriteBackTest extends ShopTestCase {

    @Test
    void aHoldInTheShopIsRespectedUntilItIsReleased() {
        ShopifySamples order = cups(1);
        Object id = paid(order);
        walk.sandbox().shops().hold(SHOP, String.valueOf(order.id()), "High risk of fraud");
        ship(id, parcel("4PX", "LP1", "IN_TRANSIT"));

        assertHeld(awaitWriteBack(id, "held"), "FULFILMENT_ON_HOLD");
        assertThat(row(id).get("reason").toString()).contains("High risk of fraud");
        assertThat(purchase(id)).containsEntry("state", "shipped");
        walk.sandbox().shops().release(SHOP, String.valueOf(order.id()));
        walk.move(Duration.ofMinutes(16));

        awaitWriteBack(id, "fulfilled");
    }

    @Test
    void whatWasMovedToAnotherLocationIsFulfilledThere() {
        ShopifySamples order = cups(2);
        Object id = paid(order);
        awaitWriteBack(id, "waiting");
        walk.sandbox().shops().move(SHOP, String.valueOf(order.id()));
        ship(id, parcel("4PX", "LP1", "IN_TRANSIT"));

        awaitWriteBack(id, "fulfilled");
        assertThat(shopOrder(order).at("/fulfillmentOrders/1/status").asText()).isEqualTo("CLOSED");
    }

    @Test
    void whatAPersonFulfilledIsLeftAlone() {
        ShopifySamples order = cups(1);
        Object id = paid(order);
        walk.sandbox().shops().fulfilByHand(SHOP, String.valueOf(order.id()), lineId(order), 1, "BY-HAND");
        ship(id, parcel("4PX", "LP1", "IN_TRANSIT"));

        awaitWriteBack(id, "by_hand");
        assertThat(fulfilled()).hasSize(1);
    }

    @Test
    void whatAPersonCancelledIsNotFulfilledAgain() {
        ShopifySamples order = cups(1);
        Object id = shipped(order, parcel("4PX", "LP1", "IN_TRANSIT"));
        awaitWriteBack(id, "fulfilled");
        walk.sandbox().shops().cancelFulfilment(SHOP, String.valueOf(order.id()), shopOrder(order).at("/fulfillments/0/id").asText());
        ship(id, parcel("4PX", "LP2", "IN_TRANSIT"));

        assertHeld(awaitWriteBack(id, "held"), "FULFILMENT_CANCELLED");
        assertThat(fulfilled()).hasSize(1);
    }

    @Test
    void whatAnotherServiceOwnsIsLeftToIt() {
        ShopifySamples order = cups(1);
        Object id = paid(order);
        walk.sandbox().shops().handOver(SHOP, String.valueOf(order.id()));
        ship(id, parcel("4PX", "LP1", "IN_TRANSIT"));

        assertHeld(awaitWriteBack(id, "held"), "FULFILMENT_NOT_OURS");
    }
}
