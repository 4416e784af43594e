package io.github.dropshiproutes.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.sandbox.ShopifySamples;
import org.junit.jupiter.api.Test;

class HoldWriteBackTest extends ShopTestCase {

    @Test
    void anOrderTheShopDoesNotKnowIsShownWithAHintAndLookedForAgain() {
        Object id = paid(cups(1));
        awaitWriteBack(id, "waiting");
        walk.sandbox().shops().forget();
        ship(id, parcel("4PX", "LP1", "IN_TRANSIT"));

        assertHeld(awaitWriteBack(id, "held"), "ORDER_NOT_IN_SHOP");
        assertThat(walk.get("/api/orders/" + id).get("fulfilment_hint").asText()).contains("read_all_orders");
        assertThat(timeline(id)).anyMatch(what -> what.contains("shop: The shop does not know this order"));
    }
}
