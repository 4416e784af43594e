package io.github.dropshiproutes.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.catalog.Price;
import io.github.dropshiproutes.catalog.SupplierProduct;
import io.github.dropshiproutes.catalog.SupplierProduct.Variant;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a supplier's product becomes in the shop, whatever its seller has written. */
class ShopProductTest {

    private static final String IMAGE = "https://ae01.alicdn.com/kf/1.jpg";

    @Test
    void everyVariantHasItsSkuOptionPriceCostAndStock() throws ShopProduct.Unfit {
        JsonNode input = input("aliexpress", product("Mat", variant("14:193#Blue", Map.of("Color", "Blue")),
                variant("14:175#Green", Map.of("Color", "Green"))));

        JsonNode variant = input.at("/variants/0");
        assertThat(variant.get("sku").asText()).isEqualTo("aliexpress:7:14:193#Blue");
        assertThat(variant.at("/optionValues/0/optionName").asText()).isEqualTo("Color");
        assertThat(variant.at("/optionValues/0/name").asText()).isEqualTo("Blue");
        assertThat(variant.get("price").asText()).isEqualTo("14.00");
        assertThat(variant.at("/inventoryItem/cost").asText()).isEqualTo("10.00");
        assertThat(variant.at("/inventoryQuantities/0/quantity").asInt()).isEqualTo(5);
        assertThat(input.at("/productOptions/0/values")).hasSize(2);
        assertThat(input.get("vendor").asText()).isEqualTo("AliExpress");
        assertThat(input.at("/files/0/originalSource").asText()).isEqualTo(IMAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "<iframe src='https://x.aliexpress.com'></iframe>", "<p onclick='steal()'>Mat</p>",
        "<img src='https://track.alicdn.com/1.gif'>", "<a href='https://www.aliexpress.com/item/1.html'>here</a>",
        "<link rel=stylesheet href='https://x'>", "<p style=\"background:url(https://x)\">Mat</p>", "<svg onload=alert(1)>",
        "<form action='https://x'><input></form>", "<math><mi//xlink:href=\"data:x,<script>alert(1)</script>\">",
        "<object data='https://x'></object>", "<video src='https://x'></video>", "<q cite='https://x'>Mat</q>"})
    void nothingOfASellersHtmlReachesForTheSuppliersHosts(String html) {
        assertThat(ShopProduct.words("<div>" + html + "</div>")).doesNotContain("http", "script", "onclick", "onload", "style=",
                "<iframe", "<img", "<a", "<form", "<object", "<video");
    }

    @Test
    void wordsAndTablesStay() {
        assertThat(ShopProduct.words("<table><tbody><tr><td><b>Size</b></td></tr></tbody></table><p>Soft &amp; warm</p>"))
                .isEqualTo("<table><tbody><tr><td><b>Size</b></td></tr></tbody></table><p>Soft &amp; warm</p>");
        assertThat(ShopProduct.words(null)).isEmpty();
        assertThat(ShopProduct.words("<p>" + "long ".repeat(200_000) + "</p>")).hasSizeLessThanOrEqualTo(100_000).doesNotContain("<p>");
    }

    @Property(tries = 300)
    void noHtmlWhateverLeavesAnElementThatActs(@ForAll String html) {
        assertThat(ShopProduct.words(html)).doesNotContainIgnoringCase("<script", "<iframe", "<img");
    }

    @Test
    void moreOptionsThanShopifyTakesAreNamed() {
        assertThatThrownBy(() -> new ShopProduct("aliexpress", product("Mat", variant("1", Map.of("A", "1", "B", "1", "C", "1", "D", "1")),
                variant("2", Map.of("A", "2", "B", "1", "C", "1", "D", "1"))))).isInstanceOf(ShopProduct.Unfit.class)
                .hasMessageContaining("4 options").hasMessageContaining("3");
    }

    @Test
    void moreVariantsThanShopifyTakesAreCounted() {
        Variant[] variants = IntStream.rangeClosed(1, 2_049).mapToObj(number -> variant("14:" + number, Map.of("Size", "S" + number)))
                .toArray(Variant[]::new);
        assertThatThrownBy(() -> new ShopProduct("aliexpress", product("Mat", variants))).hasMessageContaining("2049 variants");
    }

    @Test
    void whatHasNoPriceIsLeftOutAndAProductOfOnlySuchIsNone() throws ShopProduct.Unfit {
        Variant free = new Variant("2", "14:10#Red", BigDecimal.ZERO, "USD", 1L, null, Map.of("Color", "Red"));
        Variant unknown = new Variant("3", "14:11#Pink", null, null, 1L, null, Map.of("Color", "Pink"));

        assertThat(input("aliexpress", product("Mat", variant("14:1#Blue", Map.of("Color", "Blue")), free, unknown)).get("variants"))
                .hasSize(1);
        assertThatThrownBy(() -> new ShopProduct("aliexpress", product("Mat", free, unknown)))
                .satisfies(unfit -> assertThat(((ShopProduct.Unfit) unfit).code()).isEqualTo("NO_COST"));
    }

