package io.github.dropshiproutes.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.budgets.CostBudgets;
import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import io.github.dropshiproutes.sandbox.SandboxOptions;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Shops beside each other: what befalls one is no concern of another. */
class ManyShopsTest extends ShopTestCase {

    private static final String SECOND = "second.myshopify.com";

    private void connectSecond() {
        assertThat(walk.call("POST", "/api/shops", "{\"domain\":\"" + SECOND + "\",\"access_token\":\""
                + SandboxOptions.SHOPIFY_ACCESS_TOKEN + "\"}").statusCode()).isEqualTo(201);
        sql("UPDATE shop SET connected_at = dropship_now() - interval '1 day', next_poll_at = dropship_now() + interval '1 day'"
                + " WHERE domain = ?", SECOND);
    }

    private void bought(String shop, ShopifySamples order) {
        walk.sandbox().shops().take(shop, order.json());
        sendFrom(shop, "orders/paid", order.body());
    }

    private List<?> claim() {
        return claim("claim-fulfilments", Map.of());
    }

    private List<?> claim(String name, Map<String, String> variables) {
        Exchange exchange = new DefaultExchange(walk.camel());
        variables.forEach(exchange::setVariable);
        walk.camel().createProducerTemplate().send("sql:classpath:sql/" + name + ".sql", exchange);
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage().getBody(List.class);
    }

    private Object shopOf(Object row) {
        return ((Map<?, ?>) row).get("shop");
    }

    @Test
    void anOrderOfAnotherShopIsReadPlacedAndWrittenBackThere() {
        connectSecond();
        ShopifySamples order = cups(1);

        bought(SECOND, order);

        walk.awaitPurchase("paid");
        assertThat(ask("SELECT shop FROM purchase", String.class)).isEqualTo(SECOND);
        Awaitility.await().until(() -> walk.sandbox().shops().order(SECOND, order.id()).get("tags").size() > 0);
        assertThat(ledger().calls("/shopify/OrderNow")).allMatch(call -> call.data().get("shop").asText().equals(SECOND));
    }

    @Test
    void shopsTakeTurnsAndASilentOneIsPassedOver() {
        connectSecond();
        pause("fulfil-purchases", "track-purchases");
        for (int i = 0; i < 10; i++) {
            walk.send("orders/paid", cups(1));
        }
        walk.awaitPurchases(10, "paid");
        bought(SECOND, cups(1));
        walk.awaitPurchases(11, "paid");
        sql("UPDATE fulfilment SET next_attempt_at = dropship_now() - interval '1 hour'");
        sql("UPDATE fulfilment SET next_attempt_at = dropship_now() WHERE purchase_id = (SELECT id FROM purchase WHERE shop = ?)", SECOND);

        List<?> claimed = claim();
        assertThat(claimed).hasSize(8).anyMatch(row -> shopOf(row).equals(SECOND));

        sql("UPDATE fulfilment SET claim_id = NULL, claimed_until = NULL");
        walk.application().getBean(CostBudgets.class).rest(SHOP, Duration.ofHours(1));
        assertThat(claim()).hasSize(1).allMatch(row -> shopOf(row).equals(SECOND));
        sql("UPDATE fulfilment SET claim_id = NULL, claimed_until = NULL");
    }

    @Test
    void oneShopsManyMessagesKeepNoOtherWaiting() {
        connectSecond();
        pause("read-shopify-messages");
        sql("""
                INSERT INTO inbox (message_key, source, topic, shop, body, next_attempt_at)
                SELECT 'turn-' || n, 'shopify', 'orders/paid', CASE WHEN n <= 30 THEN ? ELSE ? END, '{}',
                    dropship_now() - interval '1 hour' + n * interval '1 minute'
                FROM generate_series(1, 31) AS n""", SHOP, SECOND);

        List<?> claimed = claim("claim-messages", Map.of("stage", "shopify"));

        assertThat(claimed).hasSize(8).anyMatch(row -> shopOf(row).equals(SECOND)).anyMatch(row -> shopOf(row).equals(SHOP));
        sql("UPDATE inbox SET claim_id = NULL, claimed_until = NULL, state = 'done'");
    }

