package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class SettleByOrderTest extends StageTest {

    @Test
    void aPaymentThatNeverArrivedIsMadeAgainAfterAllLooks() {
        walk.sandbox().faults().add(Fault.at(PAY, FaultAction.DROP_BEFORE));
        walk.send("orders/paid", cups(1));
        Object id = walk.awaitPurchase("unknown").get("id");
        assertThat(reserved()).isEqualByComparingTo("21.30");

        walk.move(Duration.ofSeconds(11));
        Awaitility.await().until(() -> purchase(id).get("looks").equals(1));
        walk.move(Duration.ofSeconds(51));
        Awaitility.await().until(() -> purchase(id).get("looks").equals(2));
        assertThat(ledger().calls(PAY)).hasSizeLessThanOrEqualTo(1);
        walk.move(Duration.ofSeconds(121));

        awaitState(id, "paid");
        assertThat(ledger().paid()).hasSize(1);
    }

    @Test
    void anOrderThatCannotBeReadRightAfterTheRefusalLeavesTheOutcomeOpen() {
        walk.sandbox().faults().add(Fault.code(PAY, "ORDER_STATUS_ERROR", "not payable now"));
        walk.sandbox().faults().add(Fault.code(READ_BACK, "SystemError", "later").afterSkipping(1).repeated(4));
        walk.send("orders/paid", cups(1));

        Object id = walk.awaitPurchase("unknown").get("id");

        assertThat(purchase(id)).containsEntry("intent", "pay").containsEntry("reason_code", "PAYMENT_UNCLEAR");
        assertThat(reserved()).isEqualByComparingTo("21.30");
    }

    @Test
    void anOddStatusDuringTheQuestionIsHeldAndNeverBecomesASecondOrder() {
        walk.sandbox().faults().add(Fault.at(PAY, FaultAction.DROP_BEFORE));
        walk.send("orders/paid", cups(1));
        Object id = walk.awaitPurchase("unknown").get("id");
        walk.sandbox().trades().force(tradeId(id), "frozen");
        walk.move(Duration.ofSeconds(11));
        assertThat(awaitState(id, "held")).containsEntry("held_from", "unknown").containsEntry("intent", "pay")
                .containsEntry("reason_code", "frozen");

        walk.sandbox().trades().force(tradeId(id), "paid");
        walk.move(Duration.ofMinutes(5));

        awaitState(id, "paid");
        assertThat(ledger().created()).hasSize(1);
        assertThat(ledger().calls("/alibaba/order/list")).isEmpty();
    }
}
