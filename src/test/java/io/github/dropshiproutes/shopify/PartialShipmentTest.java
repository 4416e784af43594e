package io.github.dropshiproutes.shopify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.sandbox.AliExpressCatalogue;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What leaves the supplier in several parcels reaches the shop as it leaves. */
class PartialShipmentTest extends ShopTestCase {

    private static final String MAT = "aliexpress:" + AliExpressCatalogue.GUIDE + ":" + AliExpressCatalogue.GUIDE_BLUE;
    private static final String EARBUDS = "aliexpress:" + AliExpressCatalogue.EARBUDS + ":" + AliExpressCatalogue.EARBUDS_ATTR;
    private static final String SWEATER = "aliexpress:" + AliExpressCatalogue.OTHER_STORE + ":" + AliExpressCatalogue.OTHER_STORE_ATTR;

    private Object paidByHand(ShopifySamples order, int trades) {
        walk.send("orders/paid", order);
        await().until(() -> "PAY_BY_HAND".equals(walk.purchases().stream().findFirst().map(row -> row.get("reason_code")).orElse(null)));
        Object id = walk.purchases().get(0).get("id");
        List<String> made = trades(id);
        assertThat(made).hasSize(trades);
        pause("track-purchases");
        made.forEach(trade -> walk.sandbox().aliExpress().trades().payByHand(trade));
        walk.move(Duration.ofSeconds(31));
        walk.awaitPurchase("paid");
        return id;
    }

    private List<String> trades(Object id) {
        return walk.jdbc().sql("SELECT trade_id FROM trade WHERE purchase_id = ? ORDER BY trade_id").param(id).query(String.class).list();
    }

    private void track(Object id) {
        sql("UPDATE purchase SET next_attempt_at = dropship_now() WHERE id = ?", id);
        staged("track-purchase", handed("track", "paid,shipped"));
    }

    @Test
    void eachParcelOfAnOrderIsAFulfilmentOfItsOwnPieces() {
        ShopifySamples order = walk.order().line(MAT, 2, "39.90").line(EARBUDS, 1, "39.90");
        Object id = paidByHand(order, 1);

        walk.move(Duration.ofMinutes(65));
        track(id);
        assertThat(purchase(id)).containsEntry("state", "shipped").containsEntry("supplier_status", "SELLER_PART_SEND_GOODS");
        assertThat(awaitWriteBack(id, "partial").get("reason")).asString().contains("not sent the rest");
        JsonNode first = shopOrder(order).at("/fulfillments/0");
        assertThat(shopOrder(order).get("fulfillments")).hasSize(1);
        assertThat(pieces(first)).isEqualTo(lineId(order) + "=2");
        assertThat(first.get("trackingInfo")).hasSize(1);

        walk.move(Duration.ofMinutes(30));
        track(id);
        awaitWriteBack(id, "fulfilled");
        assertThat(shopOrder(order).get("fulfillments")).hasSize(2);
        JsonNode second = shopOrder(order).at("/fulfillments/1");
        assertThat(pieces(second)).isEqualTo(order.json().at("/line_items/1/id").asText() + "=1");
        assertThat(second.at("/trackingInfo/0/number")).isNotEqualTo(first.at("/trackingInfo/0/number"));
        assertThat(shopOrder(order).at("/fulfillments/0/trackingInfo")).isEqualTo(first.get("trackingInfo"));

        walk.move(Duration.ofHours(3));
        track(id);
        assertThat(purchase(id)).containsEntry("state", "delivered").containsEntry("next_attempt_at", null);
        assertThat(ask("SELECT count(*) FROM purchase, jsonb_object_keys(tracking -> 0 -> 'pieces')", Integer.class)).isOne();
    }

    @Test
    void oneOfTwoOrdersThatIsOnItsWayIsTold() {
        ShopifySamples order = walk.order().line(MAT, 1, "39.90").line(SWEATER, 1, "39.90");
        Object id = paidByHand(order, 2);
        walk.move(Duration.ofMinutes(65));
        walk.sandbox().aliExpress().trades().force(trades(id).get(1), "WAIT_SELLER_SEND_GOODS");

        track(id);
        assertThat(purchase(id)).containsEntry("state", "paid");
        awaitWriteBack(id, "partial");
        assertThat(shopOrder(order).get("fulfillments")).hasSize(1);
        assertThat(shopOrder(order).at("/fulfillments/0/trackingInfo")).hasSize(1);

        walk.sandbox().aliExpress().trades().force(trades(id).get(1), "WAIT_BUYER_ACCEPT_GOODS");
        track(id);
        assertThat(purchase(id)).containsEntry("state", "shipped");
        awaitWriteBack(id, "fulfilled");
        assertThat(shopOrder(order).get("fulfillments")).hasSize(2);
    }

    @Test
    void whatTheSupplierClosesOfAnOrderIsNotFulfilled() {
        ShopifySamples order = walk.order().line(MAT, 1, "39.90").line(SWEATER, 1, "39.90");
        Object id = paidByHand(order, 2);
        walk.move(Duration.ofMinutes(65));
        walk.sandbox().aliExpress().trades().close(trades(id).get(1));

        track(id);
        assertThat(purchase(id)).containsEntry("state", "shipped").containsEntry("reason_code", "PARTLY_CLOSED");
        awaitWriteBack(id, "partial");
        assertThat(shopOrder(order).get("fulfillments")).hasSize(1);
        assertThat(pieces(shopOrder(order).at("/fulfillments/0"))).endsWith("=1").doesNotContain(",");
    }

    private static String pieces(JsonNode fulfillment) {
        List<String> pieces = new ArrayList<>();
        fulfillment.get("fulfillmentLineItems").forEach(line -> pieces.add(
                line.at("/lineItem/id").asText().replaceFirst(".*/", "") + "=" + line.get("quantity").asInt()));
        return String.join(", ", pieces);
    }
}
