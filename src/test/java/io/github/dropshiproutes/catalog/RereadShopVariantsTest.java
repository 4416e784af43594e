package io.github.dropshiproutes.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which variants are read again together. */
class RereadShopVariantsTest extends CatalogTestCase {

    @Test
    void theStaleOnesOfAShopAreOneQuestionAndNobodyElseAsksIt() {
        oneInterval();
        pause("reread-shop-variants", "read-supplier-products", "plan-catalog-writes");
        sql("UPDATE linked_variant SET stale = true WHERE variant_id <> ?", OPENER_VARIANT);

        List<Map<String, Object>> claimed = claimed("claim-stale-variants");

        assertThat(claimed).singleElement().satisfies(row -> assertThat(row).containsEntry("shop", SHOP)
                .containsEntry("ids", CUP_VARIANT + "," + MAT_VARIANT));
        assertThat(claimed("claim-stale-variants")).isEmpty();
    }

    @Test
    void noQuestionNamesMoreThanAPage() {
        oneInterval();
        pause("reread-shop-variants", "read-supplier-products", "plan-catalog-writes");
        sql("""
                INSERT INTO linked_variant (shop, variant_id, shop_product_id, inventory_item_id, sku, tracked, supplier, product_id, country,
                    shop_read_at, seen_at, stale)
                SELECT shop.domain, '7' || n, '7', '7' || n, 'x', true, 'alibaba', '1', 'US', dropship_now(), dropship_now(), true
                FROM shop, generate_series(1, 150) AS n""");

        assertThat(claimed("claim-stale-variants").get(0).get("ids").toString().split(",")).hasSize(100);
        assertThat(claimed("claim-stale-variants").get(0).get("ids").toString().split(",")).hasSize(50);
    }
}
