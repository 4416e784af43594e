package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.sandbox.Fault;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class CancelDoublesTest extends StageTest {

    @Test
    void aDoubleThatCouldNotBeCancelledIsTriedAgainWhenItsLeaseHasPassed() {
        walk.sandbox().faults().add(Fault.code(CANCEL, "SystemError", "later").repeated(1));
        pause("cancel-doubles");
        walkedTo("placed", cups(1));
        sql("UPDATE trade SET role = 'surplus'");
        resume("cancel-doubles");
        Awaitility.await().until(() -> !ledger().calls(CANCEL).isEmpty());
        assertThat(ask("SELECT closed_at IS NULL FROM trade", Boolean.class)).isTrue();

        walk.move(Duration.ofSeconds(21));

        Awaitility.await().until(() -> ask("SELECT closed_at IS NOT NULL FROM trade", Boolean.class));
        assertThat(ledger().cancelled()).hasSize(1);
    }

    @Test
    void aDoubleThatIsClosedAlreadyIsNotCancelledAgain() {
        pause("cancel-doubles");
        walkedTo("placed", cups(1));
        Exchange cancelled = handed("pay", "placed");
        cancelled.setVariable("tradeId", ask("SELECT trade_id FROM trade", String.class));
        through("alibaba-cancel", cancelled);
        sql("UPDATE trade SET role = 'surplus'");

        resume("cancel-doubles");

        Awaitility.await().until(() -> ask("SELECT closed_at IS NOT NULL FROM trade", Boolean.class));
        assertThat(ledger().calls(CANCEL)).hasSize(1);
    }

    @Test
    void aDoubleThatSomebodyPaidIsLeftToAPerson() {
        pause("cancel-doubles", "track-purchases");
        walkedTo("paid", cups(1));
        sql("UPDATE trade SET role = 'surplus'");
        int reads = ledger().calls(READ_BACK).size();

        resume("cancel-doubles");

        Awaitility.await().until(() -> ledger().calls(READ_BACK).size() > reads);
        walk.awaitQuiet();
        assertThat(ledger().calls(CANCEL)).isEmpty();
        assertThat(ask("SELECT closed_at IS NULL FROM trade", Boolean.class)).isTrue();
    }

    @Test
    void whatAPurchaseKeepsIsNotCancelled() {
        walkedTo("placed", cups(1));
        pause("cancel-doubles");
        resume("cancel-doubles");
        resume("pay-purchases");

        walk.awaitPurchase("paid");
        assertThat(ledger().calls(CANCEL)).isEmpty();
    }
}
