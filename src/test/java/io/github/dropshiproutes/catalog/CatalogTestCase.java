package io.github.dropshiproutes.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dropshiproutes.orders.StageTest;
import io.github.dropshiproutes.sandbox.AliExpressCatalogue;
import io.github.dropshiproutes.sandbox.Catalogue;
import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import io.github.dropshiproutes.sandbox.LedgerEntry;
import io.github.dropshiproutes.sandbox.SandboxOptions;
import io.github.dropshiproutes.sandbox.ShopifyShelf;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;

/** What the tests of the catalogue share: the sandbox's shelf, suppliers whose stock and prices are set, and what is kept of them. */
public abstract class CatalogTestCase extends StageTest {

    protected static final String SHOP = SandboxOptions.SHOP;
    protected static final String CUP_VARIANT = ShopifyShelf.CUP_VARIANT;
    protected static final String MAT_VARIANT = ShopifyShelf.MAT_VARIANT;
    protected static final String OPENER_VARIANT = ShopifyShelf.OPENER_VARIANT;
    protected static final String SET_STOCK = "/shopify/InventorySetQuantities";
    protected static final String SET_PRICES = "/shopify/ProductVariantsBulkUpdate";
    protected static final String READ_VARIANTS = "/shopify/ProductVariants";
    protected static final String MAT_READ = "aliexpress.ds.product.get";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> CLAIMED = List.of("shop_catalog", "supplier_product", "catalog_write", "linked_variant");
    /** What the sandbox's warehouses hold of the cup. */
    protected static final int CUPS = 500_000;
    protected static final int MATS = 2_000;
    protected static final int OPENERS = 500;

    private boolean claimedByHand;

    @AfterEach
    void leaveTheShelvesAlone() {
        sql("UPDATE shop_catalog SET next_list_at = 'infinity'");
        sql("UPDATE supplier_product SET next_read_at = 'infinity'");
        sql("UPDATE catalog_write SET state = 'refused' WHERE state IN ('due', 'unknown')");
        sql("UPDATE linked_variant SET stale = false, wanted_quantity = NULL");
        if (claimedByHand) {
            // Nobody else ends what a test has claimed.
            CLAIMED.forEach(table -> sql("UPDATE " + table + " SET claimed_until = NULL"));
        }
        String claims = CLAIMED.stream().map(table -> "SELECT '" + table + "' FROM " + table + " WHERE claimed_until > dropship_now()")
                .collect(Collectors.joining(" UNION ALL "));
        await().until(() -> ask("SELECT coalesce(string_agg(name, ' '), '') FROM (" + claims + ") AS claimed (name)", String.class), String::isEmpty);
    }

    /** The interval has passed: shop and suppliers are read again. */
    protected final void nextInterval() {
        sql("UPDATE shop_catalog SET next_list_at = dropship_now()");
        sql("UPDATE supplier_product SET next_read_at = dropship_now()");
    }

    /** Reads the shop and the suppliers, and waits until everything that follows is written. */
    protected final void oneInterval() {
        nextInterval();
        awaitSettled();
    }

    protected final void awaitSettled() {
        await().until(() -> ask("""
                SELECT concat_ws(', ',
                    (SELECT 'shop ' || coalesce(reason, 'to be read') FROM shop_catalog WHERE next_list_at <= dropship_now() OR listed_at IS NULL
                        OR claimed_until IS NOT NULL LIMIT 1),
                    (SELECT 'product ' || product_id || ' ' || coalesce(reason, 'to be read') FROM supplier_product
                        WHERE next_read_at <= dropship_now() OR claimed_until IS NOT NULL LIMIT 1),
                    (SELECT 'stale ' || variant_id FROM linked_variant WHERE stale LIMIT 1),
                    (SELECT 'stock ' || variant_id FROM linked_variant WHERE wanted_quantity <> shop_quantity AND tracked LIMIT 1),
                    (SELECT 'draft ' || variant_id FROM linked_variant WHERE draft AND drafted_at IS NULL LIMIT 1),
                    (SELECT 'price ' || variant_id FROM price_change WHERE state IN ('due', 'writing') LIMIT 1),
                    (SELECT kind || ' ' || coalesce(reason, 'open') FROM catalog_write WHERE state IN ('due', 'unknown') LIMIT 1))""",
                String.class), String::isEmpty);
    }

    /** @return the variant as it stands in the shop: price, compareAtPrice, cost, quantity and status */
    protected final JsonNode onShelf(String variantId) {
        return Objects.requireNonNull(walk.sandbox().shops().shelf().variant(SHOP, variantId));
    }

    protected final Map<String, Object> variant(String variantId) {
        return walk.jdbc().sql("SELECT * FROM linked_variant WHERE variant_id = ?").param(variantId).query().singleRow();
    }

    protected final List<Map<String, Object>> changes(String variantId) {
        return walk.jdbc().sql("SELECT * FROM price_change WHERE variant_id = ? ORDER BY id").param(variantId).query().listOfRows();
    }

    protected final List<String> notices() {
        return walk.jdbc().sql("SELECT kind || ' ' || variant_id FROM catalog_notice ORDER BY id").query(String.class).list();
    }

    /** A person, or a customer, changes a variant in the shop. */
    protected final void changeByHand(String variantId, String fields) {
        walk.sandbox().shops().shelf().changeByHand(SHOP, variantId, json(fields));
    }

    protected static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (java.io.IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    protected final void cupsAtSupplier(int pieces) {
        walk.sandbox().trades().stock(Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK, "CN", pieces);
    }

    protected final void cupsCost(String price) {
        walk.sandbox().trades().price(Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK, new BigDecimal(price));
    }

    protected final void matsAtSupplier(int pieces) {
        walk.sandbox().aliExpress().trades().stock(AliExpressCatalogue.GUIDE, AliExpressCatalogue.GUIDE_BLUE_SKU, "CN", pieces);
    }

    protected final void matsCost(String price) {
        walk.sandbox().aliExpress().trades().price(AliExpressCatalogue.GUIDE, AliExpressCatalogue.GUIDE_BLUE_SKU, new BigDecimal(price));
    }

    protected final void policy(String assignments) {
        sql("UPDATE shop_catalog SET " + assignments);
    }

    /** @return what a stage would claim now */
    @SuppressWarnings("unchecked")
    protected final List<Map<String, Object>> claimed(String claim) {
        Exchange exchange = new DefaultExchange(walk.camel());
        walk.camel().createProducerTemplate().send("sql:classpath:sql/" + claim + ".sql", exchange);
        assertThat(exchange.getException()).isNull();
        claimedByHand = true;
        return exchange.getMessage().getBody(List.class);
    }

    /** Hands a claimed row to a route, as its stage does. */
    protected final void handed(String route, Map<String, Object> row) {
        Exchange exchange = new DefaultExchange(walk.camel());
        exchange.setVariable("leaseStartedAt", System.nanoTime());
        exchange.getMessage().setBody(row);
        through(route, exchange);
    }

    protected final Fault fail(String api, FaultAction action) {
        Fault fault = Fault.at(api, action);
        walk.sandbox().faults().add(fault);
        return fault;
    }

    protected final List<LedgerEntry> calls(String api) {
        return ledger().calls(api);
    }

    protected static void assertAmount(JsonNode shown, String field, String amount) {
        assertThat(new BigDecimal(shown.get(field).asText())).as(field).isEqualByComparingTo(amount);
    }
}
