package io.github.dropshiproutes.alibaba;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import io.github.dropshiproutes.support.Walk;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A payment that is not done with its first answer: it is asked for, waited for or made by hand, and never made twice. */
class AlibabaPaymentTest {

    private static final String RESULT = "/alibaba/order/pay/result/query";

    private Walk walk;

    @BeforeEach
    void empty() {
        walk = Walk.shared();
    }

    private String trade() {
        return walk.sandbox().ledger().created().get(0).tradeId();
    }

    private void assertPaidOnce() {
        walk.awaitPurchase("paid");
        assertThat(Asked.times(walk, Asked.PAY)).isEqualTo(1);
        assertThat(walk.sandbox().ledger().paid()).hasSize(1);
        assertThat(walk.sandbox().ledger().created()).hasSize(1);
    }

    @Test
    void aPaymentInVerificationIsAskedForUntilItSucceeded() {
        walk.sandbox().faults().add(Fault.waiting(Asked.PAY, FaultAction.PAYING, Duration.ofSeconds(40)));
        walk.send("orders/paid", walk.order());

        walk.awaitPurchase("paying");
        walk.move(Duration.ofSeconds(20));
        await().untilAsserted(() -> assertThat(Asked.times(walk, RESULT)).isPositive());
        walk.awaitPurchase("paying");
        walk.move(Duration.ofSeconds(30));

        assertPaidOnce();
    }

    @Test
    void aPaymentThatFailsInVerificationIsLeftToAPersonAndGoesOnOncePaid() {
        walk.sandbox().faults().add(Fault.waiting(Asked.PAY, FaultAction.PAYING, Duration.ofSeconds(20)).withReasonCode("50006"));
        walk.send("orders/paid", walk.order());
        walk.awaitPurchase("paying");
        walk.move(Duration.ofSeconds(40));

        assertThat(walk.awaitPurchase("held")).containsEntry("reason_code", "50006").containsEntry("held_from", "placed");
        walk.sandbox().trades().payByHand(trade());
        walk.move(Duration.ofSeconds(31));

        walk.awaitPurchase("paid");
        assertThat(Asked.times(walk, Asked.PAY)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NEVER_PAY_SUCCESS_IN_DROPSHIPER", "CARD_DECLINED_BY_MOON"})
    void aRefusedPaymentIsHeldWithItsLinkAndGoesOnOnceAPersonHasPaid(String reason) {
        walk.sandbox().faults().add(Fault.payFailed(reason, "said the supplier"));
        walk.send("orders/paid", walk.order());

        Map<String, Object> held = walk.awaitPurchase("held");
        assertThat(held).containsEntry("reason_code", reason).containsEntry("held_from", "placed");
        assertThat(held.get("pay_url")).asString().contains(trade());
        assertThat(held.get("reason")).asString().contains("said the supplier");
        assertThat(held.get("hint")).isNotNull();

        walk.sandbox().trades().payByHand(trade());
        walk.move(Duration.ofSeconds(31));
        assertPaidOnce();
    }

    @Test
    void anOrderThatSomebodyPaidMeanwhileIsTakenAsPaid() {
        walk.sandbox().faults().add(Fault.waiting("/alibaba/order/get", FaultAction.LATE, Duration.ofSeconds(1)));
        walk.send("orders/paid", walk.order());
        // Its unpaid status is on the way when the person pays: the pay call meets ORDER_HAVE_PAID.
        await().pollInterval(Duration.ofMillis(10)).until(() -> Asked.times(walk, "/alibaba/order/get") == 1);
        walk.sandbox().trades().payByHand(trade());

        assertPaidOnce();
        assertThat(walk.sandbox().ledger().paid().get(0).text("by")).isNotEqualTo("api");
    }

    @Test
    void whereTheGatewayDoesNotKnowTheQuestionTheOrdersStatusDecides() {
        walk.sandbox().faults().add(Fault.waiting(Asked.PAY, FaultAction.PAYING, Duration.ofSeconds(30)));
        walk.sandbox().faults().add(Fault.code(RESULT, "InvalidApiPath", "The specified API path is invalid").always());
        walk.send("orders/paid", walk.order());
        walk.awaitPurchase("paying");
        walk.move(Duration.ofSeconds(16));
        await().untilAsserted(() -> assertThat(Asked.times(walk, RESULT)).isPositive());
        walk.awaitPurchase("paying");
        walk.move(Duration.ofSeconds(31));

        assertPaidOnce();
    }

    @Test
    void aPaymentWhoseVerificationCannotBeAskedForIsNeverMadeAgain() {
        walk.sandbox().faults().add(Fault.waiting(Asked.PAY, FaultAction.PAYING, Duration.ofHours(1)));
        walk.sandbox().faults().add(Fault.code(RESULT, "SYSTEM", "busy").always());
        walk.send("orders/paid", walk.order());
        walk.awaitPurchase("paying");
        walk.jdbc().sql("UPDATE purchase SET attempts = 14").update();
        walk.move(Duration.ofSeconds(20));

        Map<String, Object> held = walk.awaitPurchase("held");
        assertThat(held).containsEntry("held_from", "paying").containsEntry("reason_code", "SYSTEM");
        assertThat(Asked.times(walk, Asked.PAY)).isEqualTo(1);
    }
}
