package io.github.dropshiproutes.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.orders.StageTest;
import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import io.github.dropshiproutes.sandbox.SandboxOptions;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PollShopTest extends StageTest {

    private static final String SHOP = SandboxOptions.SHOP;
    private static final String LIST = "/shopify/OrdersChanged";
    private static final String READ = "/shopify/OrderNow";

    @BeforeEach
    void planOnly() {
        pause("quote-purchases", "poll-shops");
        sql("UPDATE shop SET next_poll_at = dropship_now()");
    }

    private List<?> claim() {
        Exchange exchange = new DefaultExchange(walk.camel());
        walk.camel().createProducerTemplate().send("sql:classpath:sql/claim-shop-polls.sql", exchange);
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage().getBody(List.class);
    }

    private Map<String, Object> poll() {
        sql("UPDATE shop SET next_poll_at = dropship_now()");
        List<?> rows = claim();
        assertThat(rows).hasSize(1);
        Exchange exchange = new DefaultExchange(walk.camel());
        exchange.getMessage().setBody(rows.get(0));
        walk.camel().createProducerTemplate().send("direct:poll-shop", exchange);
        assertThat(exchange.getException()).isNull();
        return shop();
    }

    private Map<String, Object> shop() {
        return walk.jdbc().sql("SELECT *, extract(epoch FROM next_poll_at - dropship_now())::int AS due_in FROM shop WHERE domain = ?")
                .param(SHOP).query().singleRow();
    }

    private void lost(ShopifySamples order) {
        walk.sandbox().shops().take(SHOP, order.json());
    }

    @Test
    void anOrderWhoseWebhooksWereLostIsBought() {
        lost(cups(2));

        Map<String, Object> shop = poll();
        awaitPlanned();

        assertThat(pieces()).isEqualTo("planned 2");
        assertThat(shop).containsEntry("poll_code", null).containsEntry("poll_claim_id", null);
        assertThat(((Timestamp) shop.get("poll_cursor")).toInstant()).isBetween(now().minusSeconds(30), now().plusSeconds(1));
    }

    @Test
    void aCancellationWhoseWebhookWasLostIsHeeded() {
        ShopifySamples order = cups(2);
        plan("orders/paid", order);
        lost(changed(order).cancelledAt(now()));

        poll();
        awaitPlanned();

        assertThat(pieces()).isEqualTo("none");
        assertThat(orderRow(order)).containsEntry("reason_code", "ORDER_CANCELLED");
    }

    @Test
    void whatIsKnownIsNotReadAgainAndNothingIsBoughtTwice() {
        ShopifySamples order = cups(2);
        plan("orders/paid", order);

        poll();
        poll();
        awaitPlanned();

        assertThat(ledger().calls(LIST)).hasSize(2);
        assertThat(ledger().calls(READ)).isEmpty();
        assertThat(pieces()).isEqualTo("planned 2");
    }

    @Test
    void aChangeThatSaysNothingNewIsReadOnce() {
        ShopifySamples order = cups(2);
        plan("orders/paid", order);
        lost(changed(order).set("tags", "loyal"));
        walk.move(Duration.ofMinutes(1));

        poll();
        poll();

        assertThat(ledger().calls(READ)).hasSize(1);
        assertThat(ask("SELECT count(*) FROM inbox WHERE topic = 'orders/read'", Integer.class)).isZero();
    }

    @Test
    void anOrderPaidInTheSecondInWhichItWasMadeIsFoundToBePaid() {
        ShopifySamples order = cups(1).updatedAt(now()).set("financial_status", "pending");
        plan("orders/create", order);
        assertThat(pieces()).isEqualTo("none");
        poll();
        lost(order.set("financial_status", "paid"));
        walk.move(Duration.ofSeconds(10));

        poll();
        awaitPlanned();

        assertThat(pieces()).isEqualTo("planned 1");
        poll();
        int reads = ledger().calls(READ).size();
        poll();
        assertThat(ledger().calls(READ)).hasSize(reads);
    }

    @Test
    void aRiskThatNoWebhookToldOfIsFound() {
        ShopifySamples order = cups(1);
        plan("orders/paid", order);
        walk.sandbox().shops().assess(SHOP, String.valueOf(order.id()), "INVESTIGATE");

        poll();
        awaitPlanned();

        assertThat(walk.awaitPurchase("held")).containsEntry("reason_code", "ORDER_RISK");
        walk.sandbox().shops().assess(SHOP, String.valueOf(order.id()), "ACCEPT");
        poll();
        awaitPlanned();
        assertThat(walk.awaitPurchase("planned")).containsEntry("reason_code", null);
    }

    @Test
    void everyPageIsReadBeforeTheCursorMoves() {
        List<ShopifySamples> orders = new ArrayList<>();
        for (int i = 0; i < 105; i++) {
            orders.add(walk.order().line("SHELF-" + i, 1, "5.00"));
        }
        orders.forEach(this::lost);
        walk.sandbox().faults().add(Fault.at(LIST, FaultAction.STATUS).withHttpStatus(502).afterSkipping(1));
        walk.sandbox().shopify().plan(100_000, 10_000);

        Map<String, Object> failed = poll();
        assertThat(failed).containsEntry("poll_cursor", null).containsEntry("poll_code", "HTTP_5XX").containsEntry("poll_claim_id", null);
        assertThat((String) failed.get("poll_hint")).isNotBlank();

        Map<String, Object> mended = poll();
        assertThat(mended.get("poll_cursor")).isNotNull();
        assertThat(mended).containsEntry("poll_code", null).containsEntry("poll_attempts", 0);
        assertThat(mended.get("mended_at")).isNotNull();
        Awaitility.await().until(() -> ask("SELECT count(*) FROM shopify_order WHERE NOT replan", Integer.class) == 105);
    }

    @Test
    void anOrderThatCannotBeReadKeepsTheCursorAndTheOnesBeforeItAreKept() {
        ShopifySamples first = cups(1);
        ShopifySamples second = cups(1).updatedAt(now().plusSeconds(5));
        lost(first);
        lost(second);
        walk.sandbox().faults().add(Fault.at(READ, FaultAction.STATUS).withHttpStatus(502).when("id", String.valueOf(second.id())));

        assertThat(poll()).containsEntry("poll_cursor", null).containsEntry("poll_code", "HTTP_5XX");
        awaitPlanned();
        assertThat(pieces()).isEqualTo("planned 1");

        assertThat(poll().get("poll_cursor")).isNotNull();
        awaitPlanned();
        assertThat(pieces()).isEqualTo("planned 1, planned 1");
    }

    @Test
    void theFirstPollReachesBackADayAndTheNextOneOverlaps() {
        Instant before = now();
        poll();
        Instant cursor = ((Timestamp) shop().get("poll_cursor")).toInstant();
        walk.move(Duration.ofMinutes(1));
        poll();

        List<String> asked = ledger().calls(LIST).stream().map(call -> call.data().at("/parameters/query").asText()).toList();
        assertThat(since(asked.get(0))).isBetween(before.minus(Duration.ofHours(24)).minusSeconds(5), before.minus(Duration.ofHours(24)).plusSeconds(30));
        assertThat(since(asked.get(1))).isBetween(cursor.minus(Duration.ofMinutes(5)).minusSeconds(1), cursor.minus(Duration.ofMinutes(5)));
    }

    private static Instant since(String query) {
        return Instant.parse(query.replaceAll(".*'(.*)'", "$1"));
    }

    @Test
    void aThrottledPollWaitsAsLongAsTheBucketNeeds() {
        walk.sandbox().shopify().plan(2_000, 1);
        walk.sandbox().shopify().drain(SHOP, 2_000);

        Map<String, Object> shop = poll();

        assertThat(shop).containsEntry("poll_code", "THROTTLED");
        assertThat((Integer) shop.get("due_in")).isGreaterThan(60);
    }

    @Test
    void aPollIsClaimedOnce() {
        assertThat(claim()).hasSize(1);
        assertThat(claim()).isEmpty();
    }

    @Test
    void aShopWithoutAccessIsNotPolled() {
        sql("INSERT INTO shop (domain, connected_at, next_poll_at) VALUES ('second.myshopify.com', dropship_now(), dropship_now())");

        assertThat(claim()).hasSize(1);
    }

    @Test
    void anUninstalledShopGoesOnOnceTheAppIsInstalledAgain() {
        sql("UPDATE shop SET uninstalled_at = dropship_now() - interval '1 hour'");
        walk.sandbox().shopify().tokens().uninstall(SHOP);
        assertThat(poll().get("uninstalled_at")).isNotNull();
        assertThat((Integer) shop().get("due_in")).isGreaterThan(600);

        walk.sandbox().shopify().tokens().install(SHOP);
        Map<String, Object> shop = poll();

        assertThat(shop).containsEntry("uninstalled_at", null).containsEntry("poll_code", null);
        assertThat(((Timestamp) shop.get("installed_at")).toInstant()).isBetween(now().minusSeconds(30), now().plusSeconds(1));
    }

    @Test
    void anOrderThatChangedMeanwhileDoesNotKeepAShopUninstalled() {
        sql("UPDATE shop SET uninstalled_at = dropship_now() - interval '1 hour'");
        ShopifySamples order = cups(1);
        walk.sandbox().shops().take(SHOP, order.json());

        Map<String, Object> shop = poll();

        assertThat(shop).containsEntry("uninstalled_at", null).containsEntry("poll_code", null);
        Awaitility.await().until(() -> ask("SELECT count(*) FROM shopify_order", Integer.class) == 1);
    }
}
