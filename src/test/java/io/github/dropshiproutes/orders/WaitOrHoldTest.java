package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

class WaitOrHoldTest extends StageTest {

    @Test
    void theWaitStandsInTheRow() {
        Object id = failed(false);

        assertThat(purchase(id)).containsEntry("state", "planned").containsEntry("attempts", 1).containsEntry("claim_id", null);
        assertThat(dueIn(id)).isBetween(new BigDecimal("1"), new BigDecimal("3600"));
    }

    @Test
    void withoutAttemptsLeftAPersonIsAsked() {
        Object id = failed(true);

        assertThat(purchase(id)).containsEntry("state", "held").containsEntry("held_from", "planned").containsEntry("hint", "do it");
        assertThat(dueIn(id)).isNull();
    }

    private Object failed(boolean exhausted) {
        Object id = walkedTo("planned", cups(1)).get("id");
        Exchange exchange = handed("quote", "planned");
        exchange.setVariable("failure", new Failure("X1", "transient", "wait", "words", "do it", null, new BigDecimal("3600"), exhausted, 1));
        through("wait-or-hold", exchange);
        return id;
    }
}
