package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.dropshiproutes.sandbox.Fault;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayPurchaseTest extends StageTest {

    /** What the supplier says of an order that was placed and not paid by us. */
    @TestFactory
    Stream<DynamicTest> theSuppliersWordDecidesWhetherItIsStillPaid() {
        Object id = walkedTo("placed", cups(1)).get("id");
        pause("track-purchases", "await-payments", "look-at-held");
        return Stream.of(
                word(id, "paying", "paying", null, null), word(id, "paid", "paid", null, null), word(id, "captured", "paid", null, null),
                word(id, "undeliver", "paid", null, null), word(id, "delivering", "shipped", null, null),
                word(id, "wait_confirm_receipt", "shipped", null, null), word(id, "trade_success", "delivered", null, null),
                word(id, "trade_close", "cancelled", null, "CLOSED_BY_SUPPLIER"), word(id, "frozen", "held", "placed", "frozen"),
                word(id, "charge_back", "held", "placed", "charge_back"), word(id, "never_heard_of", "held", "placed", "never_heard_of"));
    }

    private DynamicTest word(Object id, String word, String state, String heldFrom, String reasonCode) {
        return dynamicTest(word, () -> {
            sql("UPDATE purchase SET state = 'placed', held_from = NULL, reason_code = NULL, paid_at = NULL, supplier_status = NULL,"
                    + " next_attempt_at = dropship_now(), what = 'placed'");
            walk.sandbox().trades().force(tradeId(id), word);

            staged("pay-purchase", handed("pay", "placed"));

            assertThat(purchase(id)).containsEntry("state", state).containsEntry("held_from", heldFrom)
                    .containsEntry("reason_code", reasonCode).containsEntry("supplier_status", word).containsEntry("claim_id", null);
            assertThat(ledger().calls(PAY)).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"unpay", "to_be_audited"})
    void anOrderThatIsStillUnpaidIsPaid(String word) {
        Object id = walkedTo("placed", cups(1)).get("id");
        if (!word.equals("unpay")) {
            walk.sandbox().trades().force(tradeId(id), word);
        }

        staged("pay-purchase", handed("pay", "placed"));

        assertThat(ledger().calls(PAY)).hasSize(1);
    }

    @Test
    void anOrderThatCannotBeReadBackIsNotPaid() {
        Object id = walkedTo("placed", cups(1)).get("id");
        walk.sandbox().faults().add(Fault.code(READ_BACK, "SystemError", "down").always());

        resume("pay-purchases");

        Awaitility.await().until(() -> "SystemError".equals(purchase(id).get("reason_code")));
        assertThat(purchase(id)).containsEntry("state", "placed").containsEntry("waits", true);
        assertThat(ledger().calls(PAY)).isEmpty();
    }
}
