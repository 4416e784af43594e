package io.github.dropshiproutes.alibaba;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.sandbox.Catalogue;
import io.github.dropshiproutes.sandbox.LedgerEntry;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import io.github.dropshiproutes.support.Walk;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A quote from product and stock to a total, and what is refused before anything is bought. */
class AlibabaQuoteTest {

    private Walk walk;

    @BeforeEach
    void empty() {
        walk = Walk.shared();
    }

    private void buy(String sku, int quantity, String price) {
        walk.send("orders/paid", walk.order().line(sku, quantity, price));
    }

    @Test
    void theTotalIsThePriceAtThatQuantityAndTheFreight() {
        buy(ShopifySamples.alibabaSku(Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK), 10, "39.90");

        Map<String, Object> paid = walk.awaitPurchase("paid");
        assertThat((BigDecimal) paid.get("quoted_total")).isEqualByComparingTo("98.30");
        assertThat((BigDecimal) paid.get("quoted_freight")).isEqualByComparingTo("22.30");
        assertThat((BigDecimal) paid.get("actual_total")).isEqualByComparingTo("98.30");
        assertThat(walk.sandbox().ledger().paid().get(0).text("total")).isEqualTo("98.30");
    }

    @Test
    void twoLinesOfOneVariantReachThePriceOfTheirSum() {
        String sku = ShopifySamples.alibabaSku(Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK);
        walk.send("orders/paid", walk.order().line(sku, 4, "39.90").line(sku, 6, "35.00"));

        assertThat((BigDecimal) walk.awaitPurchase("paid").get("quoted_total")).isEqualByComparingTo("98.30");
        JsonNode products = Asked.json(walk, Asked.CREATE, "product_list");
        assertThat(products).hasSize(1);
        assertThat(products.get(0).get("quantity").asText()).isEqualTo("10");
    }

    @ParameterizedTest
    @CsvSource({Catalogue.SINGLE_NULL, Catalogue.SINGLE_MINUS_ONE})
    void aProductWithoutVariantsIsOrderedWithoutASku(String productId) {
        buy(ShopifySamples.alibabaSku(productId, null), 1, "39.90");

        walk.awaitPurchase("paid");
        assertThat(Asked.json(walk, Asked.CREATE, "product_list").get(0).has("sku_id")).isFalse();
    }

    @Test
    void productsOfTwoCompaniesBecomeTwoOrders() {
        walk.send("orders/paid", walk.order()
                .line(ShopifySamples.alibabaSku(Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK), 1, "39.90")
                .line(ShopifySamples.alibabaSku(Catalogue.OTHER_SELLER, Catalogue.OTHER_SELLER_SKU), 1, "39.90"));

        List<Map<String, Object>> paid = walk.awaitPurchases(2, "paid");
        assertThat(paid).extracting(purchase -> purchase.get("e_company_id"))
                .containsExactlyInAnyOrder(Catalogue.COMPANY, Catalogue.OTHER_COMPANY);
        assertThat(walk.sandbox().ledger().calls(Asked.FREIGHT)).extracting(call -> call.parameter("e_company_id"))
                .containsExactlyInAnyOrder(Catalogue.COMPANY, Catalogue.OTHER_COMPANY);
        assertThat(walk.sandbox().ledger().created()).extracting(LedgerEntry::tradeId).hasSize(2).doesNotHaveDuplicates();
    }

    @ParameterizedTest(name = "{0} pieces of {1}: {3}")
    @CsvSource(nullValues = "none", value = {
        "10, " + Catalogue.MUG + ", " + Catalogue.MUG_SKU + ", BELOW_MINIMUM_QUANTITY",
        "2, " + Catalogue.LADDER_FROM_THREE + ", " + Catalogue.LADDER_FROM_THREE_SKU + ", BELOW_MINIMUM_QUANTITY",
        "1, " + Catalogue.OFFLINE + ", " + Catalogue.OFFLINE_SKU + ", PRODUCT_OFFLINE",
        "1, " + Catalogue.TRY_OUT + ", 999, SKU_NOT_FOUND", "1, " + Catalogue.TRY_OUT + ", none, SKU_REQUIRED",
        "1, 1609999999999, 1, PRODUCT_NOT_FOUND"})
    void whatTheSupplierWouldRefuseIsHeldBeforeFreightIsAskedFor(int quantity, String productId, String skuId, String code) {
        buy(ShopifySamples.alibabaSku(productId, skuId), quantity, "39.90");

        Map<String, Object> held = walk.awaitPurchase("held");
        assertThat(held).containsEntry("reason_code", code).containsEntry("held_from", "planned");
        assertThat(held.get("hint")).isNotNull();
        assertThat(held.get("reason")).asString().isNotBlank();
        assertThat(Asked.times(walk, Asked.FREIGHT)).isZero();
    }

    @Test
    void anOrderBelowThirtyCentsIsNotPlaced() {
        buy(ShopifySamples.alibabaSku(Catalogue.TINY, Catalogue.TINY_SKU), 2, "39.90");

        assertThat(walk.awaitPurchase("held")).containsEntry("reason_code", "AMOUNT_TOO_SMALL").containsEntry("held_from", "quoted");
        assertThat(Asked.times(walk, Asked.CREATE)).isZero();
    }

    @Test
    void thirtyCentsAreEnough() {
        buy(ShopifySamples.alibabaSku(Catalogue.TINY, Catalogue.TINY_SKU), 3, "39.90");

        walk.awaitPurchase("paid");
    }

    @Test
    void oneLineAboveFiveThousandIsNotPlaced() {
        buy(ShopifySamples.alibabaSku(Catalogue.GRAND, Catalogue.GRAND_SKU), 3, "3990.00");

        assertThat(walk.awaitPurchase("held")).containsEntry("reason_code", "AMOUNT_TOO_LARGE").containsEntry("held_from", "quoted");
        assertThat(Asked.times(walk, Asked.CREATE)).isZero();
    }

    @Test
    void linesAboveFiveThousandAreSplitUntilEachOrderFits() {
        String sku = ShopifySamples.alibabaSku(Catalogue.GRAND, Catalogue.GRAND_SKU);
        walk.send("orders/paid", walk.order().line(sku, 2, "3990.00").line(sku, 1, "3990.00"));

        // Each part then meets the limit of a Shopify order, which splitting does not evade.
        await().untilAsserted(() -> assertThat(walk.purchases()).hasSize(2)
                .allMatch(purchase -> "MAX_ORDER_COST".equals(purchase.get("reason_code"))));
        assertThat(walk.purchases()).allMatch(purchase -> ((BigDecimal) purchase.get("quoted_total")).compareTo(new BigDecimal("5000")) < 0);
        assertThat(Asked.times(walk, Asked.CREATE)).isZero();
    }
}
