package io.github.dropshiproutes.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dropshiproutes.sandbox.AliExpressCatalogue;
import io.github.dropshiproutes.sandbox.Catalogue;
import io.github.dropshiproutes.sandbox.FaultAction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One reading of a shop: which variants are linked, to what, and how a reading that fails goes on. */
class ListShopTest extends CatalogTestCase {

    @BeforeEach
    void onlyRead() {
        pause("read-supplier-products", "plan-catalog-writes");
    }

    private void read() {
        sql("UPDATE shop_catalog SET next_list_at = dropship_now(), listed_at = NULL");
        await().until(() -> ask("SELECT coalesce(reason, 'reading') FROM shop_catalog WHERE listed_at IS NULL UNION ALL SELECT 'read' LIMIT 1",
                String.class), "read"::equals);
    }

    private Map<String, Object> shop() {
        return walk.jdbc().sql("SELECT *, next_list_at - dropship_now() > interval '0' AS waits FROM shop_catalog WHERE shop = ?").param(SHOP)
                .query().singleRow();
    }

    private void shelf(String productId, int variants, String sku) {
        ObjectNode product = ((ObjectNode) json("{'variants': []}")).put("id", productId);
        for (int n = 1; n <= variants; n++) {
            product.withArray("variants").addObject().put("id", productId + String.format("%03d", n)).put("sku", sku).put("price", "10.00")
                    .put("cost", "7.45").put("quantity", 1);
        }
        walk.sandbox().shops().shelf().put(SHOP, product);
    }

    @Test
    void everyFormOfTheSkuNamesItsProduct() {
        read();

        assertThat(variant(CUP_VARIANT)).containsEntry("supplier", "alibaba").containsEntry("product_id", Catalogue.TRY_OUT)
                .containsEntry("sku_id", Catalogue.TRY_OUT_BLACK).containsEntry("shop_quantity", 10).containsEntry("country", "US");
        assertThat(variant(MAT_VARIANT)).containsEntry("supplier", "aliexpress").containsEntry("sku_attr", AliExpressCatalogue.GUIDE_BLUE);
        assertThat(variant(OPENER_VARIANT)).containsEntry("product_id", AliExpressCatalogue.SINGLE).containsEntry("shop_cost", null);
        assertThat(ask("SELECT count(*) FROM linked_variant", Integer.class)).as("the others are not linked").isEqualTo(3);
        assertThat(shop()).containsEntry("currency", "USD").containsEntry("reason_code", null);
    }

    @Test
    void aLinkComesBeforeTheSkuAndOneForTheShopsCountryBeforeOthers() {
        sql("INSERT INTO product_link (shop, variant_id, supplier, product_id, countries, priority) VALUES (?, ?, 'alibaba', '1', '{DE}', 1)",
                SHOP, MAT_VARIANT);
        sql("INSERT INTO product_link (shop, variant_id, supplier, product_id, priority) VALUES (?, ?, 'alibaba', '2', 2)", SHOP, MAT_VARIANT);
        sql("INSERT INTO product_link (shop, sku, supplier, product_id) VALUES (?, 'SHELF-44000002', 'aliexpress', '3')", SHOP);

        read();

        assertThat(variant(MAT_VARIANT)).containsEntry("product_id", "2");
        assertThat(variant("44000002")).containsEntry("product_id", "3");
    }

    @Test
    void whatIsLinkedNoMoreIsDroppedWithItsProduct() {
        sql("INSERT INTO product_link (shop, sku, supplier, product_id) VALUES (?, 'SHELF-44000002', 'aliexpress', '3')", SHOP);
        read();
        sql("DELETE FROM product_link");

        read();

        assertThat(ask("SELECT count(*) FROM linked_variant WHERE variant_id = '44000002'", Integer.class)).isZero();
        assertThat(ask("SELECT count(*) FROM supplier_product WHERE product_id = '3'", Integer.class)).isZero();
        assertThat(ask("SELECT count(*) FROM supplier_product", Integer.class)).isEqualTo(3);
    }

    @Test
    void aVariantThatIsLinkedToAnotherProductForgetsWhatTheOldOneHad() {
        read();
        sql("UPDATE linked_variant SET supplier_quantity = 9, wanted_quantity = 9, supplier_read_at = dropship_now(), event = 'gone'");
        sql("INSERT INTO product_link (shop, variant_id, supplier, product_id) VALUES (?, ?, 'alibaba', '2')", SHOP, MAT_VARIANT);

        read();

        assertThat(variant(MAT_VARIANT)).containsEntry("wanted_quantity", null).containsEntry("event", null);
        assertThat(variant(CUP_VARIANT)).containsEntry("wanted_quantity", 9);
    }

    @Test
    void everyPageIsReadAndAFailureGoesOnWhereItWas() {
        shelf("880", 250, AliExpressCatalogue.SINGLE);
        walk.sandbox().faults().add(io.github.dropshiproutes.sandbox.Fault.at(READ_VARIANTS, FaultAction.STATUS).withHttpStatus(503)
                .afterSkipping(1));
        sql("UPDATE shop_catalog SET next_list_at = dropship_now()");
        await().until(() -> "HTTP_5XX".equals(shop().get("reason_code")) && shop().get("claimed_until") == null);
        assertThat(shop()).containsEntry("waits", true);
        assertThat(shop().get("hint")).isNotNull();

        walk.move(Duration.ofMinutes(3));
        await().until(() -> shop().get("listed_at") != null);

        assertThat(ask("SELECT count(*) FROM linked_variant", Integer.class)).isEqualTo(253);
        assertThat(calls(READ_VARIANTS).stream().filter(call -> "OK".equals(call.code())).count()).as("no page twice").isEqualTo(3);
    }

    @Test
    void aShopWithoutTheLocationSaysSo() {
        policy("location_id = '1'");
        sql("UPDATE shop_catalog SET next_list_at = dropship_now()");

        await().until(() -> "NO_STOCK_LOCATION".equals(shop().get("reason_code")));
        assertThat(shop()).containsEntry("waits", true);
    }

    @Test
    void theClaimOfAnotherWorkerKeepsNothing() {
        pause("list-shop-variants");
        sql("UPDATE shop_catalog SET next_list_at = dropship_now()");
        List<Map<String, Object>> claimed = claimed("claim-shop-listings");
        sql("UPDATE shop_catalog SET claim_id = gen_random_uuid()");

        handed("list-shop", claimed.get(0));

        assertThat(ask("SELECT count(*) FROM linked_variant", Integer.class)).isZero();
    }
}
