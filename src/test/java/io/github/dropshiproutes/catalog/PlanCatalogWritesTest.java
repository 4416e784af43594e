package io.github.dropshiproutes.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How what is wanted becomes calls. */
class PlanCatalogWritesTest extends CatalogTestCase {

    @BeforeEach
    void standStill() {
        oneInterval();
        pause("reread-shop-variants", "read-supplier-products", "plan-catalog-writes", "write-catalog-changes");
    }

    private void linked(int count) {
        sql("""
                INSERT INTO linked_variant (shop, variant_id, shop_product_id, inventory_item_id, sku, tracked, supplier, product_id, country,
                    shop_quantity, wanted_quantity, shop_price, shop_cost, shop_read_at, seen_at)
                SELECT shop.domain, '7' || lpad(CAST(n AS text), 4, '0'), '7', '8' || n, 'x', true, 'alibaba', '1', 'US', 1, 2, 10, 5,
                    dropship_now(), dropship_now()
                FROM shop, generate_series(1, ?) AS n""", count);
    }

    private List<Map<String, Object>> writes(String kind) {
        return walk.jdbc().sql("""
                SELECT *, CAST(variables AS text) AS text, jsonb_array_length(coalesce(variables -> 'input' -> 'quantities',
                    variables -> 'variants')) AS size
                FROM catalog_write WHERE state = 'due' AND kind = ? ORDER BY size DESC""").param(kind).query().listOfRows();
    }

    @Test
    void noCallSetsMoreThanTheMostThatShopifyTakes() {
        linked(251);

        claimed("plan-stock-writes");

        assertThat(writes("stock")).extracting(write -> write.get("size")).containsExactly(250, 1);
        Map<String, Object> single = writes("stock").get(1);
        assertThat(single.get("text").toString()).contains("\"key\": \"" + single.get("id") + "\"", "\"changeFromQuantity\": 1",
                "\"quantity\": 2", "gid://shopify/Location/71000001");
        claimed("plan-stock-writes");
        assertThat(writes("stock")).as("planned once").hasSize(2);
    }

    @Test
    void aSaleThatTheSuppliersReadingDoesNotKnowIsNotUndone() {
        linked(3);
        sql("UPDATE linked_variant SET shop_fell_at = dropship_now()");
        sql("UPDATE linked_variant SET supplier_read_at = dropship_now() - interval '1 minute' WHERE variant_id IN ('70001', '70002')");
        sql("UPDATE linked_variant SET supplier_read_at = dropship_now() + interval '1 minute' WHERE variant_id = '70003'");
        sql("UPDATE linked_variant SET wanted_quantity = 0 WHERE variant_id = '70002'");

        claimed("plan-stock-writes");

        assertThat(writes("stock")).singleElement().satisfies(write -> assertThat(write.get("text").toString())
                .contains("InventoryItem/82\"", "InventoryItem/83\"").doesNotContain("InventoryItem/81\""));
    }

    @Test
    void aPriceThatAPersonChangedAfterItWasSettledIsNotPlanned() {
        linked(1);
        sql("""
                INSERT INTO price_change (shop, variant_id, shop_product_id, inventory_item_id, sku, supplier, product_id, supplier_price,
                    supplier_currency, currency, old_cost, new_cost, old_price, new_price, state)
                SELECT shop, variant_id, shop_product_id, inventory_item_id, sku, supplier, product_id, 6, 'USD', 'USD', 5, 6, 10, 12, 'due'
                FROM linked_variant WHERE variant_id = '70001'""");
        sql("UPDATE linked_variant SET shop_price = 11 WHERE variant_id = '70001'");

        claimed("plan-price-writes");
        assertThat(writes("price")).isEmpty();

        sql("UPDATE linked_variant SET shop_price = 10 WHERE variant_id = '70001'");
        sql("UPDATE price_change SET old_compare_at = 11, new_compare_at = 0");
        sql("UPDATE linked_variant SET shop_compare_at = 11 WHERE variant_id = '70001'");
        claimed("plan-price-writes");
        assertThat(writes("price")).singleElement().satisfies(write ->
                assertThat(write.get("text").toString()).contains("\"compareAtPrice\": null", "\"price\": \"12\""));
    }

