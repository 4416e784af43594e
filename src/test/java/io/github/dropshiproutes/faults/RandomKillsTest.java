package io.github.dropshiproutes.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dropshiproutes.sandbox.Catalogue;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The real process, killed (SIGKILL) anywhere in the middle of a backlog. */
@Tag("faults")
class RandomKillsTest {

    private static final long SEED = 20261122;
    private static final int BACKLOG = 30;
    private static final int KILLS = 6;

    @Test
    void aBacklogSurvivesKillsAtRandomMoments() {
        Random random = new Random(SEED);
        System.out.println("random kills with seed " + SEED);
        try (Surroundings surroundings = new Surroundings("random")) {
            Scenarios.prepare(surroundings);
            for (int kill = 0; kill < KILLS; kill++) {
                try (Product product = surroundings.start(Surroundings.LEASED).awaitStarted()) {
                    for (int i = 0; i < BACKLOG / KILLS; i++) {
                        ShopifySamples order = surroundings.order()
                                .line(ShopifySamples.alibabaSku(Catalogue.TRY_OUT, Catalogue.TRY_OUT_WHITE), 1, "39.90");
                        surroundings.mustBeBought(order);
                        assertThat(product.send("orders/paid", order.body())).isEqualTo(200);
                    }
                    int moment = product.passed().size() + 20 + random.nextInt(250);
                    await().atMost(Surroundings.PATIENCE).until(() -> product.passed().size() >= moment || surroundings.settled());
                    product.kill();
                }
                surroundings.move(Scenarios.PAST_THE_LEASE);
            }
            surroundings.recover(List.of()).stop();
            assertThat(surroundings.sandbox().ledger().paid()).hasSize(BACKLOG);
            System.out.printf("random: %d kills, %d orders, %d paid, doubles 0%n", KILLS, BACKLOG,
                    surroundings.sandbox().ledger().paid().size());
        }
    }
}
