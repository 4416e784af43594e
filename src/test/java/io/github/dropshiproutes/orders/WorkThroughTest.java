package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.sandbox.ShopifySamples;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class WorkThroughTest extends StageTest {

    @Test
    void everythingThatIsDueIsWorkedOnABatchAtATime() {
        pause("quote-purchases", "place-purchases");
        IntStream.range(0, 20).forEach(i -> walk.send("orders/paid", cups(1)));
        walk.awaitPurchases(20, "planned");
        Exchange exchange = new DefaultExchange(walk.camel());
        Map.of("claim", "claim-purchases", "stage", "quote", "states", "planned", "work", "quote-purchase").forEach(exchange::setVariable);

        through("work-through", exchange);

        assertThat(ask("SELECT count(*) FROM purchase WHERE state = 'quoted' AND claimed_until IS NULL", Integer.class)).isEqualTo(20);
    }

    @Test
    void oneThatFailsHoldsUpNoOther() {
        pause("quote-purchases", "place-purchases");
        walk.send("orders/paid", walk.order().line(ShopifySamples.alibabaSku("1", null), 1, "39.90"));
        walk.send("orders/paid", cups(1));
        walk.awaitPurchases(2, "planned");

        resume("quote-purchases");

        Awaitility.await().until(this::pieces, "held 1, quoted 1"::equals);
    }
}
