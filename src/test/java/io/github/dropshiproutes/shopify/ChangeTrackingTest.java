package io.github.dropshiproutes.shopify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dropshiproutes.sandbox.ShopifySamples;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeTrackingTest extends ShopTestCase {

    @Test
    void aNumberThatChangesAtTheSupplierChangesInTheShop() {
        ShopifySamples order = cups(1);
        Object id = shipped(order, parcel("4PX", "LP1", "IN_TRANSIT"));
        awaitWriteBack(id, "fulfilled");

        ship(id, parcel("4PX", "LP2", "IN_TRANSIT"), parcel("4PX", "LP3", "IN_TRANSIT"));

        await().until(() -> shopOrder(order).at("/fulfillments/0/trackingInfo").findValuesAsText("number"),
                numbers -> numbers.equals(List.of("LP2", "LP3")));
        awaitWriteBack(id, "fulfilled");
        assertThat(fulfilled()).hasSize(1);
    }
}
