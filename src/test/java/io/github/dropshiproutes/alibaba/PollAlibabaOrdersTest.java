package io.github.dropshiproutes.alibaba;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dropshiproutes.sandbox.Catalogue;
import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import io.github.dropshiproutes.sandbox.LedgerEntry;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import io.github.dropshiproutes.support.Walk;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No push ever comes here: what happens at the supplier is known within one interval all the same. */
class PollAlibabaOrdersTest {

    private static final String LIST = "/alibaba/order/list";
    private static final String READ_BACK = "/alibaba/order/get";
    private static final Duration INTERVAL = Duration.ofSeconds(15);

    private static Walk walk;

    @BeforeAll
    static void startPolling() {
        // Looking by itself would hide what polling finds.
        walk = Walk.started(Map.of("polling.interval", "15s", "track.first", "6h", "track.ceiling", "12h", "settle.first-look", "2h",
                "walk.held-look", "6h"));
    }

    @AfterAll
    static void stopPolling() {
        walk.close();
    }

    @BeforeEach
    void startEmpty() {
        walk.reset();
    }

    private List<LedgerEntry> polls() {
        return walk.sandbox().ledger().calls(LIST);
    }

    private int reads() {
        return walk.sandbox().ledger().calls(READ_BACK).size();
    }

    /** Lets an interval pass and waits for the poll at its end. */
    private void interval() {
        int before = polls().size();
        walk.move(INTERVAL);
        await().until(() -> polls().size() > before
                && walk.jdbc().sql("SELECT poll_claim_id IS NULL FROM account "
                + "WHERE supplier = 'alibaba'").query(Boolean.class).single());
    }

    private String tradeId(Object purchase) {
        return walk.jdbc().sql("SELECT trade_id FROM trade WHERE purchase_id = ?").param(purchase).query(String.class).single();
    }

    private BigDecimal dueIn() {
        return walk.jdbc().sql("SELECT extract(epoch FROM next_poll_at - dropship_now()) FROM account WHERE supplier = 'alibaba'").query(BigDecimal.class).single();
    }

    private static ShopifySamples order() {
        return walk.order().line(ShopifySamples.alibabaSku(Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK), 1, "39.90");
    }

    @Test
    void lostPushesHealWithinOneInterval() {
        for (int i = 0; i < 3; i++) {
            walk.send("orders/paid", order());
        }
        List<Map<String, Object>> paid = walk.awaitPurchases(3, "paid");
        interval();
        paid.forEach(purchase -> walk.sandbox().trades().force(tradeId(purchase.get("id")), "delivering"));

        interval();

        walk.awaitPurchases(3, "shipped");
    }

    @Test
    void windowsOverlapAndYetNothingIsLookedAtTwice() {
        walk.send("orders/paid", order());
        walk.awaitPurchase("paid");
        interval();
        walk.awaitQuiet();
        int read = reads();

        for (int i = 0; i < 4; i++) {
            interval();
        }
        walk.awaitQuiet();

        assertThat(reads()).isEqualTo(read);
        assertThat(polls()).allSatisfy(poll -> assertThat(poll.parameter("modified_date_start")).contains("date_timestamp", "date_str"));
    }

    @Test
    void anOrderWhoseAnswerWasLostIsFoundByThePoll() {
        walk.sandbox().faults().add(Fault.at(Asked.CREATE, FaultAction.DROP_AFTER));
        walk.send("orders/paid", order());
        walk.awaitPurchase("unknown");

        interval();

        walk.awaitPurchase("paid");
        assertThat(walk.sandbox().ledger().created()).hasSize(1);
        assertThat(walk.sandbox().ledger().paid()).hasSize(1);
    }

    @Test
    void ordersMadeByHandAreKeptAndLeftAlone() {
        walk.send("orders/paid", order());
        String trade = tradeId(walk.awaitPurchase("paid").get("id"));
        // As if a person had made it at the supplier.
        walk.jdbc().sql("DELETE FROM trade").update();
        walk.jdbc().sql("UPDATE purchase SET state = 'closed', next_attempt_at = NULL").update();

        interval();
        await().until(() -> walk.jdbc().sql("SELECT trade_id FROM foreign_trade").query(String.class).list(), List.of(trade)::equals);
    }

    @Test
    void aPollThatIsThrottledComesLaterAndLaterUntilItIsAnsweredAgain() {
        // The first poll of a new account is due at once; only what comes after it is throttled.
        await().until(() -> walk.jdbc().sql("SELECT next_poll_at IS NOT NULL AND poll_claim_id IS NULL FROM account "
                + "WHERE supplier = 'alibaba'")
                .query(Boolean.class).single());
        walk.sandbox().faults().add(Fault.code(LIST, "ApiCallLimit",
                "Api access frequency exceeds the limit. this ban will last 40 seconds").repeated(2));

        interval();
        await().until(() -> throttles() == 1);
        assertThat(dueIn()).isBetween(new BigDecimal("30"), new BigDecimal("45"));

        walk.move(Duration.ofSeconds(45));
        await().until(() -> throttles() == 2);
        assertThat(dueIn()).isBetween(new BigDecimal("70"), new BigDecimal("90"));

        walk.move(Duration.ofSeconds(90));
        await().until(() -> throttles() == 0);
        assertThat(dueIn()).isLessThanOrEqualTo(new BigDecimal("15"));
    }

    private int throttles() {
        return walk.jdbc().sql("SELECT poll_throttles FROM account WHERE supplier = 'alibaba' AND poll_claim_id IS NULL").query(Integer.class).optional().orElse(-1);
    }

    @Test
    void anOutageDoesNotSlowPollingDownAndNothingOfItIsLost() {
        walk.send("orders/paid", order());
        Object id = walk.awaitPurchase("paid").get("id");
        interval();
        walk.awaitQuiet();
        walk.sandbox().faults().add(Fault.code(LIST, "ServiceUnavailable", "down").always());
        walk.sandbox().trades().force(tradeId(id), "delivering");
        for (int i = 0; i < 3; i++) {
            interval();
            assertThat(dueIn()).isLessThanOrEqualTo(new BigDecimal("15"));
        }
        // Longer than the overlap: only the cursor that stood still remembers.
        int polled = polls().size();
        walk.move(Duration.ofMinutes(20));
        await().until(() -> polls().size() > polled);
        assertThat(walk.purchase()).containsEntry("state", "paid");

        walk.sandbox().faults().clear();
        interval();

        walk.awaitPurchase("shipped");
    }
}
