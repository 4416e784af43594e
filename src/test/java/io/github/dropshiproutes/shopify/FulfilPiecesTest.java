package io.github.dropshiproutes.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FulfilPiecesTest extends ShopTestCase {

    @Test
    void anOrderThatShipsIsFulfilledWithItsTrackingNumber() {
        ShopifySamples order = cups(2);
        Object id = walkedTo("shipped", order).get("id");

        awaitWriteBack(id, "fulfilled");

        JsonNode fulfilment = shopOrder(order).at("/fulfillments/0");
        String number = walk.get("/api/orders/" + id).at("/tracking/0/number").asText();
        assertThat(number).isNotBlank();
        assertThat(fulfilment.at("/trackingInfo/0/number").asText()).isEqualTo(number);
        assertThat(fulfilment.at("/trackingInfo/0/url").asText()).startsWith("http");
        assertThat(fulfilment.at("/fulfillmentLineItems/0/quantity").asInt()).isEqualTo(2);
        assertThat(shopOrder(order).at("/fulfillmentOrders/0/status").asText()).isEqualTo("CLOSED");
        assertThat(walk.get("/api/orders/" + id).get("fulfilment").asText()).isEqualTo("fulfilled");
        assertThat(timeline(id)).anyMatch(what -> what.contains("shop: fulfilled with " + number));
    }

    @Test
    void theCarrierIsNamedAsShopifyKnowsItAndEveryNumberHasAnAddress() {
        ShopifySamples order = cups(1);
        shipped(order, parcel("yun express", "YT1", "IN_TRANSIT"), parcel("YUNEXPRESS", "YT 2", "IN_TRANSIT"));
        awaitWriteBack(walk.purchase().get("id"), "fulfilled");

        JsonNode tracking = shopOrder(order).at("/fulfillments/0/trackingInfo");
        assertThat(tracking.findValuesAsText("company")).containsOnly("YunExpress");
        assertThat(tracking.findValuesAsText("number")).containsExactly("YT1", "YT 2");
        assertThat(tracking.findValuesAsText("url")).allMatch(url -> url.startsWith("https://")).anyMatch(url -> url.endsWith("YT+2"));
        assertThat(fulfilled()).hasSize(1);
    }

    @Test
    void neverMoreThanTheShopHasLeft() {
        ShopifySamples order = cups(3);
        Object id = paid(order);
        walk.sandbox().shops().fulfilByHand(SHOP, String.valueOf(order.id()), lineId(order), 2, "BY-HAND");
        ship(id, parcel("4PX", "LP1", "IN_TRANSIT"));

        awaitWriteBack(id, "by_hand");
        assertThat(fulfilled()).extracting(entry -> entry.data().at("/lines/0/quantity").asInt()).containsExactly(2, 1);
    }

    @Test
    void piecesAtTwoLocationsAreTwoFulfilmentsWithTheSameNumber() {
        ShopifySamples order = cups(3);
        Object id = paid(order);
        String orderId = String.valueOf(order.id());
        walk.sandbox().shops().split(SHOP, orderId, lineId(order), 1);
        walk.sandbox().shops().fulfilByHand(SHOP, orderId, lineId(order), 1, null);
        walk.sandbox().shops().move(SHOP, orderId);
        sql("UPDATE purchase_line SET quantity = 2 WHERE purchase_id = ?", id);
        ship(id, parcel("4PX", "LP1", "IN_TRANSIT"));

        awaitWriteBack(id, "fulfilled");
        assertThat(fulfilled()).filteredOn(entry -> "api".equals(entry.text("how")))
                .extracting(entry -> entry.data().at("/lines").findValues("quantity").stream().mapToInt(JsonNode::asInt).sum())
                .satisfies(sums -> assertThat(sums.stream().mapToInt(Integer::intValue).sum()).isEqualTo(2));
    }

    @Test
    void whatAnIntegrationOrderedIsNeverWrittenBack() {
        Object id = paid(cups(1));
        sql("UPDATE fulfilment SET next_attempt_at = NULL");
        sql("DELETE FROM fulfilment");
        sql("INSERT INTO shop (domain) VALUES ('api') ON CONFLICT DO NOTHING");
        sql("INSERT INTO shopify_order (shop, order_id) SELECT 'api', order_id FROM purchase");
        sql("UPDATE purchase SET shop = 'api'");

        ship(id, parcel("4PX", "LP1", "IN_TRANSIT"));
        walk.move(Duration.ofMinutes(1));

        assertThat(ask("SELECT count(*) FROM fulfilment", Integer.class)).isZero();
        assertThat(walk.get("/api/orders/" + id).get("fulfilment").asText()).isEqualTo("none");
        sql("DELETE FROM shop WHERE domain = 'api'");
    }
}
