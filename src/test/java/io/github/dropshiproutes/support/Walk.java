package io.github.dropshiproutes.support;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dropshiproutes.DropshipRoutesApplication;
import io.github.dropshiproutes.sandbox.SandboxOptions;
import io.github.dropshiproutes.sandbox.SandboxServer;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.component.quartz.QuartzComponent;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The whole product against the strict sandbox and a real PostgreSQL: webhooks in, ledger out. One is shared by all test
 * classes of a JVM, since starting it costs seconds; {@link #reset()} gives every test an empty one. Time is moved, for the
 * database, the product and the sandbox together.
 */
public final class Walk implements AutoCloseable {

    /** The bearer key of {@code /api/**}. */
    public static final String API_KEY = "test-api-key-0123456789";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final AtomicInteger WALKS = new AtomicInteger();
    private static final Set<Walk> RUNNING = ConcurrentHashMap.newKeySet();
    private static Walk shared;

    static {
        // The product ends idle connections after a minute; the client must have forgotten them before, in seconds.
        System.setProperty("jdk.httpclient.keepalive.timeout", "20");
    }

    private final MovingClock clock = new MovingClock();
    private final SandboxServer sandbox;
    private final DataSource database;
    private final ConfigurableApplicationContext application;
    private final HttpClient http = HttpClient.newHttpClient();

    private Walk(Map<String, String> overrides) throws IOException {
        sandbox = SandboxServer.start(SandboxOptions.defaults().withClock(clock)
                .withDelivery(Duration.ofHours(1), Duration.ofHours(2)));
        String url = TestPostgres.freshDatabase();
        database = TestPostgres.dataSource(url);
        TestClock.moveDatabase(database, Duration.ZERO);
        Map<String, Object> settings = new LinkedHashMap<>(settings(url, sandbox));
        settings.putAll(overrides);
        application = new SpringApplicationBuilder(DropshipRoutesApplication.class).properties(settings)
                .initializers(context -> {
                    context.getEnvironment().getPropertySources().addFirst(
                            new org.springframework.core.env.MapPropertySource("walk", settings));
                    context.getBeanFactory().registerSingleton("clock", clock);
                }).run();
        jdbc().sql("CREATE TABLE account_at_start AS SELECT id, user_id, havana_id, environment, is_default FROM account").update();
        sandbox.webhookUrl(url().toString());
        RUNNING.add(this);
    }

    /** @return settings of the product pointed at that database and sandbox, with every wait that is not tested shortened */
    public static Map<String, Object> settings(String databaseUrl, SandboxServer sandbox) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("server.port", "0");
        // Several walks share a JVM, and with it one MBean server and the schedulers that Quartz finds by the context's name.
        settings.put("spring.jmx.enabled", "false");
        settings.put("camel.main.name", "walk-" + WALKS.incrementAndGet());
        // Nobody waits for what a test left unfinished.
        settings.put("server.shutdown", "immediate");
        settings.put("camel.main.shutdown-timeout", "3");
        settings.put("database.url", databaseUrl);
        settings.put("dropship.data-dir", "target/walk-" + ProcessHandle.current().pid() + "-" + System.nanoTime());
        settings.put("shopify.shop", SandboxOptions.SHOP);
        settings.put("shopify.webhook-secrets", SandboxOptions.SHOPIFY_WEBHOOK_SECRET);
        settings.put("shopify.access-token", SandboxOptions.SHOPIFY_ACCESS_TOKEN);
        settings.put("shopify.base-url", sandbox.shopifyBaseUrl());
        settings.put("shopify.call-timeout", "8000");
        settings.put("alibaba.app-key", SandboxOptions.APP_KEY);
        settings.put("alibaba.app-secret", SandboxOptions.APP_SECRET);
        settings.put("alibaba.base-url", sandbox.alibabaBaseUrl());
        settings.put("alibaba.authorize-url", sandbox.alibabaAuthorizeUrl());
        settings.put("alibaba.access-token", SandboxOptions.ACCESS_TOKEN);
        settings.put("alibaba.refresh-token", SandboxOptions.REFRESH_TOKEN);
        settings.put("aliexpress.app-key", SandboxOptions.ALIEXPRESS_APP_KEY);
        settings.put("aliexpress.app-secret", SandboxOptions.ALIEXPRESS_APP_SECRET);
        settings.put("aliexpress.base-url", sandbox.aliExpressBaseUrl());
        settings.put("aliexpress.authorize-url", sandbox.aliExpressAuthorizeUrl());
        settings.put("aliexpress.access-token", SandboxOptions.ALIEXPRESS_ACCESS_TOKEN);
        settings.put("aliexpress.refresh-token", SandboxOptions.ALIEXPRESS_REFRESH_TOKEN);
        // Renewed when a call finds it ended: what else asks for a token is counted in tests of Alibaba's.
        settings.put("aliexpress.imported-token-life", "3650d");
        settings.put("aliexpress.shown-after", "0s");
        settings.put("calls.read-retry-delays", "10ms,20ms,40ms");
        settings.put("calls.timeout", "3000");
        settings.put("api.key", API_KEY);
        settings.put("console.username", "operator");
        settings.put("console.password", "operator-password");
        settings.put("tokens.encryption-keys", Base64.getEncoder().encodeToString(new byte[32]));
        settings.put("facade.outcome-looks", "60");
        settings.put("facade.outcome-look-interval", "50");
        settings.put("walk.look-interval", "100");
        settings.put("walk.slow-look-interval", "250");
        settings.put("walk.lease", "20s");
        settings.put("walk.lease-margin", "2s");
        // Only tests of polling poll: whatever else asks for the list of orders is counted there.
        settings.put("polling.interval", "3650d");
        // Only tests of the catalogue read it, when they say so.
        settings.put("catalog.first-look", "3650d");
        settings.put("catalog.look-interval", "100");
        return settings;
    }

    /** @return the one that all tests of this JVM share, emptied */
    public static synchronized Walk shared() {
        if (shared == null) {
            shared = started(Map.of());
        }
        shared.reset();
        return shared;
    }

    /** @return one of its own with other settings, to be closed by the test class */
    public static Walk started(Map<String, String> overrides) {
        try {
            return new Walk(overrides);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lets the stages of every walk stand still until its next {@link #reset()}: an idle one would only take time from the others. */
    static void rest() {
        RUNNING.forEach(Walk::standStill);
    }

    /** Lets its stages stand still until its next {@link #reset()}. */
    public void standStill() {
        run(false);
    }

    private void run(boolean run) {
        try {
            if (run) {
                stages().start();
            } else {
                stages().standby();
            }
        } catch (SchedulerException e) {
            throw new IllegalStateException(e);
        }
    }

    private Scheduler stages() {
        return camel().getComponent("quartz", QuartzComponent.class).getScheduler();
    }

    /** Empties database, ledger and faults; time stays where it is. */
    public void reset() {
        sandbox.faults().clear();
        end();
        // Whoever asks over HTTP may still be at work, and locks in an order of its own.
        await().atMost(PATIENCE).ignoreException(PessimisticLockingFailureException.class).until(() -> jdbc().sql("TRUNCATE inbox,"
                + " ordered_line, shopify_order, shopify_order_change, shopify_order_line, fulfilment, purchase, purchase_line, trade, timeline, spend, "
                + "spend_day, buying, passed_link, import_job, import_product, imported_product, product_link, foreign_trade, product_event, "
                + "linked_variant, supplier_product, price_change, catalog_write, catalog_notice, told_event, api_call, oauth_state, call_ban, "
                + "call_budget, privacy_request").update() == 0);
        jdbc().sql("DELETE FROM shop WHERE domain <> :own").param("own", SandboxOptions.SHOP).update();
        jdbc().sql("""
                UPDATE shop SET uninstalled_at = NULL, installed_at = connected_at, poll_cursor = NULL, next_poll_at = NULL, polled_at = NULL,
                    mended_at = NULL, poll_attempts = 0, poll_claim_id = NULL, poll_claimed_until = NULL, poll_code = NULL,
                    notify_customer = false, on_supplier_cancel = 'nothing'""").update();
        jdbc().sql("DELETE FROM shop_catalog").update();
        jdbc().sql("INSERT INTO shop_catalog (shop) SELECT domain FROM shop").update();
        sandbox.reset();
        // Which accounts there are, and by which numbers they are known, decides whose a stranger's order is.
        jdbc().sql("DELETE FROM account WHERE id NOT IN (SELECT id FROM account_at_start)").update();
        jdbc().sql("""
                UPDATE account AS a SET user_id = s.user_id, havana_id = s.havana_id, environment = s.environment, is_default = s.is_default
                FROM account_at_start AS s WHERE s.id = a.id AND (a.user_id, a.havana_id, a.environment, a.is_default)
                    IS DISTINCT FROM (s.user_id, s.havana_id, s.environment, s.is_default)""").update();
        jdbc().sql("""
                UPDATE account SET state = 'connected', claim_id = NULL, claimed_until = NULL, poll_cursor = NULL, next_poll_at = NULL,
                    poll_throttles = 0, poll_claim_id = NULL, poll_claimed_until = NULL""").update();
        run(true);
    }

    /** Ends what the stages have begun: it would write into the next test's tables, and ask for what its sandbox does not know. */
    private void end() {
        run(false);
        await("its stages to end").pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5)).atMost(PATIENCE)
                .until(() -> stages().getCurrentlyExecutingJobs().isEmpty());
    }

    /** Moves the time of database, product and sandbox. */
    public void move(Duration by) {
        moveClock(by);
        TestClock.moveDatabase(database, by);
    }

    void moveClock(Duration by) {
        clock.move(by);
    }

    public SandboxServer sandbox() {
        return sandbox;
    }

    public Instant now() {
        return clock.instant();
    }

    public CamelContext camel() {
        return application.getBean(CamelContext.class);
    }

    public ConfigurableApplicationContext application() {
        return application;
    }

    public DataSource database() {
        return database;
    }

    public JdbcClient jdbc() {
        return JdbcClient.create(database);
    }

    public URI url() {
        return URI.create("http://localhost:" + application.getEnvironment().getProperty("local.server.port"));
    }

    /** @return a paid order of now for a US customer, without lines */
    public ShopifySamples order() {
        return ShopifySamples.paidOrder(now());
    }

    /** Sends a signed webhook and expects it to be taken in. */
    public void send(String topic, ShopifySamples order) {
        send(topic, order.body());
    }

    /** Sends a signed webhook and expects it to be taken in. */
    public void send(String topic, byte[] body) {
        sandbox.shops().take(SandboxOptions.SHOP, body);
        HttpRequest.Builder request = HttpRequest.newBuilder(url().resolve("/webhook/shopify"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        ShopifySamples.headers(topic, SandboxOptions.SHOP, SandboxOptions.SHOPIFY_WEBHOOK_SECRET, body).forEach(request::header);
        HttpResponse<String> answer = exchange(request.build());
        if (answer.statusCode() != 200) {
            throw new AssertionError("webhook refused: " + answer.statusCode() + " " + answer.body());
        }
    }

    /** Calls the API with the bearer key. */
    public HttpResponse<String> call(String method, String path, String body) {
        return exchange(HttpRequest.newBuilder(url().resolve(path)).header("Authorization", "Bearer " + API_KEY)
                .header("Content-Type", "application/json")
                .method(method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body)).build());
    }

    /** @return the JSON of a GET that must be answered 200 */
    public JsonNode get(String path) {
        HttpResponse<String> answer = call("GET", path, null);
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + " answered " + answer.statusCode() + " " + answer.body());
        }
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** @return all purchases, oldest first */
    public List<Map<String, Object>> purchases() {
        return jdbc().sql("SELECT * FROM purchase ORDER BY created_at, id").query().listOfRows();
    }

    /** @return the only purchase there is, once there is one */
    public Map<String, Object> purchase() {
        await().atMost(PATIENCE).until(() -> purchases().size() == 1);
        return purchases().get(0);
    }

    /** Waits until every purchase is in that state and there are as many. */
    public List<Map<String, Object>> awaitPurchases(int count, String state) {
        await().atMost(PATIENCE).until(() -> describe(), is -> purchases().size() == count
                && purchases().stream().allMatch(p -> state.equals(p.get("state")) && p.get("claimed_until") == null));
        return purchases();
    }

    /** Waits until the only purchase is in that state. */
    public Map<String, Object> awaitPurchase(String state) {
        return awaitPurchases(1, state).get(0);
    }

    /** Waits until nothing is due any more: every message read, every order planned, every due purchase worked on. */
    public void awaitQuiet() {
        AtomicReference<String> before = new AtomicReference<>();
        await().atMost(PATIENCE).pollDelay(Duration.ofMillis(150)).pollInterval(Duration.ofMillis(150)).until(() -> {
            boolean due = jdbc().sql("""
                    SELECT EXISTS (SELECT 1 FROM inbox WHERE state = 'new')
                        OR EXISTS (SELECT 1 FROM shopify_order WHERE replan AND next_attempt_at <= dropship_now())
                        OR EXISTS (SELECT 1 FROM purchase WHERE next_attempt_at <= dropship_now() OR claimed_until IS NOT NULL)
                        OR EXISTS (SELECT 1 FROM fulfilment WHERE next_attempt_at <= dropship_now() OR claimed_until IS NOT NULL)""")
                    .query(Boolean.class).single();
            String now = describe();
            return !now.equals(before.getAndSet(now)) ? false : !due;
        });
    }

    private String describe() {
        return jdbc().sql("""
                SELECT coalesce(string_agg(concat_ws(' ', order_id, state, held_from, reason_code, reason, claimed_until, what), '; '), 'none')
                FROM purchase""").query(String.class).single();
    }

    @Override
    public void close() {
        RUNNING.remove(this);
        application.close();
        sandbox.close();
    }
}
