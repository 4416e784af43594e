package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import io.github.dropshiproutes.sandbox.LedgerEntry;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class SettleCreateTest extends StageTest {

    @Test
    void anOrderThatWasCreatedWithoutAnAnswerIsFoundAndPaidOnce() {
        walk.sandbox().faults().add(Fault.at(CREATE, FaultAction.DROP_AFTER));
        walk.send("orders/paid", cups(1));
        Object id = walk.awaitPurchase("unknown").get("id");

        walk.move(Duration.ofSeconds(11));

        awaitState(id, "paid");
        assertThat(ledger().created()).extracting(LedgerEntry::tradeId).containsExactly(tradeId(id));
        assertThat(ledger().paid()).hasSize(1);
    }

    @Test
    void anOrderThatIsNotFoundInThreeLooksIsPlacedAgainWithTheSameReference() {
        walk.sandbox().faults().add(Fault.at(CREATE, FaultAction.DROP_BEFORE));
        walk.send("orders/paid", cups(1));
        Object id = walk.awaitPurchase("unknown").get("id");

        for (int look = 1; look <= 2; look++) {
            int looks = look;
            walk.move(Duration.ofSeconds(52));
            Awaitility.await().until(() -> purchase(id).get("looks").equals(looks));
            assertThat(ledger().created()).isEmpty();
        }
        walk.move(Duration.ofSeconds(121));

        awaitState(id, "paid");
        assertThat(ledger().created()).hasSize(1);
        assertThat(ledger().calls(CREATE)).last().satisfies(call ->
                assertThat(call.parameter("channel_refer_id")).isEqualTo(purchase(id).get("reference")));
    }

    @Test
    void anOrderTooLargeToBeDoubledWaitsForAPerson() {
        walk.sandbox().faults().add(Fault.at(CREATE, FaultAction.DROP_BEFORE));
        walk.send("orders/paid", walk.order().line(LAMP, 18, "39.90"));
        Object id = walk.awaitPurchase("unknown").get("id");

        for (int look = 1; look <= 3; look++) {
            int looks = look;
            walk.move(Duration.ofSeconds(121));
            Awaitility.await().until(() -> purchase(id).get("state").equals("held") || purchase(id).get("looks").equals(looks));
        }

        assertThat(awaitState(id, "held")).containsEntry("reason_code", "OUTCOME_UNKNOWN").containsEntry("held_from", "unknown");
        act("not-placed", id);
        awaitState(id, "paid");
        assertThat(ledger().created()).hasSize(1);
    }
}
