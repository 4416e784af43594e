package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SettlePaymentTest extends StageTest {

    @Test
    void aPurchaseInVerificationIsPaidWhenTheSupplierSaysSo() {
        walk.sandbox().faults().add(Fault.waiting(PAY, FaultAction.PAYING, Duration.ofMinutes(1)));
        walk.send("orders/paid", cups(1));
        Object id = walk.awaitPurchase("paying").get("id");
        pause("await-payments");
        walk.move(Duration.ofMinutes(2));

        staged("settle-payment", handed("await", "paying"));

        assertThat(purchase(id)).containsEntry("state", "paid");
        assertThat(ledger().calls(PAY)).hasSize(1);
    }
}