    @Test
    void oneShopsManyOrdersKeepNoOtherWaiting() {
        connectSecond();
        pause("quote-purchases");
        for (int i = 0; i < 10; i++) {
            walk.send("orders/paid", cups(1));
        }
        walk.awaitPurchases(10, "planned");
        bought(SECOND, cups(1));
        walk.awaitPurchases(11, "planned");
        sql("UPDATE purchase SET next_attempt_at = dropship_now() - interval '1 hour' WHERE shop = ?", SHOP);

        List<?> claimed = claim("claim-purchases", Map.of("stage", "quote", "states", "planned"));

        assertThat(claimed).hasSize(8).anyMatch(row -> shopOf(row).equals(SECOND)).anyMatch(row -> shopOf(row).equals(SHOP));
        sql("UPDATE purchase SET claim_id = NULL, claimed_until = NULL, next_attempt_at = NULL");
    }

    @Test
    void oneShopsManyChangesOfItsCatalogueKeepNoOtherWaitingAndASilentShopIsPassedOver() {
        connectSecond();
        pause("write-catalog-changes");
        sql("""
                INSERT INTO catalog_write (id, shop, kind, variables, next_attempt_at)
                SELECT gen_random_uuid(), CASE WHEN n <= 20 THEN ? ELSE ? END, 'stock', '{}', dropship_now() - (40 - n) * interval '1 minute'
                FROM generate_series(1, 21) AS n""", SHOP, SECOND);

        assertThat(claim("claim-catalog-writes", Map.of())).hasSize(8).anyMatch(row -> shopOf(row).equals(SECOND));

        sql("UPDATE catalog_write SET claim_id = NULL, claimed_until = NULL");
        walk.application().getBean(CostBudgets.class).rest(SHOP, Duration.ofHours(1));
        assertThat(claim("claim-catalog-writes", Map.of())).hasSize(1).allMatch(row -> shopOf(row).equals(SECOND));
        sql("DELETE FROM catalog_write");
    }

    @Test
    void oneShopsLongImportKeepsNoOtherWaiting() {
        connectSecond();
        pause("import-products");
        for (String shop : List.of(SHOP, SECOND)) {
            sql("INSERT INTO import_job (id, shop, supplier, state) VALUES (?, ?, 'alibaba', 'running')", shop, shop);
        }
        sql("""
                INSERT INTO import_product (job_id, product_id, place, state, next_attempt_at)
                SELECT CASE WHEN n <= 20 THEN ? ELSE ? END, CAST(n AS text), n, 'waiting', dropship_now() - (40 - n) * interval '1 minute'
                FROM generate_series(1, 21) AS n""", SHOP, SECOND);

        assertThat(claim("claim-import-products", Map.of())).hasSize(8).anyMatch(row -> shopOf(row).equals(SECOND));
        sql("DELETE FROM import_job");
    }

    @Test
    void aShopThatIsThrottledForLongDelaysNoOther() {
        connectSecond();
        walk.sandbox().shopify().plan(1_000, 1);
        walk.sandbox().shopify().drain(SHOP, 1_000);
        walk.send("orders/paid", cups(1));
        Awaitility.await().until(() -> ask("SELECT count(*) FROM purchase WHERE reason_code IN ('THROTTLED', 'SHOP_POINTS')", Integer.class)
                == 1);

        bought(SECOND, cups(1));

        Awaitility.await().until(() -> ask("SELECT count(*) FROM purchase WHERE shop = '" + SECOND + "' AND state = 'paid'", Integer.class)
                == 1);
        assertThat(ask("SELECT state FROM purchase WHERE shop = '" + SHOP + "'", String.class)).isEqualTo("quoted");
    }

    @Test
    void aShopThatFailsDelaysNoOther() {
        connectSecond();
        ShopifySamples first = cups(1);
        walk.sandbox().faults().add(Fault.at("/shopify/OrderNow", FaultAction.LATE, "seconds", 12).when("id", String.valueOf(first.id())).always());
        walk.send("orders/paid", first);
        Awaitility.await().until(() -> ask("SELECT count(*) FROM purchase WHERE reason_code IN ('TIMEOUT', 'SHOP_SILENT')", Integer.class) == 1);

        bought(SECOND, cups(1));

        Awaitility.await().until(() -> ask("SELECT count(*) FROM purchase WHERE shop = '" + SECOND + "' AND state = 'paid'", Integer.class)
                == 1);
    }
}