    @Test
    void whatIsNotKnownNotCountedOrToBeReadAgainIsNotPlanned() {
        linked(4);
        sql("UPDATE linked_variant SET shop_quantity = NULL WHERE variant_id = '70001'");
        sql("UPDATE linked_variant SET tracked = false WHERE variant_id = '70002'");
        sql("UPDATE linked_variant SET stale = true WHERE variant_id = '70003'");
        sql("UPDATE linked_variant SET wanted_quantity = NULL WHERE variant_id = '70004'");

        claimed("plan-stock-writes");

        assertThat(writes("stock")).isEmpty();
    }

    @Test
    void variantsThatWereRefusedTogetherAreSetEachByItself() {
        linked(3);
        sql("UPDATE linked_variant SET alone = true WHERE shop_product_id = '7' AND variant_id < '70003'");

        claimed("plan-stock-writes");

        assertThat(writes("stock")).hasSize(3).extracting(write -> write.get("size")).containsOnly(1);
    }

    private void change(String variant, String oldPrice, String newPrice) {
        sql("""
                INSERT INTO price_change (shop, variant_id, shop_product_id, inventory_item_id, sku, supplier, product_id, supplier_price,
                    supplier_currency, currency, old_cost, new_cost, old_price, new_price, state)
                SELECT shop, variant_id, shop_product_id, inventory_item_id, sku, supplier, product_id, 6, 'USD', 'USD', 5, 6, CAST(? AS numeric),
                    CAST(? AS numeric), 'due' FROM linked_variant WHERE variant_id = ?""", oldPrice, newPrice, variant);
    }

    @Test
    void thePricesOfOneProductAreOneCallAndAPriceThatStaysIsNotNamed() {
        linked(2);
        change("70001", "10", "12.00");
        change("70002", "10", null);

        claimed("plan-price-writes");

        assertThat(writes("price")).singleElement().satisfies(write -> {
            assertThat(write.get("size")).isEqualTo(2);
            assertThat(write.get("text").toString()).contains("gid://shopify/Product/7", "\"price\": \"12.00\"", "\"cost\": \"6\"")
                    .containsOnlyOnce("\"price\"");
        });
        assertThat(changes("70001").get(0)).containsEntry("state", "writing");
    }

    @Test
    void aPriceIsPlannedOnlyOnceTheShopWasReadAgain() {
        linked(1);
        change("70001", "10", "12.00");
        sql("UPDATE linked_variant SET stale = true WHERE variant_id = '70001'");

        claimed("settle-price-changes");
        claimed("plan-price-writes");

        assertThat(writes("price")).isEmpty();
        assertThat(changes("70001").get(0)).containsEntry("state", "due");
    }

    @Test
    void whatTheShopShowsAlreadyIsDoneAndWhatItShowsOtherwiseGivesWay() {
        linked(2);
        change("70001", "9", "12.00");
        change("70002", "10", "12.00");
        sql("UPDATE linked_variant SET shop_price = 12, shop_cost = 6 WHERE variant_id = '70002'");

        claimed("settle-price-changes");

        assertThat(changes("70001").get(0)).containsEntry("state", "superseded");
        assertThat(changes("70002").get(0)).containsEntry("state", "written");
    }

    @Test
    void aProductIsDraftedOnlyWhenAllItsLinkedVariantsAgree() {
        linked(2);
        sql("UPDATE linked_variant SET draft = true WHERE variant_id = '70001'");
        claimed("plan-drafts");
        assertThat(writes("draft")).isEmpty();
        sql("UPDATE linked_variant SET draft = true WHERE variant_id = '70002'");

        claimed("plan-drafts");
        claimed("plan-drafts");

        assertThat(writes("draft")).singleElement().satisfies(write -> assertThat(write.get("text").toString()).contains("DRAFT"));
    }

    @Test
    void whatHasEndedLongAgoIsForgottenAndThePricesAreNot() {
        linked(1);
        change("70001", "10", "12.00");
        sql("UPDATE price_change SET state = 'written', ended_at = dropship_now() - interval '400 days'");
        sql("UPDATE catalog_write SET ended_at = dropship_now() - interval '31 days'");
        sql("INSERT INTO product_event (supplier, product_id, kind, at, handled_at) VALUES ('alibaba', '1', 'ADD', dropship_now(), "
                + "dropship_now() - interval '31 days')");

        claimed("forget-old-catalog");

        assertThat(ask("SELECT count(*) FROM catalog_write", Integer.class)).isZero();
        assertThat(ask("SELECT count(*) FROM product_event", Integer.class)).isZero();
        assertThat(changes("70001")).hasSize(1);
    }
}
