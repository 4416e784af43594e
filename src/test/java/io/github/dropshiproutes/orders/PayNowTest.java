package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.LedgerEntry;
import io.github.dropshiproutes.sandbox.SandboxOptions;
import java.math.BigDecimal;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

class PayNowTest extends StageTest {

    @Test
    void theAmountIsReservedAndPaidOnce() {
        Object id = walkedTo("placed", cups(1)).get("id");

        assertThat(paidNow(id)).containsEntry("state", "paid");

        assertThat(reserved()).isEqualByComparingTo("21.30");
        assertThat(ledger().paid()).extracting(LedgerEntry::tradeId).containsExactly(tradeId(id));
    }

    @Test
    void whatTheShopifyOrderHasReservedAlreadyCountsToItsLimit() {
        Object id = walkedTo("placed", cups(1)).get("id");
        reserve("478.71");
        assertThat(paidNow(id)).containsEntry("state", "held").containsEntry("reason_code", "MAX_ORDER_COST")
                .containsEntry("held_from", "placed");
        assertThat(ledger().calls(PAY)).isEmpty();
        assertThat(reserved()).isEqualByComparingTo("478.71");
    }

    @Test
    void aShopifyOrderMayCostExactlyItsLimit() {
        Object id = walkedTo("placed", cups(1)).get("id");
        reserve("478.70");

        assertThat(paidNow(id)).containsEntry("state", "paid");
    }

    @Test
    void whatTheDayHasReservedAlreadyCountsToItsLimit() {
        Object id = walkedTo("placed", cups(1)).get("id");
        reserve("4978.71");
        sql("INSERT INTO shopify_order (shop, order_id) VALUES (?, 'another')", SandboxOptions.SHOP);
        sql("UPDATE purchase SET order_id = 'another' WHERE id = 'sibling'");

        assertThat(paidNow(id)).containsEntry("state", "held").containsEntry("reason_code", "MAX_DAILY_COST");
        assertThat(ledger().calls(PAY)).isEmpty();
    }

    @Test
    void aTotalThatAPersonApprovedStandsAboveTheLimits() {
        Object id = walkedTo("placed", cups(1)).get("id");
        reserve("4990.00");
        sql("UPDATE purchase SET approved_total = 21.30, actual_total = 21.30 WHERE id <> 'sibling'");

        assertThat(paidNow(id)).containsEntry("state", "paid");
    }

    @Test
    void nothingIsPaidWhileBuyingIsStoppedEvenIfApproved() {
        Object id = walkedTo("placed", cups(1)).get("id");
        sql("UPDATE purchase SET approved_total = 21.30, actual_total = 21.30");
        pause("release-held");
        sql("INSERT INTO buying (scope, allowed) VALUES ('supplier:alibaba', false)");

        assertThat(paidNow(id)).containsEntry("state", "held").containsEntry("reason_code", "BUYING_STOPPED");
        assertThat(ledger().calls(PAY)).isEmpty();
        assertThat(reserved()).isZero();
    }

    @Test
    void aWorkerThatLostItsClaimPaysNothing() {
        Object id = walkedTo("placed", cups(1)).get("id");
        Exchange exchange = handed("pay", "placed");
        sql("UPDATE purchase SET claim_id = gen_random_uuid()");

        paidNow(exchange);

        assertThat(purchase(id)).containsEntry("state", "placed");
        assertThat(ledger().calls(PAY)).isEmpty();
    }

    @Test
    void aPurchaseWhoseOrderChangedIsNotPaid() {
        Object id = walkedTo("placed", cups(1)).get("id");
        pause("plan-orders");
        Exchange exchange = handed("pay", "placed");
        sql("UPDATE purchase SET reconsider = true");

        paidNow(exchange);

        assertThat(purchase(id)).containsEntry("state", "placed").containsEntry("claim_id", null);
        assertThat(ledger().calls(PAY)).isEmpty();
    }

    @Test
    void aRefusedPaymentGivesItsReservationBack() {
        walk.sandbox().faults().add(Fault.payFailed("NEVER_PAY_SUCCESS_IN_DROPSHIPER", "no"));

        walk.send("orders/paid", cups(1));

        walk.awaitPurchase("held");
        assertThat(reserved()).isZero();
        assertThat(ask("SELECT amount FROM spend_day", BigDecimal.class)).isZero();
    }

    private Map<String, Object> paidNow(Object id) {
        paidNow(handed("pay", "placed"));
        return purchase(id);
    }

    private void paidNow(Exchange exchange) {
        exchange.setVariable("supplierOrder", new SupplierOrder("1", "unpay", null, new BigDecimal("21.30"), "USD", null, Map.of(), null, null, null));
        sql("UPDATE purchase SET actual_total = 21.30 WHERE id <> 'sibling'");
        through("pay-now", exchange);
    }

    private void reserve(String amount) {
        sibling("paid", amount);
        sql("INSERT INTO spend (purchase_id, day, amount)"
                + " VALUES ('sibling', (dropship_now() AT TIME ZONE 'UTC')::date, CAST(? AS numeric))", amount);
        sql("INSERT INTO spend_day (day, amount) VALUES ((dropship_now() AT TIME ZONE 'UTC')::date, CAST(? AS numeric))", amount);
    }
}
