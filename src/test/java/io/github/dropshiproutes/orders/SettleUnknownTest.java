package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class SettleUnknownTest extends StageTest {

    private static final String LIST = "/alibaba/order/list";

    @Test
    void nothingIsAskedBeforeTheFirstLookIsDue() {
        walk.sandbox().faults().add(Fault.at(CREATE, FaultAction.DROP_AFTER));
        walk.send("orders/paid", cups(1));
        Object id = walk.awaitPurchase("unknown").get("id");
        walk.send("orders/paid", cups(2));
        Awaitility.await().until(() -> ledger().paid().size() == 1);

        assertThat(ledger().calls(LIST)).isEmpty();
        assertThat(purchase(id)).containsEntry("state", "unknown").containsEntry("looks", 0);
    }

    @Test
    void aLookThatGotNoAnswerIsNotCountedAsOneThatFoundNothing() {
        walk.sandbox().faults().add(Fault.at(CREATE, FaultAction.DROP_AFTER));
        walk.sandbox().faults().add(Fault.code(LIST, "SystemError", "down").repeated(20));
        walk.send("orders/paid", cups(1));
        Object id = walk.awaitPurchase("unknown").get("id");

        walk.move(Duration.ofSeconds(11));
        Awaitility.await().until(() -> timeline(id).stream().anyMatch(what -> what.contains("no answer")));

        assertThat(awaitState(id, "unknown")).containsEntry("looks", 0).containsEntry("waits", true);
        walk.sandbox().faults().clear();
        walk.move(Duration.ofSeconds(52));
        awaitState(id, "paid");
        assertThat(ledger().created()).hasSize(1);
    }
}
