package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dropshiproutes.sandbox.AliExpressCatalogue;
import io.github.dropshiproutes.sandbox.Catalogue;
import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import io.github.dropshiproutes.sandbox.Ledger;
import io.github.dropshiproutes.sandbox.LedgerEntry;
import io.github.dropshiproutes.sandbox.SandboxOptions;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import io.github.dropshiproutes.support.Walk;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.support.DefaultExchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerKey;

/**
 * What the tests of single stages share: the running walk, stages that can be made to stand still, and purchases handed to a
 * single route as its stage would. After every test the books must balance, whatever the test was about.
 */
public abstract class StageTest {

    /** One piece costs 8.90 and 12.40 freight. */
    protected static final String CUP = ShopifySamples.alibabaSku(Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK);
    protected static final String WHITE_CUP = ShopifySamples.alibabaSku(Catalogue.TRY_OUT, Catalogue.TRY_OUT_WHITE);
    protected static final String LAMP = ShopifySamples.alibabaSku(Catalogue.EVERYWHERE, Catalogue.EVERYWHERE_SKU);
    protected static final String BAG = ShopifySamples.alibabaSku(Catalogue.OTHER_SELLER, Catalogue.OTHER_SELLER_SKU);
    protected static final String CREATE = "/buynow/order/create";
    protected static final String PAY = "/alibaba/dropshipping/order/pay";
    protected static final String CANCEL = "/alibaba/order/cancel";
    protected static final String READ_BACK = "/alibaba/order/get";
    protected static final String ALIEXPRESS_CREATE = "aliexpress.ds.order.create";
    protected static final String FREIGHT = "/order/freight/calculate";

    private static final Set<String> OF_CATALOG = Set.of("list-shop-variants", "read-supplier-products", "reread-shop-variants",
            "plan-catalog-writes", "write-catalog-changes");
    private static final String ROW = "claimedRow";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    static {
        Awaitility.setDefaultTimeout(PATIENCE);
        Awaitility.setDefaultPollInterval(Duration.ofMillis(50));
    }

    protected Walk walk;
    private final List<TriggerKey> paused = new ArrayList<>();
    private final List<String> handed = new ArrayList<>();
    private long versions;

    @BeforeEach
    void startEmpty() {
        walk = Walk.shared();
    }

    @AfterEach
    void balanceTheBooks() {
        handed.forEach(id -> sql("UPDATE purchase SET claim_id = NULL, claimed_until = NULL WHERE id = ?", id));
        await().until(this::nothingIsLeftToDo);
        paused.forEach(this::resume);
        everyReservationIsCounted();
        everyTimelineIsComplete();
        assertThat(ledger().paid()).extracting(LedgerEntry::tradeId).doesNotHaveDuplicates();
    }

    /** What is being worked on while it is taken off the stages may make new work of itself: an order that is being planned, a purchase. */
    private boolean nothingIsLeftToDo() {
        sql("UPDATE purchase SET next_attempt_at = NULL, reconsider = false WHERE next_attempt_at IS NOT NULL OR reconsider");
        sql("UPDATE fulfilment SET next_attempt_at = NULL WHERE next_attempt_at IS NOT NULL");
        sql("UPDATE shopify_order SET replan = false WHERE replan");
        sql("UPDATE inbox SET state = 'done' WHERE state = 'new'");
        return !ask("""
                SELECT EXISTS (SELECT FROM purchase WHERE claimed_until > dropship_now() OR next_attempt_at IS NOT NULL OR reconsider)
                    OR EXISTS (SELECT FROM fulfilment WHERE claimed_until > dropship_now() OR next_attempt_at IS NOT NULL)
                    OR EXISTS (SELECT FROM shopify_order WHERE claimed_until > dropship_now() OR replan)
                    OR EXISTS (SELECT FROM inbox WHERE claimed_until > dropship_now() OR state = 'new')""", Boolean.class);
    }

    private void everyReservationIsCounted() {
        assertThat(ask("""
                SELECT coalesce(string_agg(day || ': ' || d.amount || ' counted, ' || reserved || ' reserved', '; '), '') FROM (
                    SELECT day, amount, (SELECT coalesce(sum(s.amount), 0) FROM spend AS s WHERE s.day = spend_day.day) AS reserved
                    FROM spend_day) AS d WHERE d.amount <> d.reserved""", String.class)).isEmpty();
    }

    private void everyTimelineIsComplete() {
        assertThat(ask("""
                SELECT coalesce(string_agg(concat_ws(' ', purchase_id, was, from_state, to_state), '; '), '') FROM (
                    SELECT *, lag(to_state) OVER (PARTITION BY purchase_id ORDER BY id) AS was FROM timeline) AS t
                WHERE was IS DISTINCT FROM from_state""", String.class)).isEmpty();
        assertThat(ask("""
                SELECT count(*) FROM purchase AS p WHERE p.state IS DISTINCT FROM
                    (SELECT to_state FROM timeline AS t WHERE t.purchase_id = p.id ORDER BY t.id DESC LIMIT 1)""", Integer.class)).isZero();
    }

