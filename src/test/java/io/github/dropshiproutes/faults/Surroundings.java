package io.github.dropshiproutes.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dropshiproutes.sandbox.AliExpressCatalogue;
import io.github.dropshiproutes.sandbox.SandboxOptions;
import io.github.dropshiproutes.sandbox.SandboxServer;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import io.github.dropshiproutes.support.MovingClock;
import io.github.dropshiproutes.support.TestClock;
import io.github.dropshiproutes.support.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What outlives a killed process: the database, the supplier, and time, which is moved for both. */
final class Surroundings implements AutoCloseable {

    static final Path ROUTES = Path.of("routes").toAbsolutePath();

    /** How long the slowest machine may take for what is not waited for on purpose. */
    static final Duration PATIENCE = Duration.ofMinutes(3);

    /** A lease that passes soon when time is moved, and not while a slow machine works. */
    static final Map<String, String> LEASED = Map.of(
            "walk.lease", "40s", "walk.lease-margin", "2s", "calls.timeout", "5000", "walk.workers", "4");

    /** Nothing is left to be done: no message unread, no order unplanned, no purchase on its way, no double open. */
    private static final String OPEN = """
            SELECT next_attempt_at, claimed_until FROM inbox WHERE state = 'new'
            UNION ALL SELECT next_attempt_at, claimed_until FROM shopify_order WHERE replan
            UNION ALL SELECT next_attempt_at, claimed_until FROM purchase
                WHERE state IN ('planned', 'quoted', 'placing', 'placed', 'paying', 'unknown') OR reconsider OR cancelling
                   OR state = 'held' AND reason_code IN ('BUYING_STOPPED', 'NEEDS_AUTHORISATION', 'MAX_DAILY_COST')
            UNION ALL SELECT next_attempt_at, claimed_until FROM fulfilment WHERE state IN ('due', 'writing', 'unknown')
            UNION ALL SELECT coalesce(claimed_until, dropship_now()), NULL FROM trade WHERE role = 'surplus' AND closed_at IS NULL""";

    /** The numbers of AliExpress's variants that are bought here, by product. */
    private static final Map<String, String> VARIANTS = Map.of(AliExpressCatalogue.GUIDE, AliExpressCatalogue.GUIDE_BLUE_SKU,
            AliExpressCatalogue.OTHER_STORE, AliExpressCatalogue.OTHER_STORE_SKU,
            AliExpressCatalogue.HIDDEN_TAX, AliExpressCatalogue.HIDDEN_TAX_SKU);

    private final Path directory;
    private final MovingClock clock = new MovingClock();
    private final SandboxServer sandbox;
    private final String databaseUrl;
    private final DataSource database;
    private final FailpointList failpoints;
    private final List<Product> products = new ArrayList<>();
    private final Map<String, Integer> ordered = new LinkedHashMap<>();

    /** @param name of the test, for its directory below {@code target/faults} */
    Surroundings(String name) {
        this(name, TestPostgres.freshDatabase());
    }

    /** @param rooms in which processes can be stopped */
    Surroundings(String name, Set<String> rooms) {
        this(name, TestPostgres.freshDatabase(), rooms);
    }

    /** @param databaseUrl with user and password; null = the product's own embedded database */
    Surroundings(String name, String databaseUrl) {
        this(name, databaseUrl, FailpointList.WALK);
    }

