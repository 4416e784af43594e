package io.github.dropshiproutes.alibaba;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.suppliers.GatewayRecorder;
import io.github.dropshiproutes.suppliers.Wire;
import io.github.dropshiproutes.support.Walk;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a purchase whose order changes at the supplier. */
class AlibabaRefreshTest {

    @Test
    void thePurchasesOwnOrderIsRead() {
        Wire wire = Wire.shared();
        wire.gateway().answer(GatewayRecorder.json("{\"code\":\"0\",\"value\":{\"trade_id\":\"77\",\"trade_status\":\"unpay\"}}"));

        Exchange read = wire.send("direct:alibaba-refresh", Wire.variables(Wire.purchase("placed", "77", Wire.line("1", "2", 1))));

        assertThat(read.getVariable("position")).isEqualTo("placed");
        assertThat(wire.gateway().requests().get(0).parameters()).containsEntry("e_trade_id", "77").containsEntry("language", "en_US");
    }

    private static Walk unpaid() {
        Walk walk = Walk.shared();
        walk.sandbox().faults().add(Fault.payFailed("NEVER_PAY_SUCCESS_IN_DROPSHIPER", "pay by hand first"));
        walk.send("orders/paid", walk.order());
        walk.awaitPurchase("held");
        return walk;
    }

    private static Walk paid() {
        Walk walk = Walk.shared();
        walk.send("orders/paid", walk.order());
        walk.awaitPurchase("paid");
        return walk;
    }

    private static void force(Walk walk, String status) {
        walk.sandbox().trades().force(walk.sandbox().ledger().created().get(0).tradeId(), status);
        walk.move(Duration.ofSeconds(61));
    }

    @Test
    void anOrderThatIsClosedBeforeItWasPaidIsCancelled() {
        Walk walk = unpaid();

        force(walk, "trade_close");

        assertThat(walk.awaitPurchase("cancelled")).containsEntry("reason_code", "CLOSED_BY_SUPPLIER").containsEntry("paid_at", null);
        assertThat(walk.sandbox().ledger().created()).hasSize(1);
    }

    @Test
    void anOrderThatIsClosedAfterItWasPaidIsClosed() {
        Walk walk = paid();

        force(walk, "trade_close");

        Map<String, Object> closed = walk.awaitPurchase("closed");
        assertThat(closed.get("paid_at")).isNotNull();
        assertThat(walk.sandbox().ledger().created()).hasSize(1);
        assertThat(walk.sandbox().ledger().paid()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"frozen", "charge_back", "tt_under_review"})
    void anOddWordHoldsThePaidOrderAndItGoesOnWhenTheWordDoes(String word) {
        Walk walk = paid();

        force(walk, word);
        Map<String, Object> held = walk.awaitPurchase("held");
        assertThat(held).containsEntry("reason_code", word).containsEntry("held_from", "paid");
        assertThat(held.get("reason")).asString().contains(word);

        force(walk, "undeliver");
        assertThat(walk.awaitPurchase("paid")).containsEntry("reason_code", null).containsEntry("hint", null);
        assertThat(walk.sandbox().ledger().paid()).hasSize(1);
    }

    @Test
    void aFrozenOrderThatIsUnpaidIsPaidOnceItThaws() {
        Walk walk = unpaid();
        force(walk, "frozen");
        // It is held already, for want of a payment by hand.
        await().until(() -> walk.purchase().get("reason_code"), "frozen"::equals);
        assertThat(walk.awaitPurchase("held")).containsEntry("held_from", "placed");

        force(walk, "unpay");

        walk.awaitPurchase("paid");
        assertThat(walk.sandbox().ledger().paid()).hasSize(1);
    }
}
