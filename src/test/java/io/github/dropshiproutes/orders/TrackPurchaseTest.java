package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class TrackPurchaseTest extends StageTest {

    private static final String TRACKING = "/order/logistics/tracking/get";

    /** What the supplier says of an order that we have paid. */
    @TestFactory
    Stream<DynamicTest> theSuppliersWordIsTheState() {
        Object id = walkedTo("paid", cups(1)).get("id");
        pause("track-purchases", "look-at-held");
        return Stream.of(
                word(id, "unpay", "paid", null, null), word(id, "paying", "paid", null, null), word(id, "paid", "paid", null, null),
                word(id, "captured", "paid", null, null), word(id, "undeliver", "paid", null, null),
                word(id, "delivering", "shipped", null, null), word(id, "wait_confirm_receipt", "delivered", null, null),
                word(id, "trade_success", "delivered", null, null), word(id, "trade_close", "closed", null, "CLOSED_BY_SUPPLIER"),
                word(id, "frozen", "held", "paid", "frozen"), word(id, "charge_back", "held", "paid", "charge_back"),
                word(id, "FROZEN", "held", "paid", "FROZEN"), word(id, "never_heard_of", "held", "paid", "never_heard_of"));
    }

    private DynamicTest word(Object id, String word, String state, String heldFrom, String reasonCode) {
        return dynamicTest(word, () -> {
            sql("UPDATE purchase SET state = 'paid', held_from = NULL, reason_code = NULL, supplier_status = NULL,"
                    + " next_attempt_at = dropship_now(), what = 'paid'");
            walk.sandbox().trades().force(tradeId(id), word);

            staged("track-purchase", handed("track", "paid"));

            Map<String, Object> row = purchase(id);
            assertThat(row).containsEntry("state", state).containsEntry("held_from", heldFrom).containsEntry("reason_code", reasonCode)
                    .containsEntry("supplier_status", word).containsEntry("claim_id", null);
            // Forced words bring no parcel, so what is delivered is asked for its number.
            if (state.equals("closed")) {
                assertThat(row.get("next_attempt_at")).isNull();
            } else {
                assertThat(row).containsEntry("waits", true);
            }
        });
    }

    @Test
    void aShippedPurchaseDoesNotTurnBack() {
        Object id = shipped();
        walk.sandbox().trades().force(tradeId(id), "undeliver");

        staged("track-purchase", handed("track", "shipped"));

        assertThat(purchase(id)).containsEntry("state", "shipped");
    }

    @Test
    void oneOfTwoParcelsIsNotAllOfThem() {
        Object id = shipped();
        parcels("DELIVERED", "IN_TRANSIT");

        staged("track-purchase", handed("track", "shipped"));

        assertThat(purchase(id)).containsEntry("state", "shipped");
        assertThat(ask("SELECT jsonb_path_query_array(tracking, '$[*].status')::text FROM purchase", String.class))
                .contains("DELIVERED", "IN_TRANSIT");
    }

    @Test
    void whenEveryParcelHasArrivedThePurchaseIsDeliveredBeforeTheSupplierSaysSo() {
        Object id = shipped();
        parcels("DELIVERED", "DELIVERED");
        // The order's own parcel has a third number, of which nothing is known; here the supplier names none.
        walk.sandbox().faults().add(Fault.at("/order/logistics/query", FaultAction.STATUS).withHttpStatus(200)
                .withBody("{\"code\":\"0\",\"value\":{\"logistic_status\":\"DELIVERING\"},\"request_id\":\"1\"}"));

        staged("track-purchase", handed("track", "shipped"));

        assertThat(purchase(id)).containsEntry("state", "delivered").containsEntry("supplier_status", "delivering");
        assertThat(ask("SELECT jsonb_path_query_array(tracking, '$[*].number')::text FROM purchase", String.class))
                .isEqualTo("[\"A1\", \"B2\"]");
    }

    @Test
    void parcelsThatCannotBeReadLeaveThePurchaseWhereItsOrderStands() {
        Object id = walkedTo("paid", cups(1)).get("id");
        pause("track-purchases");
        walk.move(Duration.ofMinutes(65));
        walk.sandbox().faults().add(Fault.code(TRACKING, "SystemError", "down").always());

        staged("track-purchase", handed("track", "paid"));

        assertThat(purchase(id)).containsEntry("state", "shipped");
    }

    @Test
    void whatArrivedWhileItsParcelsCouldNotBeReadIsAskedForItsNumberAFewTimes() {
        Object id = arrivedUnread(Fault.code(TRACKING, "SystemError", "down").always());
        assertThat(purchase(id)).containsEntry("state", "delivered").containsEntry("waits", true);
        assertThat(ask("SELECT tracking::text FROM purchase", String.class)).isEqualTo("[]");
        int looks = 1;
        while (purchase(id).get("next_attempt_at") != null && looks < 20) {
            looks++;
            walk.move(Duration.ofHours(7));
            staged("track-purchase", handed("track", "delivered"));
        }
        assertThat(looks).as("the arrival, and eight looks").isEqualTo(9);
        assertThat(purchase(id)).containsEntry("state", "delivered");
    }

    @Test
    void whatHasArrivedIsNotClosedOrHeldByWhatTheSupplierSaysLater() {
        Object id = arrivedUnread(Fault.code(TRACKING, "SystemError", "down").always());

        for (String word : new String[] {"trade_close", "frozen"}) {
            walk.sandbox().trades().force(tradeId(id), word);
            walk.move(Duration.ofHours(7));
            staged("track-purchase", handed("track", "delivered"));
            assertThat(purchase(id)).containsEntry("state", "delivered").containsEntry("reason_code", null).containsEntry("waits", true);
        }
    }

    @Test
    void whatWasOnItsWayInPartIsLookedAtUntilTheRestIsRead() {
        Object id = walkedTo("paid", cups(1)).get("id");
        pause("track-purchases");
        sql("UPDATE purchase SET state = 'shipped', sent = '{}', tracking = '[{\"number\": \"A1\"}]', what = 'shipped'");
        walk.move(Duration.ofHours(4));
        walk.sandbox().faults().add(Fault.code(TRACKING, "SystemError", "down"));
        staged("track-purchase", handed("track", "shipped"));
        assertThat(purchase(id)).containsEntry("state", "delivered").containsEntry("waits", true);

        walk.move(Duration.ofHours(1));
        staged("track-purchase", handed("track", "delivered"));

        assertThat(purchase(id)).containsEntry("sent", null).containsEntry("next_attempt_at", null);
    }

    @Test
    void anOrderSentInPartsOfUnknownContentIsNotToldBeforeAllOfItIsSent() {
        Object id = shipped();
        walk.sandbox().faults().add(Fault.at("/order/logistics/query", FaultAction.STATUS).withHttpStatus(200)
                .withBody("{\"code\":\"0\",\"value\":{\"logistic_status\":\"PART_DELIVERED\"},\"request_id\":\"1\"}"));
        parcels("IN_TRANSIT", "IN_TRANSIT");

        staged("track-purchase", handed("track", "shipped"));
        assertThat(ask("SELECT sent::text FROM purchase", String.class)).isEqualTo("{}");

        sql("UPDATE purchase SET next_attempt_at = dropship_now()");
        staged("track-purchase", handed("track", "shipped"));
        assertThat(purchase(id)).containsEntry("sent", null);
    }

    @Test
    void aLookThatEndsWhileAPersonActsChangesNothing() throws Exception {
        Object id = walkedTo("paid", cups(1)).get("id");
        pause("track-purchases", "look-at-held");
        sql("UPDATE purchase SET state = 'held', held_from = 'paid', reason_code = 'X', what = 'held', next_attempt_at = dropship_now()");
        Exchange look = handed("held", "held");

        try (Connection person = walk.database().getConnection()) {
            person.setAutoCommit(false);
            try (Statement acts = person.createStatement()) {
                acts.execute("UPDATE purchase SET state = 'paid', held_from = NULL, claim_id = NULL, claimed_until = NULL, what = 'retried',"
                        + " next_attempt_at = dropship_now()");
            }
            CompletableFuture<Exchange> ended = CompletableFuture.supplyAsync(() -> staged("track-purchase", look));
            await().until(() -> ask("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
                    + " AND query LIKE 'WITH walk AS%'", Integer.class) == 1);
            person.commit();
            ended.get(30, TimeUnit.SECONDS);
        }

        assertThat(purchase(id)).containsEntry("state", "paid").containsEntry("waits", false).containsEntry("what", "retried");
    }

    @Test
    void aNumberThatIsReadAfterTheArrivalEndsTheLooking() {
        Object id = arrivedUnread(Fault.code(TRACKING, "SystemError", "down"));

        walk.move(Duration.ofHours(1));
        staged("track-purchase", handed("track", "delivered"));

        assertThat(purchase(id)).containsEntry("state", "delivered").containsEntry("next_attempt_at", null);
        assertThat(ask("SELECT jsonb_array_length(tracking) FROM purchase", Integer.class)).isOne();
    }

    @Test
    void aLookThatFailsChangesNothingButTheTimeOfTheNext() {
        Object id = shipped();
        walk.sandbox().faults().add(Fault.code(READ_BACK, "NEVER_HEARD_OF", "what?").always());

        staged("track-purchase", handed("track", "shipped"));

        assertThat(purchase(id)).containsEntry("state", "shipped").containsEntry("held_from", null).containsEntry("waits", true)
                .containsEntry("reason_code", "NEVER_HEARD_OF").containsEntry("claim_id", null);

        walk.sandbox().faults().clear();
        walk.move(Duration.ofMinutes(1));
        staged("track-purchase", handed("track", "shipped"));
        assertThat(purchase(id)).containsEntry("state", "shipped").containsEntry("reason_code", null);
    }

    @Test
    void aLookThatFailsKeepsTheNoteOfAChangeAfterShipping() {
        Object id = shipped();
        sql("UPDATE purchase SET reason_code = 'CHANGED_AFTER_SHIPPING', reason = 'noted', hint = 'return it'");
        walk.sandbox().faults().add(Fault.code(READ_BACK, "NEVER_HEARD_OF", "what?"));

        staged("track-purchase", handed("track", "shipped"));

        assertThat(purchase(id)).containsEntry("reason_code", "CHANGED_AFTER_SHIPPING").containsEntry("reason", "noted");
    }

    @Test
    void aPurchaseThatWasHeldAfterPaymentMovesOnWhenItIsShipped() {
        Object id = walkedTo("paid", cups(1)).get("id");
        pause("track-purchases", "look-at-held");
        sql("UPDATE purchase SET state = 'held', held_from = 'paid', reason_code = 'CHANGED_AFTER_PAYMENT', what = 'held',"
                + " next_attempt_at = dropship_now()");
        walk.move(Duration.ofMinutes(65));

        staged("track-purchase", handed("held", "held"));

        assertThat(purchase(id)).containsEntry("state", "shipped").containsEntry("held_from", null)
                .containsEntry("reason_code", "CHANGED_AFTER_PAYMENT");
    }

    /** @return a purchase that has arrived while its parcels could not be read */
    private Object arrivedUnread(Fault fault) {
        Object id = walkedTo("paid", cups(1)).get("id");
        pause("track-purchases");
        walk.move(Duration.ofHours(4));
        walk.sandbox().faults().add(fault);
        staged("track-purchase", handed("track", "paid"));
        return id;
    }

    private Object shipped() {
        Object id = walkedTo("shipped", cups(1)).get("id");
        pause("track-purchases");
        sql("UPDATE purchase SET next_attempt_at = dropship_now()");
        return id;
    }

    private void parcels(String one, String other) {
        walk.sandbox().faults().add(Fault.at(TRACKING, FaultAction.STATUS).withHttpStatus(200).withBody("""
                {"code":"0","request_id":"1","tracking_list":[
                {"carrier":"YANWEN","tracking_number":"A1","current_event_code":"%s","event_list":[]},
                {"carrier":"USPS","tracking_number":"B2","event_list":[{"event_code":"%s"}]}]}""".formatted(one, other)));
    }
}
