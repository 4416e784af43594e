package io.github.dropshiproutes.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dropshiproutes.sandbox.Catalogue;
import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import io.github.dropshiproutes.sandbox.LedgerEntry;
import io.github.dropshiproutes.sandbox.SandboxOptions;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two processes of the product on one database: they share the work, and whatever becomes of one, nothing is bought twice. */
@Tag("faults")
class TwoProcessesTest {

    /** A worker must have sent its call within two seconds of its claim. */
    private static final Map<String, String> SHORT_LEASE = Map.of("walk.lease", "8s", "walk.lease-margin", "1s",
            "calls.timeout", "5000", "walk.workers", "4");
    private static final String REFRESH = "/auth/token/refresh";
    private static final String CREATE = "/buynow/order/create";
    private static final int BACKLOG = 40;

    private final Surroundings surroundings = new Surroundings("two");

    @BeforeEach
    void prepare() {
        Scenarios.prepare(surroundings);
    }

    @AfterEach
    void close() {
        surroundings.close();
    }

    private List<Product> startTwo(Map<String, String> settings) {
        List<Product> two = List.of(surroundings.start(settings), surroundings.start(settings));
        two.forEach(Product::awaitStarted);
        return two;
    }

    private ShopifySamples order() {
        return surroundings.order().line(ShopifySamples.alibabaSku(Catalogue.TRY_OUT, Catalogue.TRY_OUT_WHITE), 1, "39.90");
    }

    private void send(Product product, ShopifySamples order) {
        surroundings.mustBeBought(order);
        assertThat(product.send("orders/paid", order.body())).isEqualTo(200);
    }

    private static boolean worksOn(Product product, String stage) {
        return product.passed().stream().anyMatch(line -> line.startsWith("after:" + stage + ">work-through/claim"));
    }

    @Test
    void aBacklogIsSharedAndBoughtOnce() {
        List<Product> two = startTwo(Surroundings.LEASED);
        for (int i = 0; i < BACKLOG; i++) {
            send(two.get(i % 2), order());
        }

        surroundings.awaitSettled();

        surroundings.requireEverythingBoughtOnce();
        assertThat(surroundings.sandbox().ledger().paid()).hasSize(BACKLOG);
        assertThat(surroundings.sandbox().ledger().calls(CREATE)).hasSize(BACKLOG);
        assertThat(two).allMatch(product -> worksOn(product, "place-purchases") && worksOn(product, "pay-purchases"));
    }

