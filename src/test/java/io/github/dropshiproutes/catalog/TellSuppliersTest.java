package io.github.dropshiproutes.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dropshiproutes.sandbox.Catalogue;
import io.github.dropshiproutes.sandbox.LedgerEntry;
import io.github.dropshiproutes.sandbox.SandboxOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Alibaba.com hears of its products: each thing once, and only where the shop wishes it. */
class TellSuppliersTest extends CatalogTestCase {

    static final String EVENTS = "/eco/buyer/product/events";

    private void wish() {
        sql("UPDATE shop_catalog SET tell_supplier = true");
    }

    private String link(String sku) {
        return walk.jdbc().sql("INSERT INTO product_link (shop, sku, supplier, product_id) VALUES (?, ?, 'alibaba', ?) RETURNING id")
                .params(SandboxOptions.SHOP, sku, Catalogue.TRY_OUT).query(String.class).single();
    }

    private List<String> told() {
        await().until(() -> ask("SELECT count(*) FROM told_event WHERE told_at IS NULL", Integer.class) == 0);
        return ledger().calls(EVENTS).stream().map(LedgerEntry::json)
                .map(json -> json.replaceAll(".*event_type\\\\\":\\\\\"([A-Z_]+).*", "$1")).toList();
    }

    @Test
    void theFirstLinkListsAProductAndTheLastOneDelistsIt() {
        wish();
        String first = link("MUG");
        String second = link("CUP");
        sql("DELETE FROM product_link WHERE id = " + first);
        sql("DELETE FROM product_link WHERE id = " + second);

        assertThat(told()).containsExactlyInAnyOrder("PRODUCT_LISTED", "PRODUCT_DELISTED");
        assertThat(ledger().calls(EVENTS).get(0).json()).contains(Catalogue.TRY_OUT).contains(SandboxOptions.SHOP);
    }

    @Test
    void aPlacedOrderIsToldOnceForEachProduct() {
        wish();
        walk.send("orders/paid", walk.order().line(CUP, 1, "39.90").line(WHITE_CUP, 1, "39.90"));
        walk.awaitPurchase("paid");

        assertThat(told()).containsExactly("ORDER_PLACED");
    }

    @Test
    void aShopThatDoesNotWishItIsNotSpokenOf() {
        link("MUG");
        walk.send("orders/paid", walk.order().line(CUP, 1, "39.90"));
        walk.awaitPurchase("paid");

        assertThat(ask("SELECT count(*) FROM told_event", Integer.class)).isZero();
        assertThat(ledger().calls(EVENTS)).isEmpty();
    }
}
