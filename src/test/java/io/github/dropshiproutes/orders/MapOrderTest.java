package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.sandbox.Catalogue;
import io.github.dropshiproutes.sandbox.SandboxOptions;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class MapOrderTest extends StageTest {

    @Test
    void linesOfSeveralSuppliersBecomePurchasesOfTheirOwn() {
        pause("quote-purchases");

        plan("orders/paid", walk.order().line(CUP, 1, "39.90").line("1005001", 2, "20.00").line(BAG, 3, "9.00"));

        assertThat(pieces()).isEqualTo("planned 2, planned 4");
        assertThat(ask("SELECT string_agg(supplier, ',' ORDER BY supplier) FROM purchase", String.class)).isEqualTo("alibaba,aliexpress");
    }

    @Test
    void aSupplierWithoutARoomHoldsItsOwnPurchaseOnly() throws Exception {
        walk.camel().getRouteController().stopRoute("aliexpress-quote");
        ShopifySamples order = walk.order().line(CUP, 1, "39.90").line("1005001", 1, "20.00");

        walk.send("orders/paid", order);

        try {
            Map<String, Object> aliexpress = awaitState(idOf("aliexpress"), "held");
            assertThat(aliexpress).containsEntry("reason_code", "SUPPLIER_NOT_AVAILABLE").containsEntry("held_from", "planned");
            assertThat((String) aliexpress.get("hint")).isNotBlank();
            awaitState(idOf("alibaba"), "paid");
        } finally {
            walk.camel().getRouteController().startRoute("aliexpress-quote");
        }
    }

    @Test
    void aLineThatIsLinkedToAnotherProductBeforeItIsPlacedIsBoughtThere() {
        pause("place-purchases");
        ShopifySamples order = walk.order().line(9_001L, "1005001", 2, "60.00");
        walk.send("orders/paid", order);
        Object first = walk.awaitPurchase("held").get("id");

        sql("INSERT INTO product_link (shop, sku, supplier, product_id, sku_id) VALUES (?, '1005001', 'alibaba', ?, ?)",
                SandboxOptions.SHOP, Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK);
        plan("orders/updated", changed(order));

        assertThat(purchase(first)).containsEntry("state", "cancelled").containsEntry("counts", false);
        awaitState(idOf("alibaba"), "quoted");
        assertThat(pieces()).isEqualTo("quoted 2");
    }

    @Test
    void anAddressInACountryWithAnotherLinkIsServedByThatLink() {
        pause("place-purchases");
        link("US", Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK);
        link("CA", Catalogue.CN_ONLY, Catalogue.CN_ONLY_SKU);
        ShopifySamples order = walk.order().line(9_002L, "mug", 1, "60.00");
        walk.send("orders/paid", order);
        walk.awaitPurchase("quoted");

        walk.send("orders/updated", changed(order).country("CA", "Canada").addressField("zip", "K1A 0B1")
                .addressField("province_code", "ON").addressField("province", "Ontario"));

        Awaitility.await().until(this::pieces, "quoted 1"::equals);
        awaitPlanned();
        assertThat(ask("SELECT product_id FROM purchase_line JOIN purchase ON id = purchase_id WHERE counts", String.class))
                .isEqualTo(Catalogue.CN_ONLY);
    }

    private Object idOf(String supplier) {
        Awaitility.await().until(() -> ask("SELECT count(*) FROM purchase WHERE counts AND supplier = '" + supplier + "'",
                Integer.class) == 1);
        return ask("SELECT id FROM purchase WHERE counts AND supplier = '" + supplier + "'", String.class);
    }

    private void link(String country, String product, String sku) {
        sql("INSERT INTO product_link (shop, sku, supplier, product_id, sku_id, countries, priority)"
                + " VALUES (?, 'mug', 'alibaba', ?, ?, ARRAY[CAST(? AS text)], (SELECT count(*) + 1 FROM product_link))",
                SandboxOptions.SHOP, product, sku, country);
    }
}
