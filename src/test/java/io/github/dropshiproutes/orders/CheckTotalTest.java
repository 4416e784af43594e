package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.sandbox.Fault;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckTotalTest extends StageTest {

    @Test
    void aTotalWithinTheToleranceIsPaid() {
        walk.sandbox().faults().add(Fault.price(new BigDecimal("1.9")));

        walk.send("orders/paid", cups(1));

        Map<String, Object> paid = walk.awaitPurchase("paid");
        assertThat((BigDecimal) paid.get("actual_total")).isGreaterThan((BigDecimal) paid.get("quoted_total"));
        assertThat(reserved()).isEqualByComparingTo((BigDecimal) paid.get("actual_total"));
    }

    @Test
    void aTotalAboveTheToleranceIsHeldUntilAPersonApprovesExactlyThatTotal() {
        walk.sandbox().faults().add(Fault.price(new BigDecimal("5")));
        walk.send("orders/paid", cups(1));
        Map<String, Object> held = walk.awaitPurchase("held");
        assertThat(held).containsEntry("reason_code", "PRICE_CHANGED").containsEntry("held_from", "placed");
        assertThat((String) held.get("reason")).contains("quoted 21.30", "total 21.75");
        assertThat(ledger().paid()).isEmpty();
        assertThat(reserved()).isZero();

        act("approve", held.get("id"));

        walk.awaitPurchase("paid");
        assertThat(ledger().paid().get(0).text("total")).isEqualTo("21.75");
    }

    @Test
    void aQuoteThatGrewTooOldIsTakenAgainBeforePaying() {
        walkedTo("placed", cups(1));
        int asked = ledger().calls(FREIGHT).size();
        walk.move(Duration.ofMinutes(31));

        resume("pay-purchases");

        walk.awaitPurchase("paid");
        assertThat(ledger().calls(FREIGHT).size()).isGreaterThan(asked);
        assertThat(ledger().created()).hasSize(1);
    }
}
