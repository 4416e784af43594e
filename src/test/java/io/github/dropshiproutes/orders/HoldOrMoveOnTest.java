package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.sandbox.Catalogue;
import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.SandboxOptions;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class HoldOrMoveOnTest extends StageTest {

    private static final String VARIANT = "4711";

    private ShopifySamples order(int pieces) {
        return walk.order().line("SHELF-1", pieces, "59.90").lineField("variant_id", Long.parseLong(VARIANT));
    }

    private void link(String product, String sku, int priority, String... countries) {
        String list = countries.length == 0 ? "" : "\"" + String.join("\",\"", countries) + "\"";
        assertThat(walk.call("POST", "/api/product-links", "{\"shop\":\"" + SandboxOptions.SHOP + "\",\"variant_id\":\"" + VARIANT
                + "\",\"supplier\":\"alibaba\",\"product_id\":\"" + product + "\",\"sku_id\":\"" + sku + "\",\"priority\":" + priority
                + ",\"countries\":[" + list + "]}").statusCode()).isEqualTo(201);
    }

    private void linkBoth() {
        link(Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK, 1);
        link(Catalogue.OTHER_SELLER, Catalogue.OTHER_SELLER_SKU, 2);
    }

    private String bought() {
        return ask("SELECT string_agg(l.product_id, ',') FROM purchase AS p JOIN purchase_line AS l ON l.purchase_id = p.id WHERE p.counts",
                String.class);
    }

    @Test
    void whatOneSupplierCannotSellIsBoughtFromTheNextOnce() {
        linkBoth();
        walk.sandbox().faults().add(Fault.code(FREIGHT, "400007", "Germany and France demand an EPR number").when("product_id", Catalogue.TRY_OUT)
                .always());

        walk.send("orders/paid", order(2));

        Awaitility.await().until(() -> "paid 2".equals(pieces()));
        assertThat(bought()).isEqualTo(Catalogue.OTHER_SELLER);
        assertThat(ledger().created()).hasSize(1);
        assertThat(walk.purchases()).extracting(row -> row.get("state")).containsExactlyInAnyOrder("cancelled", "paid");
    }

    @Test
    void onlyTheProductThatCannotBeHadIsBoughtFromTheNext() {
        link(Catalogue.OFFLINE, Catalogue.OFFLINE_SKU, 1);
        link(Catalogue.OTHER_SELLER, Catalogue.OTHER_SELLER_SKU, 2);
        // The other product has a second supplier too, and stays with its first.
        sql("INSERT INTO product_link (shop, sku, supplier, product_id, sku_id, priority) VALUES (?, 'LAMP-1', 'alibaba', ?, ?, 1)",
                SandboxOptions.SHOP, Catalogue.EVERYWHERE, Catalogue.EVERYWHERE_SKU);
        sql("INSERT INTO product_link (shop, sku, supplier, product_id, sku_id, priority) VALUES (?, 'LAMP-1', 'alibaba', ?, ?, 2)",
                SandboxOptions.SHOP, Catalogue.CN_ONLY, Catalogue.CN_ONLY_SKU);

        walk.send("orders/paid", order(1).line("LAMP-1", 1, "49.90"));

        Awaitility.await().until(() -> "paid 1, paid 1".equals(pieces()));
        assertThat(bought().split(",")).containsExactlyInAnyOrder(Catalogue.EVERYWHERE, Catalogue.OTHER_SELLER);
        assertThat(ledger().created()).hasSize(2);
    }

    @Test
    void whenTheLastOneFailsTooAPersonIsAsked() {
        linkBoth();
        walk.sandbox().faults().add(Fault.code(FREIGHT, "400007", "Germany and France demand an EPR number").always());

        walk.send("orders/paid", order(1));

        Awaitility.await().until(() -> "held 1".equals(pieces()));
        assertThat(bought()).isEqualTo(Catalogue.OTHER_SELLER);
        assertThat(walk.get("/api/orders?state=held").at("/items/0/reason_code").asText()).isEqualTo("400007");
        assertThat(ledger().created()).isEmpty();
    }

    @Test
    void aSupplierThatDoesNotServeTheCountryIsPassedOver() {
        link(Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK, 1);
        link(Catalogue.OTHER_SELLER, Catalogue.OTHER_SELLER_SKU, 2, "DE");
        walk.sandbox().faults().add(Fault.code(FREIGHT, "400007", "Germany and France demand an EPR number").always());

        walk.send("orders/paid", order(1));

        assertThat(walk.awaitPurchase("held")).containsEntry("reason_code", "400007");
        assertThat(bought()).isEqualTo(Catalogue.TRY_OUT);
    }

    @Test
    void aLinkThatIsChangedIsTriedAgain() {
        linkBoth();
        walk.sandbox().faults().add(Fault.code(FREIGHT, "400007", "no EPR number").when("product_id", Catalogue.TRY_OUT));
        pause("place-purchases");
        walk.send("orders/paid", order(1));
        Awaitility.await().until(() -> "quoted 1".equals(pieces()));
        assertThat(bought()).isEqualTo(Catalogue.OTHER_SELLER);

        sql("UPDATE product_link SET priority = 0 WHERE product_id = ?", Catalogue.TRY_OUT);

        assertThat(ask("SELECT count(*) FROM passed_link", Integer.class)).isZero();
    }

    @Test
    void aFailureThatEverySupplierWouldHaveMovesNothing() {
        linkBoth();
        walk.send("orders/paid", walk.order().line("SHELF-1", 1, "0.50").lineField("variant_id", Long.parseLong(VARIANT)));

        Map<String, Object> held = walk.awaitPurchase("held");

        assertThat(held).containsEntry("reason_code", "MARGIN_TOO_SMALL");
        assertThat(List.of(bought())).containsExactly(Catalogue.TRY_OUT);
    }
}