    /** Makes stages stand still until {@link #resume(String...)} or the end of the test. */
    protected final void pause(String... stages) {
        for (String stage : stages) {
            TriggerKey trigger = trigger(stage);
            try {
                scheduler().pauseTrigger(trigger);
                paused.add(trigger);
                await().until(() -> scheduler().getCurrentlyExecutingJobs().stream()
                        .noneMatch(job -> job.getTrigger().getKey().equals(trigger)));
            } catch (SchedulerException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    protected final void resume(String... stages) {
        for (String stage : stages) {
            resume(trigger(stage));
        }
    }

    private void resume(TriggerKey trigger) {
        try {
            scheduler().resumeTrigger(trigger);
        } catch (SchedulerException e) {
            throw new IllegalStateException(e);
        }
    }

    private Scheduler scheduler() {
        return walk.camel().getComponent("quartz", QuartzComponent.class).getScheduler();
    }

    private static TriggerKey trigger(String stage) {
        return TriggerKey.triggerKey(stage, OF_CATALOG.contains(stage) ? "catalog"
                : stage.contains("shop") || stage.equals("look-at-subscriptions") ? "shopify" : stage.contains("alibaba") ? "alibaba"
                : stage.contains("aliexpress") ? "aliexpress" : stage.contains("import") ? "imports" : "orders");
    }

    /** Claims the only purchase in that state, as the stage would, and leaves it in the variable {@code purchase}. */
    protected final Exchange handed(String stage, String state) {
        Exchange exchange = new DefaultExchange(walk.camel());
        exchange.setVariable("stage", stage);
        exchange.setVariable("states", state);
        bean("startLease", exchange);
        // A row that another statement holds at this moment is left out, and found by the next look.
        await("a purchase to claim for " + stage).until(() -> {
            send("sql:classpath:sql/claim-purchases.sql", exchange);
            return !exchange.getMessage().getBody(List.class).isEmpty();
        });
        List<?> rows = exchange.getMessage().getBody(List.class);
        assertThat(rows).as("purchases claimed for " + stage).hasSize(1);
        exchange.setProperty(ROW, rows.get(0));
        exchange.getMessage().setBody(rows.get(0));
        bean("readPurchase", exchange);
        handed.add(exchange.getVariable("purchase", Purchase.class).id());
        return exchange;
    }

    /** Loses the answer to a create call of AliExpress and claims the purchase as the stage would that settles it. */
    protected final Exchange lostAtAliExpress() {
        pause("settle-unknown");
        walk.sandbox().faults().add(Fault.at(ALIEXPRESS_CREATE, FaultAction.DROP_AFTER));
        walk.send("orders/paid", walk.order().line("aliexpress:" + AliExpressCatalogue.GUIDE + ":" + AliExpressCatalogue.GUIDE_BLUE, 1, "39.90"));
        walk.awaitPurchase("unknown");
        walk.move(Duration.ofMinutes(1));
        return handed("settle", "unknown");
    }

    /** Sends the claimed row through the route of its stage, which must not fail. */
    protected final Exchange staged(String route, Exchange exchange) {
        exchange.getMessage().setBody(exchange.getProperty(ROW));
        return through(route, exchange);
    }

    /** Sends the exchange through one route, which must not fail. */
    protected final Exchange through(String route, Exchange exchange) {
        return send("direct:" + route, exchange);
    }

    private Exchange send(String endpoint, Exchange exchange) {
        walk.camel().createProducerTemplate().send(endpoint, exchange);
        if (exchange.getException() != null) {
            throw new AssertionError(endpoint + " failed", exchange.getException());
        }
        return exchange;
    }

    private void bean(String name, Exchange exchange) {
        try {
            walk.application().getBean(name, Processor.class).process(exchange);
        } catch (Exception e) {
            throw new AssertionError(name + " failed", e);
        }
    }

    /** @return a paid order of one kind of cups at 39.90 */
    protected final ShopifySamples cups(int pieces) {
        return walk.order().line(CUP, pieces, "39.90");
    }

    /** @return the same order, changed in Shopify a second later than any payload before */
    protected final ShopifySamples changed(ShopifySamples order) {
        return order.updatedAt(walk.now().plusSeconds(++versions));
    }

    /** @return the id of an order's first line */
    protected static String lineId(ShopifySamples order) {
        return order.json().get("line_items").get(0).get("id").asText();
    }

    /** @return the order with other quantities of its first line, as Shopify writes it after an edit or a refund */
    protected final ShopifySamples withPieces(ShopifySamples order, int current) {
        return changed(order).lineField("current_quantity", current).lineField("fulfillable_quantity", current);
    }

    /** Does what a person may do with a purchase, such as {@code retry}; it must be allowed. */
    protected final void act(String action, Object purchaseId) {
        HttpResponse<String> answer = walk.call("POST", "/api/orders/" + purchaseId + "/" + action, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** Sends a body signed for any shop. */
    protected final void sendFrom(String shop, String topic, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(walk.url().resolve("/webhook/shopify"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        ShopifySamples.headers(topic, shop, SandboxOptions.SHOPIFY_WEBHOOK_SECRET, body).forEach(request::header);
        try {
            assertThat(HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode())
                    .isEqualTo(200);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits until every message is read and every order that may be planned now is. */
    protected final void awaitPlanned() {
        await().until(() -> !ask("""
                SELECT EXISTS (SELECT FROM inbox WHERE state = 'new')
                    OR EXISTS (SELECT FROM shopify_order WHERE replan OR claimed_until IS NOT NULL)
                    OR EXISTS (SELECT FROM purchase WHERE reconsider AND state NOT IN ('placing', 'paying', 'unknown')
                               AND coalesce(held_from, '') <> 'unknown')""", Boolean.class));
    }

    /** Sends a webhook and waits until what it says is planned. */
    protected final void plan(String topic, ShopifySamples order) {
        walk.send(topic, order);
        awaitPlanned();
    }

    /** Takes one cup to the given state: planned, quoted, placed, paid or shipped; the next stage stands still. */
    protected final Map<String, Object> walkedTo(String state, ShopifySamples order) {
        switch (state) {
            case "planned" -> pause("quote-purchases");
            case "quoted" -> pause("place-purchases");
            case "placed" -> pause("pay-purchases");
            default -> { }
        }
        walk.send("orders/paid", order);
        if (state.equals("shipped")) {
            walk.awaitPurchase("paid");
            walk.move(Duration.ofMinutes(65));
        }
        return walk.awaitPurchase(state);
    }

    /** Adds a purchase called {@code sibling} to the only order there is. */
    protected final void sibling(String state, String total) {
        sql("""
                INSERT INTO purchase (id, shop, order_id, supplier, environment, reference, state, next_attempt_at, actual_total, what)
                SELECT 'sibling', shop, order_id, supplier, environment, 'DR-SIBLING', ?, NULL, CAST(? AS numeric), 'test'
                FROM purchase LIMIT 1""", state, total);
    }

    /** @return the row of an order */
    protected final Map<String, Object> orderRow(ShopifySamples order) {
        return walk.jdbc().sql("SELECT * FROM shopify_order WHERE order_id = ?").param(String.valueOf(order.id())).query().singleRow();
    }

    /** @return the rows of an order's lines, in the order of their ids */
    protected final List<Map<String, Object>> lineRows(ShopifySamples order) {
        return walk.jdbc().sql("SELECT * FROM shopify_order_line WHERE order_id = ? ORDER BY line_item_id")
                .param(String.valueOf(order.id())).query().listOfRows();
    }

    /** @return pieces of the purchases that count, by state, such as {@code paid 1, planned 2} */
    protected final String pieces() {
        return ask("""
                SELECT coalesce(string_agg(state || ' ' || pieces, ', ' ORDER BY state, pieces), 'none') FROM (
                    SELECT p.state, sum(l.quantity) AS pieces FROM purchase AS p JOIN purchase_line AS l ON l.purchase_id = p.id
                    WHERE p.counts GROUP BY p.id, p.state) AS p""", String.class);
    }

    /** @return the purchase as it is now */
    protected final Map<String, Object> purchase(Object id) {
        return walk.jdbc().sql("SELECT *, next_attempt_at - dropship_now() > interval '0' AS waits FROM purchase WHERE id = ?")
                .param(id).query().singleRow();
    }

    /** Waits until that purchase is in that state and nobody works on it. */
    protected final Map<String, Object> awaitState(Object id, String state) {
        await().until(() -> {
            Map<String, Object> row = purchase(id);
            return row.get("state") + (row.get("claimed_until") == null ? "" : ", claimed: " + row.get("what"));
        }, state::equals);
        return purchase(id);
    }

    /** @return seconds until that purchase is due, or null when it waits for a person */
    protected final BigDecimal dueIn(Object id) {
        return walk.jdbc().sql("SELECT extract(epoch FROM next_attempt_at - dropship_now()) FROM purchase WHERE id = ?").param(id)
                .query(BigDecimal.class).optional().orElse(null);
    }

    /** @return the supplier's order that the purchase keeps */
    protected final String tradeId(Object purchaseId) {
        return walk.jdbc().sql("SELECT trade_id FROM trade WHERE purchase_id = ? AND role = 'kept'").param(purchaseId)
                .query(String.class).single();
    }

    /** @return what happened to the purchase, oldest first */
    protected final List<String> timeline(Object purchaseId) {
        return walk.jdbc().sql("SELECT to_state || coalesce(': ' || what, '') FROM timeline WHERE purchase_id = ? ORDER BY id")
                .param(purchaseId).query(String.class).list();
    }

    /** @return what is reserved for paying over all purchases, in USD */
    protected final BigDecimal reserved() {
        return ask("SELECT coalesce(sum(amount), 0) FROM spend", BigDecimal.class);
    }

    protected final Ledger ledger() {
        return walk.sandbox().ledger();
    }

    protected final Instant now() {
        return walk.now();
    }

    protected final int sql(String statement, Object... parameters) {
        return walk.jdbc().sql(statement).params(parameters).update();
    }

    protected final <T> T ask(String query, Class<T> type) {
        return walk.jdbc().sql(query).query(type).single();
    }
}