    private Surroundings(String name, String databaseUrl, Set<String> rooms) {
        failpoints = FailpointList.of(ROUTES, rooms);
        try {
            directory = Files.createDirectories(Path.of("target", "faults").toAbsolutePath());
            sandbox = SandboxServer.start(SandboxOptions.defaults().withClock(clock).withDataDir(
                    Files.createTempDirectory(directory, name + "-")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.databaseUrl = databaseUrl;
        database = databaseUrl == null ? null : TestPostgres.dataSource(databaseUrl);
        if (database != null) {
            TestClock.moveDatabase(database, Duration.ZERO);
        }
    }

    FailpointList failpoints() {
        return failpoints;
    }

    /**
     * Starts a process of the product on this database and this supplier.
     *
     * @param properties settings that only a test changes
     */
    Product start(Map<String, String> properties) {
        try {
            Path own = Files.createTempDirectory(directory, "process-");
            Map<String, String> environment = new LinkedHashMap<>();
            environment.put("SERVER_PORT", "0");
            environment.put("DATA_DIR", own.resolve("data").toString());
            environment.put("ROUTES_DIR", ROUTES.toString());
            if (databaseUrl != null) {
                environment.put("DATABASE_URL", databaseUrl);
            }
            environment.put("SHOPIFY_SHOP", SandboxOptions.SHOP);
            environment.put("SHOPIFY_WEBHOOK_SECRETS", SandboxOptions.SHOPIFY_WEBHOOK_SECRET);
            environment.put("SHOPIFY_ACCESS_TOKEN", SandboxOptions.SHOPIFY_ACCESS_TOKEN);
            environment.put("SHOPIFY_BASE_URL", sandbox.shopifyBaseUrl());
            environment.put("ALIBABA_APP_KEY", SandboxOptions.APP_KEY);
            environment.put("ALIBABA_APP_SECRET", SandboxOptions.APP_SECRET);
            environment.put("ALIBABA_BASE_URL", sandbox.alibabaBaseUrl());
            environment.put("ALIBABA_ACCESS_TOKEN", SandboxOptions.ACCESS_TOKEN);
            environment.put("ALIBABA_REFRESH_TOKEN", SandboxOptions.REFRESH_TOKEN);
            environment.put("ALIEXPRESS_APP_KEY", SandboxOptions.ALIEXPRESS_APP_KEY);
            environment.put("ALIEXPRESS_APP_SECRET", SandboxOptions.ALIEXPRESS_APP_SECRET);
            environment.put("ALIEXPRESS_BASE_URL", sandbox.aliExpressBaseUrl());
            environment.put("ALIEXPRESS_ACCESS_TOKEN", SandboxOptions.ALIEXPRESS_ACCESS_TOKEN);
            environment.put("ALIEXPRESS_REFRESH_TOKEN", SandboxOptions.ALIEXPRESS_REFRESH_TOKEN);
            // Where the supplier does not allow it, every order is left to be paid by hand.
            environment.put("ALIEXPRESS_PAYMENT", "auto");
            environment.put("API_KEY", Product.API_KEY);
            environment.put("CONSOLE_USERNAME", "operator");
            environment.put("CONSOLE_PASSWORD", "operator-password");
            environment.put("TOKEN_ENCRYPTION_KEYS", Base64.getEncoder().encodeToString(new byte[32]));
            environment.put("MAX_ORDER_COST", "100000");
            environment.put("MAX_DAILY_COST", "1000000");
            Map<String, String> settings = new LinkedHashMap<>();
            settings.put(ArmedProduct.CLOCK_OFFSET, clock.moved().toString());
            settings.put("walk.look-interval", "50");
            settings.put("walk.slow-look-interval", "100");
            settings.put("calls.read-retry-delays", "10ms,20ms,40ms");
            // Only what an order itself causes is to be interrupted.
            settings.put("polling.interval", "3650d");
            settings.put("catalog.first-look", "3650d");
            settings.put("catalog.look-interval", "3600000");
            settings.put("spring.jmx.enabled", "false");
            settings.put("camel.main.jmx-enabled", "false");
            settings.put("logging.level.root", "WARN");
            settings.put("logging.level.dropship", "INFO");
            settings.putAll(properties);
            Product product = Product.start(own, environment, settings, ProductClasspath.of(directory).options(), failpoints);
            products.add(product);
            return product;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the next process, delivers again what was not acknowledged, and waits until everything has come to its end. */
    Product recover(List<ScenarioRun.Delivery> unacknowledged) {
        Scenarios.mend(this);
        Product product = start(LEASED).awaitStarted();
        for (ScenarioRun.Delivery delivery : unacknowledged) {
            assertThat(product.send(delivery.headers(), delivery.body())).isEqualTo(200);
        }
        awaitSettled();
        answerOpenQuestions(product);
        awaitSettled();
        requireEverythingBoughtOnce();
        return product;
    }

    SandboxServer sandbox() {
        return sandbox;
    }

    JdbcClient jdbc() {
        return JdbcClient.create(database);
    }

    void move(Duration by) {
        clock.move(by);
        TestClock.moveDatabase(database, by);
    }

    Instant now() {
        return clock.instant();
    }

    /** @return a paid order of now, without lines */
    ShopifySamples order() {
        return ShopifySamples.paidOrder(clock.instant());
    }

    /** Notes what a paid order must bring in the end: once, and nothing else. */
    void mustBeBought(ShopifySamples order) {
        sandbox.shops().take(SandboxOptions.SHOP, order.json());
        order.json().get("line_items").forEach(line -> {
            String[] sku = line.get("sku").asText().split(":");
            ordered.merge(order.id() + " " + sku[1] + " " + (sku[0].equals("alibaba") ? sku[2] : VARIANTS.get(sku[1])),
                    line.get("quantity").asInt(), Integer::sum);
        });
    }

    boolean settled() {
        return jdbc().sql("SELECT NOT EXISTS (" + OPEN + ")").query(Boolean.class).single();
    }

    /** Waits until nothing is left to do; where everything left waits for a time to come, that time comes. */
    void awaitSettled() {
        await().atMost(PATIENCE).failFast("the product has ended", () -> products.stream().noneMatch(Product::isAlive)).until(() -> {
            cancelByHand();
            moveToNextAttempt("SELECT * FROM (" + OPEN + ") AS open");
            return settled();
        });
    }

    /** What only a person can cancel is cancelled by one; AliExpress itself would close it a day later. */
    private void cancelByHand() {
        jdbc().sql("""
                SELECT trade_id FROM trade JOIN purchase AS p ON p.id = purchase_id
                WHERE p.supplier = 'aliexpress' AND p.cancelling AND p.reason_code = 'CANCEL_BY_HAND' AND p.paid_at IS NULL""")
                .query(String.class).list().stream().filter(Ledgers.standingTrades(sandbox.ledger())::contains)
                .forEach(sandbox.aliExpress().trades()::close);
    }

    /** Moves time when each of the rows waits for a time to come, to the first of these. */
    void moveToNextAttempt(String rows) {
        jdbc().sql("""
                SELECT extract(epoch FROM min(greatest(next_attempt_at, claimed_until)) - dropship_now()) FROM (%s) AS row
                HAVING bool_and(claimed_until IS NULL AND next_attempt_at > dropship_now())""".formatted(rows))
                .query(Double.class).optional().ifPresent(seconds -> move(Duration.ofMillis((long) Math.ceil(seconds * 1000) + 1)));
    }

    /**
     * Answers as a person would who looks at AliExpress's own site, where the product asks: a process that died in the only
     * repetition there is leaves the question to one.
     */
    void answerOpenQuestions(Product product) {
        List<Map<String, Object>> asked = jdbc().sql("""
                SELECT id, reference FROM purchase WHERE supplier = 'aliexpress' AND state = 'held' AND held_from = 'unknown'
                    AND reason_code = 'OUTCOME_UNKNOWN'""").query().listOfRows();
        for (Map<String, Object> purchase : asked) {
            List<String> made = Ledgers.standingTrades(sandbox.ledger(), (String) purchase.get("reference"));
            String action = "/api/orders/" + purchase.get("id") + (made.isEmpty() ? "/not-placed" : "/link");
            String body = made.isEmpty() ? "" : "{\"trade_ids\":[\"" + String.join("\",\"", made) + "\"]}";
            assertThat(product.post(action, body)).as(action).isEqualTo(200);
        }
        payByHand();
    }

    private void payByHand() {
        String unpaid = " FROM purchase AS p WHERE p.supplier = 'aliexpress' AND p.state = 'held' AND p.reason_code = 'PAY_BY_HAND'";
        List<String> trades = jdbc().sql("SELECT trade_id FROM trade WHERE role = 'kept' AND purchase_id IN (SELECT p.id" + unpaid + ")")
                .query(String.class).list();
        if (!trades.isEmpty()) {
            trades.stream().filter(trade -> !Ledgers.paidTrades(sandbox.ledger()).contains(trade))
                    .forEach(sandbox.aliExpress().trades()::payByHand);
            await().atMost(PATIENCE).until(() -> {
                moveToNextAttempt("SELECT p.next_attempt_at, p.claimed_until" + unpaid);
                return jdbc().sql("SELECT NOT EXISTS (SELECT 1" + unpaid + ")").query(Boolean.class).single();
            });
        }
    }

    /** Compares what was ordered, what the database says and what the supplier's book says. */
    void requireEverythingBoughtOnce() {
        Ledgers.requireNoDoubles(sandbox.ledger());
        Ledgers.requireFulfilledOnce(sandbox.ledger());
        assertThat(jdbc().sql("""
                SELECT concat_ws(' ', p.order_id, p.supplier, p.state, p.reason_code, f.state, f.attempts, f.reason_code, f.reason, f.next_attempt_at, p.tracking)
                FROM purchase AS p JOIN fulfilment AS f ON f.purchase_id = p.id
                WHERE f.state <> 'fulfilled' AND p.tracking <> '[]' AND NOT (f.state = 'held' AND f.next_attempt_at IS NOT NULL)
                    AND coalesce(p.reason_code, '') NOT LIKE 'CHANGED_AFTER_%'""")
                .query(String.class).list()).as("shipped purchases that are not written back").isEmpty();
        Map<String, Integer> bought = Ledgers.paidPieces(sandbox.ledger(), orders());
        Map<String, Integer> missing = new LinkedHashMap<>(ordered);
        missing.entrySet().removeIf(line -> line.getValue().equals(bought.get(line.getKey())));
        assertThat(missing).as("lines by order, product and variant that are not bought as ordered%n%s", unpaid()).isEmpty();
        assertThat(jdbc().sql("SELECT trade_id FROM trade WHERE role = 'kept'").query(String.class).list())
                .as("orders that are kept, at the supplier").containsAll(Ledgers.standingTrades(sandbox.ledger()));
        assertThat(jdbc().sql("SELECT trade_id FROM purchase JOIN trade ON purchase_id = id WHERE role = 'kept' AND paid_at IS NOT NULL")
                .query(String.class).list()).as("paid purchases").containsExactlyInAnyOrderElementsOf(Ledgers.paidTrades(sandbox.ledger()));
        assertThat(jdbc().sql("""
                SELECT concat_ws(' ', p.shop, p.order_id, l.line_item_id, sum(l.quantity), min(s.current_quantity), string_agg(p.state, ' '))
                FROM purchase AS p JOIN purchase_line AS l ON l.purchase_id = p.id JOIN shopify_order_line AS s USING (shop, order_id, line_item_id)
                WHERE p.counts AND p.state NOT IN ('held', 'cancelled') AND coalesce(p.reason_code, '') NOT LIKE 'CHANGED_AFTER_%'
                GROUP BY p.shop, p.order_id, l.line_item_id HAVING sum(l.quantity) > min(s.current_quantity)""").query(String.class).list())
                .as("lines of which more is bought than wanted, and nobody was told").isEmpty();
        assertThat(jdbc().sql("SELECT sum(amount) FROM spend_day").query(String.class).optional())
                .as("reserved").isEqualTo(jdbc().sql("SELECT sum(amount) FROM spend").query(String.class).optional());
    }

    /** @return the Shopify order of every reference that was given to a supplier */
    private Map<String, String> orders() {
        Map<String, String> orders = new LinkedHashMap<>();
        jdbc().sql("SELECT reference, order_id FROM purchase").query((row, n) -> orders.put(row.getString(1), row.getString(2))).list();
        return orders;
    }

    /** @return what became of everything that is not paid, for whoever has to find out why */
    private String unpaid() {
        return String.join("\n", jdbc().sql("""
                SELECT concat_ws(' ', o.order_id, o.state, o.replan, o.attempts, o.reason, p.id, p.state, p.held_from, p.reason_code,
                    (SELECT string_agg(t.what, ' / ' ORDER BY t.id) FROM timeline AS t WHERE t.purchase_id = p.id))
                FROM shopify_order AS o LEFT JOIN purchase AS p USING (shop, order_id) WHERE p.paid_at IS NULL ORDER BY p.created_at""")
                .query(String.class).list());
    }

    /** @return what has happened to the latest purchases, for whoever has to find out why */
    List<String> latest() {
        return jdbc().sql("""
                SELECT concat_ws(' ', p.order_id, p.supplier, p.state, p.reason_code,
                    (SELECT string_agg(t.what, ' / ' ORDER BY t.id) FROM timeline AS t WHERE t.purchase_id = p.id))
                FROM purchase AS p ORDER BY p.created_at DESC LIMIT 4""").query(String.class).list();
    }

    int purchases() {
        return jdbc().sql("SELECT count(*) FROM purchase").query(Integer.class).single();
    }

    @Override
    public void close() {
        products.forEach(Product::close);
        sandbox.close();
    }
}
