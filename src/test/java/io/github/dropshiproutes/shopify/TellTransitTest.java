package io.github.dropshiproutes.shopify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dropshiproutes.sandbox.FaultAction;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TellTransitTest extends ShopTestCase {

    @Test
    void eachStepOfTheParcelIsToldOnce() {
        ShopifySamples order = cups(1);
        Object id = shipped(order, parcel("4PX", "LP1", "IN_TRANSIT"));
        awaitWriteBack(id, "fulfilled");
        ship(id, parcel("4PX", "LP1", "OUT_FOR_DELIVERY"));
        awaitEvents(order, 2);
        ship(id, parcel("4PX", "LP1", "DELIVERED"));
        awaitEvents(order, 3);

        awaitWriteBack(id, "fulfilled");
        assertThat(shopOrder(order).at("/fulfillments/0/events").findValuesAsText("status"))
                .containsExactly("IN_TRANSIT", "OUT_FOR_DELIVERY", "DELIVERED");
    }

    @Test
    void anEventWhoseAnswerWasLostIsNotToldTwice() {
        fail("FulfillmentEventCreate", FaultAction.DROP_AFTER);
        ShopifySamples order = cups(1);
        Object id = shipped(order, parcel("4PX", "LP1", "IN_TRANSIT"));
        awaitWriteBack(id, "unknown");

        walk.move(Duration.ofMinutes(3));

        awaitWriteBack(id, "fulfilled");
        assertThat(shopOrder(order).at("/fulfillments/0/events")).hasSize(1);
    }

    private void awaitEvents(ShopifySamples order, int count) {
        await().until(() -> shopOrder(order).at("/fulfillments/0/events").size() == count);
    }
}
