package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettlePurchaseTest extends StageTest {

    @ParameterizedTest
    @ValueSource(strings = {CREATE, PAY})
    void whicheverCallGotNoAnswerIsAskedForAndNotRepeated(String call) {
        walk.sandbox().faults().add(Fault.at(call, FaultAction.DROP_AFTER));
        walk.send("orders/paid", cups(1));
        Map<String, Object> unknown = walk.awaitPurchase("unknown");
        assertThat(unknown).containsEntry("intent", call.equals(CREATE) ? "create" : "pay");
        assertThat(purchase(unknown.get("id"))).containsEntry("waits", true);
        assertThat((String) unknown.get("hint")).isNotBlank();

        walk.move(Duration.ofSeconds(11));

        awaitState(unknown.get("id"), "paid");
        assertThat(ledger().calls(call)).hasSize(1);
        assertThat(ledger().created()).hasSize(1);
        assertThat(ledger().paid()).hasSize(1);
    }
}
