package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AskPaymentTest extends StageTest {

    @Test
    void aPaymentThatIsRefusedAfterVerificationHoldsWithThePlaceToPay() {
        walk.sandbox().faults().add(Fault.waiting(PAY, FaultAction.PAYING, Duration.ofMinutes(10))
                .withReasonCode("NEVER_PAY_SUCCESS_IN_DROPSHIPER"));
        walk.send("orders/paid", cups(1));
        Object id = walk.awaitPurchase("paying").get("id");
        assertThat(reserved()).isEqualByComparingTo("21.30");

        walk.move(Duration.ofMinutes(11));

        Map<String, Object> held = awaitState(id, "held");
        assertThat(held).containsEntry("reason_code", "NEVER_PAY_SUCCESS_IN_DROPSHIPER").containsEntry("held_from", "placed");
        assertThat((String) held.get("pay_url")).startsWith("https://");
        assertThat(reserved()).isZero();
        assertThat(ledger().calls(PAY)).hasSize(1);
    }
}
