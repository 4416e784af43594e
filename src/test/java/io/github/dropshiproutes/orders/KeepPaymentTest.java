package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeepPaymentTest extends StageTest {

    @Test
    void successIsPaid() {
        Map<String, Object> row = kept("PAY_SUCCESS");

        assertThat(row).containsEntry("state", "paid").containsEntry("intent", null).containsEntry("reason_code", null);
        assertThat(row.get("paid_at")).isNotNull();
    }

    @Test
    void verificationIsWaitedFor() {
        assertThat(kept("PAYING")).containsEntry("state", "paying").containsEntry("intent", null).containsEntry("waits", true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SOMETHING_ELSE"})
    void anyOtherWordLeavesItToTheOrdersOwnStatus(String word) {
        assertThat(kept(word)).as("the order is unpaid after the first look").containsEntry("state", "unknown").containsEntry("looks", 1)
                .containsEntry("intent", "pay");
        assertThat(ledger().calls(PAY)).isEmpty();
    }

    private Map<String, Object> kept(String status) {
        Object id = walkedTo("placed", cups(1)).get("id");
        pause("settle-unknown", "await-payments", "track-purchases");
        sql("UPDATE purchase SET state = 'unknown', intent = 'pay', intent_at = dropship_now()");
        Exchange exchange = handed("settle", "unknown");
        exchange.setVariable("paymentStatus", status);
        through("keep-payment", exchange);
        return purchase(id);
    }
}