    @Test
    void valuesThatDifferInCaseOnlyAreToldApart() throws ShopProduct.Unfit {
        JsonNode input = input("aliexpress", product("Mat", variant("14:1", Map.of("Color", "blue")),
                variant("14:2", Map.of("Color", "Blue"))));

        assertThat(input.at("/productOptions/0/values").findValuesAsText("name")).containsExactly("blue", "Blue (2)");
        assertThat(input.at("/variants/1/optionValues/0/name").asText()).isEqualTo("Blue (2)");
    }

    @Test
    void variantsThatNothingTellsApartAreRefused() {
        assertThatThrownBy(() -> input("aliexpress", product("Mat", variant("14:1", Map.of("Color", "Blue")),
                variant("14:2", Map.of("Color", "Blue"))))).hasMessageContaining("same options");
    }

    @Test
    void theStockOfOneCallStaysWithinWhatShopifyTakes() throws ShopProduct.Unfit {
        Variant many = new Variant("1", "14:1", BigDecimal.TEN, "USD", 999_999L, null, Map.of("Color", "Blue"));
        Variant more = new Variant("2", "14:2", BigDecimal.TEN, "USD", 7L, null, Map.of("Color", "Red"));
        JsonNode input = input("aliexpress", product("Mat", many, more));

        assertThat(input.get("variants").findValues("quantity").stream().mapToLong(JsonNode::asLong).sum()).isEqualTo(50_000);
    }

    @Test
    void aProductOfTwoThousandVariantsFitsIntoOneCall() throws ShopProduct.Unfit {
        Variant[] variants = IntStream.rangeClosed(1, 2_048).mapToObj(number -> variant("14:" + number, Map.of("Size", "S" + number)))
                .toArray(Variant[]::new);
        JsonNode input = input("aliexpress", product("Mat", variants));

        long withImage = input.get("variants").findParents("file").size();
        assertThat(10 + 1.9 * input.get("files").size() + 0.2 * 2_048 + 0.6 * withImage).isBetween(900.0, 1_000.0);
    }

    @Test
    void whatIsStoredHoldsNoNulAndNoSellersHtml() {
        SupplierProduct cleaned = ShopProduct.cleaned(new SupplierProduct("7", "M\0at", "<p onclick='x()'>M\0at</p><script>x()</script>",
                List.of(IMAGE), List.of(variant("14:1\0", Map.of("Co\0lor", "Bl\0ue")))));

        assertThat(cleaned.title()).isEqualTo("Mat");
        assertThat(cleaned.html()).doesNotContain("\0", "script", "onclick");
        assertThat(cleaned.variants().get(0).options()).containsEntry("Color", "Blue");
    }

    @Test
    void aHandleIsTheSameEachTimeAndAnotherForEveryProduct() throws ShopProduct.Unfit {
        String handle = new ShopProduct("aliexpress", product("Große Matte, 2 m!", variant("", Map.of()))).handle();

        assertThat(handle).matches("gro-e-matte-2-m-[0-9a-f]{10}").doesNotContain("aliexpress");
        assertThat(new ShopProduct("alibaba", product("Große Matte, 2 m!", variant("", Map.of()))).handle()).isNotEqualTo(handle);
        assertThat(new ShopProduct("alibaba", product("水杯", variant("", Map.of()))).handle()).matches("product-[0-9a-f]{10}");
    }

    @Property(tries = 300)
    void everyTitleGivesAHandleThatShopifyTakes(@ForAll String title) throws ShopProduct.Unfit {
        assertThat(new ShopProduct("aliexpress", product(title, variant("", Map.of()))).handle()).matches("[a-z0-9]+(-[a-z0-9]+)*");
    }

    @Test
    void anAttributeTooLongForASkuLosesItsNamesOnly() throws ShopProduct.Unfit {
        Variant variant = variant("14:193#" + "B".repeat(300), Map.of("Color", "Blue"));
        ShopProduct product = new ShopProduct("aliexpress", product("Mat", variant, variant("14:1#Red", Map.of("Color", "Red"))));

        assertThat(product.sku(variant)).isEqualTo("aliexpress:7:14:193");
    }

    private static JsonNode input(String supplier, SupplierProduct product) throws ShopProduct.Unfit {
        ShopProduct made = new ShopProduct(supplier, product);
        return made.input(made.handle(), variant -> Optional.of(new Price(new BigDecimal("14.00"), new BigDecimal("10.00"), null, "USD")),
                "gid://shopify/Location/1", false, 20, true);
    }

    private static SupplierProduct product(String title, Variant... variants) {
        return new SupplierProduct("7", title, "<p>Mat</p>", List.of(IMAGE), List.of(variants));
    }

    private static Variant variant(String attr, Map<String, String> options) {
        return new Variant("1", attr, BigDecimal.TEN, "USD", 5L, IMAGE, options);
    }
}