    @Test
    void oneWebhookFiftyTimesAtOnceIsOneMessageAndOneOrder() {
        List<Product> two = startTwo(Surroundings.LEASED);
        ShopifySamples order = order();
        surroundings.mustBeBought(order);
        byte[] body = order.body();
        Map<String, String> headers = ShopifySamples.headers("orders/paid", SandboxOptions.SHOP,
                SandboxOptions.SHOPIFY_WEBHOOK_SECRET, body);
        ExecutorService senders = Executors.newFixedThreadPool(50);
        try {
            List<CompletableFuture<Integer>> answers = IntStream.range(0, 50)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> two.get(i % 2).send(headers, body), senders)).toList();
            assertThat(answers).allMatch(answer -> answer.join() == 200);
        } finally {
            senders.shutdownNow();
        }

        surroundings.awaitSettled();

        assertThat(count("SELECT count(*) FROM inbox")).isEqualTo(1);
        surroundings.requireEverythingBoughtOnce();
        assertThat(surroundings.sandbox().ledger().created()).hasSize(1);
    }

    @Test
    void aWorkerPausedPastItsLeaseSendsNothingWhenItWakes() {
        List<Product> two = startTwo(SHORT_LEASE);
        Product first = two.get(0);
        first.arm("before:alibaba-place/create-call");
        two.get(1).pause();
        send(first, order());
        await().atMost(Surroundings.PATIENCE).until(() -> first.reached("before:alibaba-place/create-call"));
        long stopped = System.nanoTime();
        first.pause();
        two.get(1).resume();

        surroundings.move(Duration.ofSeconds(9));
        surroundings.awaitSettled();
        assertThat(surroundings.sandbox().ledger().calls(CREATE)).hasSize(1);
        // The lease is real time for the one who holds it.
        await().atMost(Surroundings.PATIENCE).until(() -> System.nanoTime() - stopped > Duration.ofSeconds(8).toNanos());
        first.resume();
        first.release("before:alibaba-place/create-call");
        await().atMost(Surroundings.PATIENCE).until(() -> first.passed().stream()
                .anyMatch(line -> line.startsWith("after:alibaba-place/create-call")));
        send(first, order());
        surroundings.awaitSettled();

        assertThat(surroundings.sandbox().ledger().calls(CREATE)).hasSize(2);
        surroundings.requireEverythingBoughtOnce();
    }

    @Test
    void aTokenIsRefreshedOnceForBoth() {
        List<Product> two = startTwo(Surroundings.LEASED);
        surroundings.jdbc().sql("UPDATE account SET refresh_at = dropship_now() - interval '1 minute' WHERE supplier = 'alibaba'").update();
        await().atMost(Surroundings.PATIENCE).until(() -> !surroundings.sandbox().ledger().calls(REFRESH).isEmpty());
        send(two.get(0), order());
        send(two.get(1), order());
        surroundings.awaitSettled();
        assertThat(surroundings.sandbox().ledger().calls(REFRESH)).hasSize(1);

        // Refused in the middle of a backlog: every worker of both meets the refusal.
        surroundings.sandbox().tokens().expireAccessToken();
        for (int i = 0; i < 12; i++) {
            send(two.get(i % 2), order());
        }
        surroundings.awaitSettled();

        assertThat(surroundings.sandbox().ledger().calls(REFRESH)).hasSize(2);
        surroundings.requireEverythingBoughtOnce();
        assertThat(count("SELECT count(*) FROM account WHERE state = 'connected' AND supplier = 'alibaba'")).isEqualTo(1);
    }

    @Test
    void buyingThatIsStoppedAtOneStandsStillAtBoth() {
        List<Product> two = startTwo(Surroundings.LEASED);
        surroundings.sandbox().faults().add(Fault.waiting(CREATE, FaultAction.DELAY, Duration.ofMillis(200)).always());
        for (int i = 0; i < BACKLOG; i++) {
            send(two.get(i % 2), order());
        }
        await().atMost(Surroundings.PATIENCE).until(() -> two.stream().allMatch(product -> worksOn(product, "place-purchases")));

        assertThat(two.get(0).put("/api/buying", "{\"all\": false}")).isEqualTo(200);
        Timestamp stopped = surroundings.jdbc().sql("SELECT dropship_now()").query(Timestamp.class).single();
        await().atMost(Surroundings.PATIENCE).until(() -> count("""
                SELECT count(*) FROM purchase WHERE state IN ('planned', 'quoted', 'placing', 'placed', 'paying', 'unknown')""") == 0
                && count("SELECT count(*) FROM shopify_order WHERE replan") == 0 && count("SELECT count(*) FROM inbox WHERE state = 'new'") == 0);

        assertThat(surroundings.jdbc().sql("SELECT count(*) FROM purchase WHERE intent_at > ?").param(stopped).query(Integer.class).single())
                .as("calls begun after the stop").isZero();
        assertThat(count("SELECT count(*) FROM purchase WHERE reason_code = 'BUYING_STOPPED'")).isPositive();
        surroundings.sandbox().faults().clear();
        assertThat(two.get(1).put("/api/buying", "{\"all\": true}")).isEqualTo(200);
        surroundings.awaitSettled();
        surroundings.requireEverythingBoughtOnce();
    }

    @Test
    void connectionsThatTheDatabaseCutsLoseNothing() {
        List<Product> two = startTwo(Surroundings.LEASED);
        List<ShopifySamples> unacknowledged = new ArrayList<>();
        for (int i = 0; i < BACKLOG; i++) {
            ShopifySamples order = order();
            surroundings.mustBeBought(order);
            if (two.get(i % 2).send("orders/paid", order.body()) != 200) {
                unacknowledged.add(order);
            }
            if (i % 4 == 3) {
                surroundings.jdbc().sql("""
                        SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                        WHERE datname = current_database() AND pid <> pg_backend_pid()""").query(Integer.class).single();
            }
        }
        // As Shopify does.
        unacknowledged.forEach(order -> await().atMost(Surroundings.PATIENCE)
                .until(() -> two.get(1).send("orders/paid", order.body()) == 200));

        surroundings.awaitSettled();

        surroundings.requireEverythingBoughtOnce();
        System.out.printf("cut connections: %d of %d webhooks delivered again%n", unacknowledged.size(), BACKLOG);
    }

    private int count(String query) {
        return surroundings.jdbc().sql(query).query(Integer.class).single();
    }

    @Test
    void twoTogetherKeepToOneBudget() {
        int limit = 3;
        Map<String, String> budgeted = new HashMap<>(Surroundings.LEASED);
        // Longer waits stand in the rows, so that the minutes can be moved instead of waited for.
        budgeted.putAll(Map.of("alibaba.budgets.orders", String.valueOf(limit), "budgets.first-wait", "2s", "budgets.later-wait", "2s"));
        List<Product> two = startTwo(budgeted);
        for (int i = 0; i < 4; i++) {
            send(two.get(i % 2), order());
        }

        surroundings.awaitSettled();

        surroundings.requireEverythingBoughtOnce();
        List<Instant> calls = Stream.of(CREATE, "/alibaba/dropshipping/order/pay")
                .flatMap(api -> surroundings.sandbox().ledger().calls(api).stream()).map(LedgerEntry::at).sorted().toList();
        assertThat(calls).hasSize(8);
        for (int i = 0; i + limit < calls.size(); i++) {
            assertThat(Duration.between(calls.get(i), calls.get(i + limit))).as("of " + (limit + 1) + " calls, " + calls)
                    .isGreaterThan(Duration.ofSeconds(60));
        }
    }
}
