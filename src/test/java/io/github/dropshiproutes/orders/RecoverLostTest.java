package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecoverLostTest extends StageTest {

    @ParameterizedTest
    @CsvSource({"placing, create", "paying, pay"})
    void aPurchaseWhoseWorkerEndedDuringACallBecomesUnknownWhenItsLeaseHasPassed(String state, String intent) {
        pause("settle-unknown");
        Object id = walkedTo("placed", cups(1)).get("id");
        sql("UPDATE purchase SET state = ?, intent = ?, intent_at = dropship_now(), claim_id = gen_random_uuid(),"
                + " claimed_until = dropship_now() + interval '20 seconds'", state, intent);
        assertThat(purchase(id)).containsEntry("state", state);

        walk.move(Duration.ofSeconds(21));

        assertThat(awaitState(id, "unknown")).containsEntry("intent", intent).containsEntry("reason_code", "WORKER_LOST")
                .containsEntry("waits", true);
    }

    @Test
    void aPaymentInVerificationIsNotLost() {
        walk.sandbox().faults().add(Fault.waiting(PAY, FaultAction.PAYING, Duration.ofHours(1)));
        walk.send("orders/paid", cups(1));
        Object id = walk.awaitPurchase("paying").get("id");

        walk.move(Duration.ofSeconds(30));

        assertThat(awaitState(id, "paying")).containsEntry("intent", null);
        assertThat(timeline(id)).noneMatch(what -> what.startsWith("unknown"));
    }
}
