package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class AwaitPaymentsTest extends StageTest {

    @Test
    void aPaymentInVerificationIsAskedForUntilItSucceeds() {
        walk.sandbox().faults().add(Fault.waiting(PAY, FaultAction.PAYING, Duration.ofMinutes(10)));
        walk.send("orders/paid", cups(1));
        Object id = walk.awaitPurchase("paying").get("id");
        assertThat(purchase(id)).containsEntry("intent", null).containsEntry("waits", true);

        walk.move(Duration.ofMinutes(5));
        Awaitility.await().until(() -> ledger().calls("/alibaba/order/pay/result/query").size() >= 1);
        awaitState(id, "paying");

        walk.move(Duration.ofMinutes(6));
        awaitState(id, "paid");
        assertThat(ledger().calls(PAY)).hasSize(1);
    }

    @Test
    void aPaymentWhoseCallIsOpenIsNotAskedForHere() {
        pause("recover-lost");
        Object id = walkedTo("placed", cups(1)).get("id");
        sql("UPDATE purchase SET state = 'paying', intent = 'pay', intent_at = dropship_now()");
        walk.send("orders/paid", cups(1).line(WHITE_CUP, 1, "39.90"));
        resume("pay-purchases");

        Awaitility.await().until(() -> ask("SELECT count(*) FROM purchase WHERE state = 'paid'", Integer.class) == 1);

        assertThat(purchase(id)).containsEntry("state", "paying").containsEntry("intent", "pay");
        assertThat(ledger().calls("/alibaba/order/pay/result/query")).isEmpty();
    }

    @Test
    void aChangeOfTheOrderDoesNotStopTheQuestionHowThePaymentWent() {
        walk.sandbox().faults().add(Fault.waiting(PAY, FaultAction.PAYING, Duration.ofMinutes(10)));
        ShopifySamples order = cups(2);
        walk.send("orders/paid", order);
        Object id = walk.awaitPurchase("paying").get("id");

        plan("orders/updated", withPieces(order, 1));
        assertThat(purchase(id)).containsEntry("state", "paying").containsEntry("reconsider", true);
        walk.move(Duration.ofMinutes(11));

        assertThat(awaitState(id, "held")).containsEntry("reason_code", "CHANGED_AFTER_PAYMENT").containsEntry("held_from", "paid");
    }
}
