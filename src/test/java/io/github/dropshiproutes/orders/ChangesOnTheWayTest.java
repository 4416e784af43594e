package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import io.github.dropshiproutes.sandbox.LedgerEntry;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A Shopify order changes while its purchase is somewhere on its way: nothing unwanted is paid, nothing wanted is lost. */
class ChangesOnTheWayTest extends StageTest {

    private static final Duration SLOW = Duration.ofMillis(1500);

    private final ShopifySamples[] order = new ShopifySamples[1];

    @ParameterizedTest
    @ValueSource(strings = {"planned", "quoted", "quoting-fails", "placing", "placed", "held-unpaid", "create-unknown"})
    void aCancelledOrderIsNotPaid(String point) {
        Object id = at(point);

        walk.send("orders/cancelled", changed(order[0]).cancelledAt(now()));
        goOn();

        assertThat(awaitState(id, "cancelled")).containsEntry("counts", false);
        awaitPlanned();
        assertThat(ledger().paid()).isEmpty();
        assertThat(ledger().cancelled()).hasSameSizeAs(ledger().created());
        assertThat(orderRow(order[0])).containsEntry("state", "ignored").containsEntry("reason_code", "ORDER_CANCELLED");
        assertThat(pieces()).isEqualTo("none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"planned", "quoted", "quoting-fails", "placing", "placed", "held-unpaid", "create-unknown"})
    void aNewAddressIsWhereItIsSent(String point) {
        at(point);

        walk.send("orders/updated", changed(order[0]).addressField("address1", "5 New Street"));
        goOn();

        Awaitility.await().until(this::pieces, "paid 2"::equals);
        assertThat(ledger().created()).last().satisfies(created -> {
            assertThat(created.json()).contains("5 New Street");
            assertThat(ledger().paid()).extracting(LedgerEntry::tradeId).containsExactly(created.tradeId());
        });
        assertThat(ledger().cancelled()).hasSize(ledger().created().size() - 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"planned", "quoted", "placing", "placed", "create-unknown"})
    void fewerPiecesAreBoughtWhenFewerAreWanted(String point) {
        at(point);

        walk.send("orders/updated", withPieces(order[0], 1));
        goOn();

        Awaitility.await().until(this::pieces, "paid 1"::equals);
        assertThat(ledger().paid()).hasSize(1);
        assertThat(ledger().cancelled()).hasSize(ledger().created().size() - 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"planned", "placed", "create-unknown"})
    void aRefundedOrderIsNotPaid(String point) {
        Object id = at(point);

        walk.send("orders/updated", changed(order[0]).financialStatus("refunded"));
        goOn();

        awaitState(id, "cancelled");
        awaitPlanned();
        assertThat(ledger().paid()).isEmpty();
        assertThat(orderRow(order[0])).containsEntry("reason_code", "ORDER_REFUNDED");
    }

    @ParameterizedTest
    @CsvSource({"paying, cancelled", "paying, address", "verifying, fewer", "pay-unknown, cancelled", "pay-unknown, address",
        "paid, cancelled", "paid, address", "paid, fewer"})
    void afterPaymentAPersonIsToldAndRetryLetsItGoOn(String point, String change) {
        Object id = at(point);

        walk.send("orders/updated", changedBy(change));
        goOn();

        Map<String, Object> held = awaitState(id, "held");
        assertThat(held).containsEntry("reason_code", "CHANGED_AFTER_PAYMENT").containsEntry("held_from", "paid");
        assertThat((String) held.get("hint")).isNotBlank();
        assertThat(ledger().paid()).hasSize(1);
        assertThat(ledger().created()).hasSize(1);
        assertThat(reserved()).isEqualByComparingTo("31.30");

        act("retry", id);
        awaitState(id, "paid");
        plan("orders/updated", changed(order[0]).set("tags", "seen"));
        assertThat(purchase(id).get("state")).as("what a person has seen once is not held for every later change of a tag")
                .isEqualTo("paid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cancelled", "address", "fewer"})
    void afterShippingItIsNoted(String change) {
        Object id = at("shipped");

        walk.send("orders/updated", changedBy(change));

        Awaitility.await().until(() -> "CHANGED_AFTER_SHIPPING".equals(purchase(id).get("reason_code")));
        assertThat(awaitState(id, "shipped")).containsEntry("held_from", null);
        assertThat((String) purchase(id).get("hint")).isNotBlank();
        walk.move(Duration.ofHours(5));
        assertThat(awaitState(id, "delivered")).containsEntry("reason_code", "CHANGED_AFTER_SHIPPING");
    }

    @Test
    void morePiecesAfterPaymentAreASecondPurchase() {
        order[0] = cups(1);
        walk.send("orders/paid", order[0]);
        walk.awaitPurchase("paid");

        walk.send("orders/updated", withPieces(order[0], 3));

        Awaitility.await().until(this::pieces, "paid 1, paid 2"::equals);
        assertThat(ledger().created()).hasSize(2);
    }

    @Test
    void anOrderThatOwesABalanceAfterAnEditKeepsWhatWasPlaced() {
        at("placed");

        plan("orders/updated", withPieces(order[0], 3).financialStatus("partially_paid"));
        goOn();

        Awaitility.await().until(this::pieces, "paid 2"::equals);
        assertThat(orderRow(order[0])).containsEntry("reason_code", "NOT_PAID").containsEntry("state", "buying");
        plan("orders/updated", changed(order[0]).financialStatus("paid"));
        Awaitility.await().until(this::pieces, "paid 1, paid 2"::equals);
    }

    @Test
    void aTagOrANoteChangesNothingAnywhere() {
        Object id = at("placed");

        plan("orders/updated", changed(order[0]).set("tags", "vip").set("note", "please hurry"));
        goOn();

        awaitState(id, "paid");
        assertThat(ledger().created()).hasSize(1);
        assertThat(ledger().cancelled()).isEmpty();
    }

    private ShopifySamples changedBy(String change) {
        return switch (change) {
            case "cancelled" -> changed(order[0]).cancelledAt(now());
            case "address" -> changed(order[0]).addressField("address1", "5 New Street");
            default -> withPieces(order[0], 1);
        };
    }

    /** Takes an order of two cups to a point of its way. */
    private Object at(String point) {
        order[0] = cups(2);
        switch (point) {
            case "placing" -> walk.sandbox().faults().add(Fault.waiting(CREATE, FaultAction.LATE, SLOW));
            case "create-unknown" -> walk.sandbox().faults().add(Fault.at(CREATE, FaultAction.DROP_AFTER));
            case "paying" -> walk.sandbox().faults().add(Fault.waiting(PAY, FaultAction.LATE, SLOW));
            case "verifying" -> walk.sandbox().faults().add(Fault.waiting(PAY, FaultAction.PAYING, Duration.ofSeconds(30)));
            case "pay-unknown" -> walk.sandbox().faults().add(Fault.at(PAY, FaultAction.DROP_AFTER));
            case "held-unpaid" -> walk.sandbox().faults().add(Fault.payFailed("NEVER_PAY_SUCCESS_IN_DROPSHIPER", "no"));
            case "quoting-fails" -> walk.sandbox().faults().add(Fault.code(FREIGHT, "SystemError", "down").repeated(12));
            default -> { }
        }
        if (List.of("planned", "quoted", "placed", "paid", "shipped").contains(point)) {
            return walkedTo(point, order[0]).get("id");
        }
        walk.send("orders/paid", order[0]);
        Object id = walk.purchase().get("id");
        String state = switch (point) {
            case "create-unknown", "pay-unknown" -> "unknown";
            case "held-unpaid" -> "held";
            case "verifying" -> "paying";
            case "quoting-fails" -> "planned";
            default -> point;
        };
        Awaitility.await().until(() -> purchase(id).get("state").equals(state)
                && (!point.equals("verifying") || purchase(id).get("intent") == null)
                && (!point.equals("quoting-fails") || purchase(id).get("reason_code") != null));
        return id;
    }

    /** Lets the stages go on, and time pass for what waits. */
    private void goOn() {
        awaitPlanned();
        // A lease must not pass while a call is open.
        Awaitility.await().until(() -> ask("SELECT count(*) FROM purchase WHERE claimed_until IS NOT NULL", Integer.class) == 0);
        walk.sandbox().faults().clear();
        if (ask("SELECT count(*) FROM purchase WHERE state IN ('unknown', 'paying') OR attempts > 0", Integer.class) > 0) {
            walk.move(Duration.ofSeconds(31));
        }
        resume("quote-purchases", "place-purchases", "pay-purchases");
    }
}
