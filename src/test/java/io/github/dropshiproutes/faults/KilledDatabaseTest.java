package io.github.dropshiproutes.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dropshiproutes.database.DataDirectory;
import io.github.dropshiproutes.database.EmbeddedDatabase;
import io.github.dropshiproutes.sandbox.Catalogue;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;

/** PostgreSQL itself is killed (SIGKILL) in the middle of a backlog and comes back: nothing is lost, nothing bought twice. */
@Tag("faults")
class KilledDatabaseTest {

    private static final int KILLS = 3;
    private static final int ORDERS_BETWEEN = 8;

    @TempDir
    private Path directory;

    @Test
    void aBacklogSurvivesADatabaseThatIsKilled() throws Exception {
        try (DataDirectory data = DataDirectory.open(directory); EmbeddedDatabase database = EmbeddedDatabase.start(data, "production")) {
            String url = database.jdbcUrl() + (database.jdbcUrl().contains("?") ? "&" : "?") + "user=" + database.username() + "&password="
                    + database.password();
            Flyway.configure().dataSource(database.jdbcUrl(), database.username(), database.password()).load().migrate();
            try (Surroundings surroundings = new Surroundings("killed", url)) {
                Product product = surroundings.start(Surroundings.LEASED).awaitStarted();
                for (int kill = 0; kill < KILLS; kill++) {
                    buy(surroundings, product, ORDERS_BETWEEN);
                    int paid = surroundings.sandbox().ledger().paid().size();
                    await().atMost(Surroundings.PATIENCE).until(() -> surroundings.sandbox().ledger().paid().size() > paid);
                    killAndAwaitReturn(surroundings);
                }
                buy(surroundings, product, 1);

                surroundings.awaitSettled();

                surroundings.requireEverythingBoughtOnce();
                assertThat(surroundings.sandbox().ledger().paid()).hasSize(KILLS * ORDERS_BETWEEN + 1);
                product.stop();
            }
        }
    }

    private static void buy(Surroundings surroundings, Product product, int orders) {
        for (int i = 0; i < orders; i++) {
            ShopifySamples order = surroundings.order()
                    .line(ShopifySamples.alibabaSku(Catalogue.TRY_OUT, Catalogue.TRY_OUT_WHITE), 1, "39.90");
            surroundings.mustBeBought(order);
            // As Shopify does, until it is acknowledged.
            await().atMost(Surroundings.PATIENCE).until(() -> product.send("orders/paid", order.body()) == 200);
        }
    }

    private void killAndAwaitReturn(Surroundings surroundings) throws IOException {
        long killed = postmaster();
        ProcessHandle.of(killed).orElseThrow().destroyForcibly();
        await().atMost(Surroundings.PATIENCE).ignoreExceptionsInstanceOf(DataAccessException.class)
                .until(() -> surroundings.purchases() >= 0 && postmaster() != killed);
    }

    private long postmaster() throws IOException {
        return Long.parseLong(Files.readAllLines(directory.resolve("postgres/postmaster.pid")).get(0));
    }
}
