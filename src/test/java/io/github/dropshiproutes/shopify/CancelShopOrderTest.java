package io.github.dropshiproutes.shopify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import io.github.dropshiproutes.sandbox.LedgerEntry;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CancelShopOrderTest extends ShopTestCase {

    @ParameterizedTest
    @CsvSource({"cancel, false", "cancel_and_refund, true"})
    void anOrderOfWhichNothingComesIsCancelledOnceShopifyHasDoneIt(String wish, boolean refund) {
        ShopifySamples order = cups(2);
        Object id = closed(order, wish);
        awaitWriteBack(id, "unknown");
        assertThat(walk.call("POST", "/api/orders/" + id + "/retry", "").body()).contains("409", "being changed");

        walk.move(Duration.ofSeconds(11));

        awaitWriteBack(id, "cancelled");
        assertThat(shopOrder(order).hasNonNull("cancelledAt")).isTrue();
        assertThat(cancelled()).singleElement().satisfies(entry -> {
            assertThat(entry.data().get("refund").asBoolean()).isEqualTo(refund);
            assertThat(entry.data().get("restock").asBoolean()).isFalse();
            assertThat(entry.data().get("notify").asBoolean()).isFalse();
            assertThat(entry.text("reason")).isEqualTo("INVENTORY");
        });
        assertThat(ledger().calls(CANCELLED)).hasSize(1);
        assertThat(timeline(id)).contains("closed: shop: the order is cancelled");
        assertThat(walk.get("/api/orders/" + id).get("fulfilment").asText()).isEqualTo("cancelled");
    }

    @Test
    void theCustomerIsToldWhereTheShopWantsIt() {
        walk.call("PUT", "/api/shops/" + SHOP, "{\"notify_customer\":true}");
        Object id = closed(cups(1), "cancel");
        awaitWriteBack(id, "unknown");

        assertThat(cancelled().get(0).data().get("notify").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(value = FaultAction.class, names = {"DROP_AFTER", "GARBAGE", "MISSING_VALUE"})
    void aLostAnswerIsFoundByReadingAndCancelledExactlyOnce(FaultAction lost) {
        fail("OrderCancel", lost);
        Object id = closed(cups(1), "cancel");
        awaitWriteBack(id, "unknown");

        walk.move(Duration.ofSeconds(11));

        awaitWriteBack(id, "cancelled");
        assertThat(cancelled()).hasSize(1);
        assertThat(ledger().calls(CANCELLED)).hasSize(1);
    }

    @Test
    void aCancellationThatCannotHappenAnyMoreIsAskedForAgain() {
        fail("OrderCancel", FaultAction.DROP_BEFORE);
        Object id = closed(cups(1), "cancel");
        awaitWriteBack(id, "unknown");
        walk.move(Duration.ofMinutes(3));
        await().until(() -> cancelled().size() == 1);
        awaitWriteBack(id, "unknown");
        walk.move(Duration.ofSeconds(11));

        awaitWriteBack(id, "cancelled");
        assertThat(cancelled()).hasSize(1);
    }

    @Test
    void whatShopifyTookOnAndDidNotCarryOutIsPutOnHold() {
        ShopifySamples order = cups(1);
        walk.sandbox().faults().add(Fault.at(CANCELLED, FaultAction.STATUS).withHttpStatus(200).withBody("{\"data\":{\"orderCancel\":{"
                + "\"job\":{\"id\":\"gid://shopify/Job/1\",\"done\":false},\"orderCancelUserErrors\":[],\"userErrors\":[]}}}"));
        Object id = closed(order, "cancel");
        awaitWriteBack(id, "unknown");
        walk.move(Duration.ofMinutes(3));

        awaitWriteBack(id, "on_hold");
        assertThat(timeline(id)).contains("closed: shop: Shopify did not carry out the cancellation; put on hold what the supplier cancelled");
        assertThat(cancelled()).isEmpty();
        assertThat(fulfilmentOrders(order, "ON_HOLD")).hasSize(1);
    }

    @Test
    void aRefusalIsShownWithTheShopsWords() {
        walk.sandbox().faults().add(Fault.code(CANCELLED, "USER_ERROR", null).withReasonCode("NO_REFUND_PERMISSION"));
        Object id = closed(cups(1), "cancel_and_refund");

        assertHeld(awaitWriteBack(id, "due"), "NO_REFUND_PERMISSION");
        assertThat(cancelled()).isEmpty();
    }

    @Test
    void anOrderThatAnotherSupplierDeliversInPartIsOnlyPutOnHold() {
        ShopifySamples order = cups(1).line(BAG, 1, "99.00");
        onSupplierCancel("cancel");
        List<Object> ids = bothPaid(order);
        closedBySupplier(ids.get(0));

        awaitWriteBack(ids.get(0), "on_hold");
        assertThat(ledger().calls(CANCELLED)).isEmpty();
        closedBySupplier(ids.get(1));
        awaitWriteBack(ids.get(1), "unknown");
        walk.move(Duration.ofSeconds(11));

        awaitWriteBack(ids.get(1), "cancelled");
        assertThat(cancelled()).hasSize(1);
    }

    @Test
    void anOrderOfWhichOnlyAPartWasBoughtHereIsOnlyPutOnHold() {
        ShopifySamples order = cups(1).line("MADE-BY-THE-MERCHANT", 1, "9.00");
        Object id = closed(order, "cancel_and_refund");

        awaitWriteBack(id, "on_hold");
        assertThat(ledger().calls(CANCELLED)).isEmpty();
        assertThat(fulfilmentOrders(order, "OPEN")).hasSize(1);
    }

    private List<LedgerEntry> cancelled() {
        return ledger().ofKind("shop_cancel");
    }
}
