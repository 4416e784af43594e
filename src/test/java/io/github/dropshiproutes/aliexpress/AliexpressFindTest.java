package io.github.dropshiproutes.aliexpress;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import io.github.dropshiproutes.sandbox.LedgerEntry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Create calls without a known outcome: what pushes tell, the one time they are sent again, and when a person is asked. */
class AliexpressFindTest extends AliExpressTestCase {

    private static final Duration PAST_ALL_LOOKS = Duration.ofMinutes(3);

    private Map<String, Object> lost(FaultAction how) {
        walk.sandbox().faults().add(Fault.at(CREATE_ORDER, how));
        walk.send("orders/paid", mats(1));
        return walk.awaitPurchase("unknown");
    }

    /** Lets one look after the other come. */
    private void look() {
        walk.move(Duration.ofSeconds(11));
        walk.awaitQuiet();
        walk.move(Duration.ofSeconds(51));
        walk.awaitQuiet();
        walk.move(PAST_ALL_LOOKS);
        walk.awaitQuiet();
    }

    @Test
    void theSameCallIsSentOnceMoreAndAnsweredWithTheSameNumbers() {
        Object id = lost(FaultAction.DROP_AFTER).get("id");

        look();

        assertThat(purchase(id)).containsEntry("reason_code", "PAY_BY_HAND").containsEntry("resends", 1);
        assertThat(made()).hasSize(1);
        assertThat(tradeIds(id)).containsExactly(made().get(0).tradeId());
        List<LedgerEntry> calls = ledger().calls(CREATE_ORDER);
        assertThat(calls).hasSize(2);
        assertThat(calls.get(1).parameter("param_place_order_request4_open_api_d_t_o"))
                .isEqualTo(calls.get(0).parameter("param_place_order_request4_open_api_d_t_o"));
    }

    @Test
    void whatWasNotMadeIsMadeByThatSecondCall() {
        Object id = lost(FaultAction.DROP_BEFORE).get("id");

        look();

        assertThat(purchase(id)).containsEntry("reason_code", "PAY_BY_HAND");
        assertThat(made()).hasSize(1);
    }

    @Test
    void aRepeatThatIsRefusedLeavesAPersonToLinkIt() {
        walk.sandbox().aliExpress().refuseRepeats(true);
        Object id = lost(FaultAction.DROP_AFTER).get("id");

        look();
        walk.move(PAST_ALL_LOOKS);
        walk.awaitQuiet();

        assertThat(purchase(id)).containsEntry("state", "held").containsEntry("held_from", "unknown")
                .containsEntry("reason_code", "OUTCOME_UNKNOWN");
        assertThat(ledger().calls(CREATE_ORDER)).hasSize(2);
        walk.call("POST", "/api/orders/" + id + "/link", "{\"trade_ids\":[\"" + made().get(0).tradeId() + "\"]}");
        assertThat(awaitHeld("PAY_BY_HAND").get("pay_url")).asString().contains("aliexpress").endsWith(made().get(0).tradeId());
    }

    @Test
    void aPushTellsOfTheOrderBeforeAnythingIsSentAgain() {
        Map<String, Object> purchase = lost(FaultAction.DROP_AFTER);
        walk.jdbc().sql("""
                INSERT INTO foreign_trade (supplier, environment, trade_id, account_id, status, source)
                SELECT supplier, environment, ?, account_id, 'OrderCreated', 'push' FROM purchase""").param(made().get(0).tradeId()).update();

        walk.move(Duration.ofSeconds(11));

        assertThat(awaitHeld("PAY_BY_HAND").get("id")).isEqualTo(purchase.get("id"));
        assertThat(ledger().calls(CREATE_ORDER)).hasSize(1);
    }

    @Test
    void anOrderThatAnotherPurchaseMayOwnIsNobodys() {
        lost(FaultAction.DROP_AFTER);
        String trade = made().get(0).tradeId();
        walk.sandbox().faults().add(Fault.at(CREATE_ORDER, FaultAction.DROP_BEFORE));
        walk.send("orders/paid", mats(1));
        walk.awaitPurchases(2, "unknown");
        walk.jdbc().sql("""
                INSERT INTO foreign_trade (supplier, environment, trade_id, account_id, status, source)
                SELECT supplier, environment, ?, account_id, 'OrderCreated', 'push' FROM purchase LIMIT 1""").param(trade).update();

        walk.move(Duration.ofSeconds(11));
        walk.awaitQuiet();

        assertThat(walk.purchases()).allSatisfy(purchase -> assertThat(purchase).containsEntry("state", "unknown"));
    }

    @Test
    void nothingIsSentAgainWhileBuyingIsStopped() {
        Object id = lost(FaultAction.DROP_BEFORE).get("id");
        sql("INSERT INTO buying (scope, allowed) VALUES ('supplier:aliexpress', false)");

        look();
        assertThat(purchase(id)).containsEntry("state", "unknown").containsEntry("resends", 0);
        assertThat(made()).isEmpty();

        sql("DELETE FROM buying");
        look();
        assertThat(purchase(id)).containsEntry("reason_code", "PAY_BY_HAND").containsEntry("resends", 1);
        assertThat(made()).hasSize(1);
    }

    @Test
    void aPersonIsAskedWhenBuyingStaysStopped() {
        Object id = lost(FaultAction.DROP_BEFORE).get("id");
        sql("INSERT INTO buying (scope, allowed) VALUES ('supplier:aliexpress', false)");
        look();

        walk.move(Duration.ofHours(24));

        awaitHeld("OUTCOME_UNKNOWN");
        assertThat(purchase(id)).containsEntry("held_from", "unknown");
        assertThat(made()).isEmpty();
    }
}
