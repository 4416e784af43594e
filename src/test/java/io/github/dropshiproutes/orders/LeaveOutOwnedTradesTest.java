package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

class LeaveOutOwnedTradesTest extends StageTest {

    @Test
    void tradesThatAPurchaseOwnsAreNoCandidates() {
        assertThat(left("-1 minute")).containsExactly("free");
    }

    @Test
    void doublesAreOwnedToo() {
        walkedTo("placed", cups(1));
        sql("UPDATE trade SET role = 'surplus'");

        assertThat(candidates("-1 minute")).containsExactly("free");
    }

    @Test
    void tradesOfAnotherEnvironmentAreOthers() {
        walkedTo("placed", cups(1));
        String trade = ask("SELECT trade_id FROM trade", String.class);
        sql("UPDATE trade SET environment = 'elsewhere'");

        assertThat(candidates("-1 minute")).containsExactly(trade, "free");
    }

    private List<String> left(String since) {
        walkedTo("placed", cups(1));
        return candidates(since);
    }

    private List<String> candidates(String since) {
        Exchange exchange = handed("pay", "placed");
        exchange.setVariable("createdSince", now().minus(Duration.ofMinutes(5)));
        exchange.setVariable("candidates", new ArrayList<>(List.of(ask("SELECT trade_id FROM trade", String.class), "free")));
        through("leave-out-owned-trades", exchange);
        assertThat(exchange.getMessage().getHeaders()).isEmpty();
        return exchange.getVariable("candidates", List.class);
    }
}
