package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.sandbox.SandboxOptions;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MapOrderLineTest extends StageTest {

    @BeforeEach
    void planOnly() {
        pause("quote-purchases");
    }

    @Test
    void aLinkOfTheVariantComesBeforeOneOfTheSkuAndBeforeTheSkuItself() {
        ShopifySamples order = walk.order().line(77_001L, "alibaba:3", 1, "10.00").lineField("variant_id", 555L);
        link("variant_id", "555", "1", "{}", 1);
        link("sku", "alibaba:3", "2", "{}", 1);

        plan("orders/paid", order);
        assertThat(lineRows(order).get(0)).containsEntry("product_id", "1").containsEntry("supplier", "alibaba");

        sql("DELETE FROM product_link WHERE variant_id IS NOT NULL");
        plan("orders/updated", changed(order));
        assertThat(lineRows(order).get(0)).containsEntry("product_id", "2");

        sql("DELETE FROM product_link");
        plan("orders/updated", changed(order));
        assertThat(lineRows(order).get(0)).containsEntry("product_id", "3");
    }

    @Test
    void amongLinksTheSmallestPriorityThatServesTheCountryWins() {
        link("sku", "mug", "10", "{DE}", 1);
        link("sku", "mug", "20", "{GB,US}", 2);
        link("sku", "mug", "30", "{}", 3);

        assertThat(productFor("mug", "US")).isEqualTo("20");
        assertThat(productFor("mug", "DE")).isEqualTo("10");
        assertThat(productFor("mug", "FR")).isEqualTo("30");
    }

    @Test
    void aLinkForUkServesGb() {
        link("sku", "mug", "10", "{UK}", 1);

        assertThat(productFor("mug", "UK")).isEqualTo("10");
        assertThat(productFor("mug", "GB")).isEqualTo("10");
    }

    @Test
    void aLinkOfAnotherShopIsNotUsed() {
        link("sku", "mug", "10", "{}", 1);
        sql("UPDATE product_link SET shop = 'another.myshopify.com'");

        assertThat(productFor("mug", "US")).isNull();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "alibaba:1600124642247, alibaba, 1600124642247, -, -",
        "Alibaba:1600124642247:105200000001, alibaba, 1600124642247, 105200000001, -",
        "alibaba:9223372036854775807:9007199254740993, alibaba, 9223372036854775807, 9007199254740993, -",
        "aliexpress:1005001, aliexpress, 1005001, -, -",
        "'aliexpress:1005001:14:175#Black;5:100014064', aliexpress, 1005001, -, '14:175#Black;5:100014064'",
        "1005006789012345, aliexpress, 1005006789012345, -, -",
        "' 1005006789012345 ', aliexpress, 1005006789012345, -, -"})
    void theSkuItselfNamesTheProduct(String sku, String supplier, String product, String skuId, String skuAttr) {
        ShopifySamples order = walk.order().line(sku, 1, "10.00");

        plan("orders/paid", order);

        assertThat(lineRows(order).get(0)).containsEntry("supplier", supplier).containsEntry("product_id", product)
                .containsEntry("sku_id", skuId).containsEntry("sku_attr", skuAttr).containsEntry("reason_code", null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "BLACK-CUP", "alibaba:", "alibaba:abc", "alibaba:1:x", "alibaba:1:2:3", "alibaba:1;DROP TABLE purchase",
        "12345678901234567890", "12 34", "１２３"})
    void aSkuThatNamesNothingIsLeftToTheMerchantAndSaidSo(String sku) {
        ShopifySamples order = walk.order().line(sku, 1, "10.00").line(CUP, 1, "39.90");

        plan("orders/paid", order);

        assertThat(lineRows(order)).extracting(line -> line.get("reason_code")).containsExactlyInAnyOrder("UNMAPPED", null);
        assertThat(orderRow(order)).containsEntry("state", "buying").containsEntry("reason_code", null);
        assertThat(pieces()).isEqualTo("planned 1");
    }

    @Test
    void giftCardsDigitalLinesAndLinesWithoutPiecesAreNotBought() {
        ShopifySamples order = walk.order()
                .line(1L, CUP, 1, "39.90").lineField("gift_card", true)
                .line(2L, CUP, 1, "39.90").lineField("requires_shipping", false)
                .line(3L, CUP, 1, "39.90").lineField("current_quantity", 0)
                .line(4L, CUP, 2, "39.90").lineField("fulfillable_quantity", 0)
                .line(5L, CUP, 3, "39.90").lineField("current_quantity", 2).lineField("fulfillable_quantity", 1);

        plan("orders/paid", order);

        assertThat(lineRows(order)).extracting(line -> line.get("reason_code"))
                .containsExactly("GIFT_CARD", "NO_SHIPPING", "NOTHING_LEFT", "NOTHING_LEFT", null);
        assertThat(pieces()).isEqualTo("planned 1");
    }

    @Test
    void anOrderOfWhichNothingIsBoughtSaysWhy() {
        ShopifySamples alike = walk.order().line("X", 1, "39.90").line("Y", 1, "39.90");
        ShopifySamples different = walk.order().line("X", 1, "39.90").line(CUP, 1, "39.90").lineField("gift_card", true);

        plan("orders/paid", alike);
        plan("orders/paid", different);

        assertThat(orderRow(alike)).containsEntry("state", "ignored").containsEntry("reason_code", "UNMAPPED");
        assertThat(orderRow(different)).containsEntry("state", "ignored").containsEntry("reason_code", "NOTHING_TO_BUY");
        assertThat(walk.purchases()).isEmpty();
    }

    private String productFor(String sku, String country) {
        ShopifySamples order = walk.order().line(sku, 1, "10.00").country(country, country);
        plan("orders/paid", order);
        List<Map<String, Object>> lines = lineRows(order);
        return (String) lines.get(0).get("product_id");
    }

    private void link(String by, String value, String product, String countries, int priority) {
        sql("INSERT INTO product_link (shop, " + by + ", supplier, product_id, countries, priority)"
                + " VALUES (?, ?, 'alibaba', ?, CAST(? AS text[]), ?)",
                SandboxOptions.SHOP, value, product, countries, priority);
    }
}
