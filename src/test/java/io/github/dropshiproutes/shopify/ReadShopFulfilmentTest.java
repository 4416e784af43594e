package io.github.dropshiproutes.shopify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReadShopFulfilmentTest extends ShopTestCase {

    private static final String LINES = "/shopify/FulfillmentOrderLines";
    private static final String LIST = "/shopify/OrderFulfillments";
    private static final String DETAILS = "/shopify/FulfillmentDetails";

    /** A cup behind that many lines which are nobody's to deliver. */
    private ShopifySamples behind(int others) {
        ShopifySamples order = walk.order();
        IntStream.range(0, others).forEach(place -> order.line("SHELF-" + place, 1, "1.00"));
        return order.line(CUP, 1, "39.90");
    }

    private long calls(String api) {
        return ledger().calls(api).size();
    }

    private static String lineId(ShopifySamples order, int place) {
        return order.json().at("/line_items/" + place + "/id").asText();
    }

    @Test
    void mostOrdersAreReadWithOneAnswer() {
        shipped(cups(1), parcel("4PX", "LP1", "IN_TRANSIT"));
        awaitWriteBack(walk.purchase().get("id"), "fulfilled");

        assertThat(calls(LINES) + calls(LIST) + calls(DETAILS)).isZero();
    }

    @Test
    void aLineBehindManyOthersIsFulfilled() {
        ShopifySamples order = behind(130);
        Object id = shipped(order, parcel("4PX", "LP1", "IN_TRANSIT"));

        awaitWriteBack(id, "fulfilled");
        assertThat(fulfilled()).singleElement().satisfies(entry -> assertThat(entry.data().at("/lines")).hasSize(1));
        assertThat(shopOrder(order).at("/fulfillments/0/fulfillmentLineItems/0/lineItem/id").asText()).endsWith("/" + lineId(order, 130));
        assertThat(calls(LINES)).isPositive();
    }

    @Test
    void anOrderWithManyFulfilmentsIsFulfilledAndLookedAfter() {
        ShopifySamples order = behind(14);
        Object id = paid(order);
        IntStream.range(0, 14).forEach(place -> walk.sandbox().shops().fulfilByHand(SHOP, String.valueOf(order.id()), lineId(order, place), 1,
                "BY-HAND-" + place));
        ship(id, parcel("4PX", "LP1", "IN_TRANSIT"));
        awaitWriteBack(id, "fulfilled");
        assertThat(fulfilled()).hasSize(15);

        ship(id, parcel("4PX", "LP2", "IN_TRANSIT"));
        await().untilAsserted(() -> assertThat(shopOrder(order).at("/fulfillments").findValuesAsText("number")).contains("LP2").doesNotContain("LP1"));
        awaitWriteBack(id, "fulfilled");
        assertThat(calls(LIST)).isPositive();
    }

    @Test
    void aFulfilmentOfManyLinesAndNumbersIsFoundAgain() {
        ShopifySamples order = walk.order();
        IntStream.range(0, 45).forEach(place -> order.line(CUP, 1, "39.90"));
        Object id = paid(order);
        awaitWriteBack(id, "waiting");
        fail("FulfillmentCreate", FaultAction.DROP_AFTER);
        ship(id, IntStream.range(0, 7).mapToObj(number -> parcel("4PX", "LP" + number, "IN_TRANSIT")).toArray(String[]::new));

        awaitWriteBack(id, "fulfilled");
        assertThat(fulfilled()).singleElement().satisfies(entry -> assertThat(entry.data().at("/lines")).hasSize(45));
        assertThat(timeline(id)).anyMatch(what -> what.contains("found done"));
        assertThat(calls(DETAILS)).isPositive();
    }

    @Test
    void whatIsGoneWhileItIsReadIsReadAgainLater() {
        Object id = paid(behind(30));
        walk.sandbox().faults().add(Fault.at(LINES, FaultAction.STATUS).withHttpStatus(200).withBody("{\"data\":{\"fulfillmentOrder\":null}}"));
        ship(id, parcel("4PX", "LP1", "IN_TRANSIT"));

        await().until(() -> "ORDER_IN_MOTION".equals(row(id).get("reason_code")));
        assertThat(row(id)).containsEntry("state", "due").containsEntry("waits", true);
        assertThat(fulfilled()).isEmpty();
        walk.move(Duration.ofMinutes(2));
        awaitWriteBack(id, "fulfilled");
    }
}
