package io.github.dropshiproutes.sandbox;

import static io.github.dropshiproutes.sandbox.AliExpressClient.body;
import static io.github.dropshiproutes.sandbox.AliExpressClient.list;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What AliExpress says of products, of freight and of categories, and what a search finds. */
class AliExpressProductsTest extends RunningAliExpress {

    @Test
    void knowsTheGuidesProductAsTheGuideShowsIt() throws Exception {
        JsonNode result = aliExpress.product(AliExpressCatalogue.GUIDE, "US").path("result");
        List<JsonNode> skus = list(result.path("ae_item_sku_info_dtos"));

        assertThat(result.at("/ae_item_base_info_dto/product_id").isIntegralNumber()).isTrue();
        assertThat(result.at("/ae_item_base_info_dto/subject").asText()).isEqualTo("Premium Yoga Mat");
        assertThat(skus.stream().mapToInt(sku -> sku.path("sku_available_stock").asInt()).sum()).isEqualTo(5000);
        assertThat(skus.get(0).path("sku_attr").asText()).isEqualTo("14:193#Blue");
        assertThat(skus.get(0).path("sku_id").asText()).isEqualTo("12000059493652163");
        assertThat(skus.get(0).path("offer_sale_price").textValue()).isEqualTo("24.99");
        JsonNode colour = list(skus.get(0).path("ae_sku_property_dtos")).get(0);
        assertThat(colour.path("sku_property_id").asInt()).isEqualTo(14);
        assertThat(colour.path("property_value_definition_name").asText()).isEqualTo("Blue");
    }

    @ParameterizedTest
    @CsvSource({"1005009999999999, US, 605", "1005001234567894, FR, 602", "1005001234567902, US, 602",
        "1005001234567902, FR, 200", "3256807990906987, FR, 602", "3256807990906987, US, 200", "1005001234567899, US, 200"})
    void saysWhatIsNotSold(String product, String country, String code) throws Exception {
        JsonNode answer = aliExpress.product(product, country);

        assertThat(answer.path("rsp_code").asText()).isEqualTo(code);
        assertThat(answer.has("result")).isEqualTo(code.equals("200"));
    }

    @Test
    void leadsFromTheNumberForTheWorldToTheOneForTheUnitedStates() throws Exception {
        JsonNode converted = aliExpress.product(AliExpressCatalogue.US_NUMBER, "US").at("/result/product_id_converter_result");

        assertThat(Json.read(converted.path("sub_product_id").textValue()).path("US").asText()).isEqualTo(AliExpressCatalogue.US_NUMBER_US);
        assertThat(aliExpress.freight(AliExpressCatalogue.US_NUMBER, AliExpressCatalogue.US_NUMBER_SKU, 1, "US").path("code").asText())
                .isEqualTo("501");
        assertThat(aliExpress.freight(AliExpressCatalogue.US_NUMBER_US, AliExpressCatalogue.US_NUMBER_SKU, 1, "US").path("code").asText())
                .isEqualTo("200");
    }

    @Test
    void tripsTheHastyReaderOfPrices() throws Exception {
        JsonNode cny = aliExpress.product(AliExpressCatalogue.CNY_BASE, "US").path("result");
        assertThat(cny.at("/ae_item_base_info_dto/currency_code").asText()).isEqualTo("CNY");
        assertThat(sku(cny).path("currency_code").asText()).isEqualTo("USD");
        JsonNode single = aliExpress.product(AliExpressCatalogue.SINGLE, "US").path("result");
        assertThat(sku(single).path("sku_attr").textValue()).isEmpty();
        assertThat(sku(single).has("ae_sku_property_dtos")).isFalse();
        JsonNode wholesale = aliExpress.product(AliExpressCatalogue.WHOLESALE, "US").path("result");
        assertThat(list(sku(wholesale).path("wholesale_price_tiers")).get(0).path("wholesale_price").textValue()).isEqualTo("\"5.78\"");
        JsonNode euro = aliExpress.product(AliExpressCatalogue.EUR_ONLY, "US").path("result");
        assertThat(sku(euro).path("currency_code").asText()).isEqualTo("EUR");
        assertThat(sku(aliExpress.product(AliExpressCatalogue.OUT_OF_STOCK, "US").path("result")).path("sku_available_stock").asInt(-1))
                .isZero();
    }

    @Test
    void writesFeesInWholeUnitsAndLeavesThemOutWhereFreightIsFree() throws Exception {
        List<JsonNode> free = list(aliExpress.freight(AliExpressCatalogue.GUIDE, AliExpressCatalogue.GUIDE_BLUE_SKU, 1, "US")
                .path("delivery_options"));
        assertThat(free.get(0).path("code").asText()).isEqualTo(AliExpressFreight.STANDARD);
        assertThat(free.get(0).path("free_shipping").asBoolean()).isTrue();
        assertThat(free.get(0).has("shipping_fee_cent")).isFalse();
        assertThat(free.get(0).path("available_stock").textValue()).isEqualTo("2000");
        List<JsonNode> paid = list(aliExpress.freight(AliExpressCatalogue.OTHER_STORE, AliExpressCatalogue.OTHER_STORE_SKU, 3, "US")
                .path("delivery_options"));
        assertThat(paid.get(0).path("shipping_fee_cent").textValue()).isEqualTo("2.99");
        assertThat(paid.get(1).path("code").asText()).isEqualTo(AliExpressFreight.EXPRESS);
        assertThat(paid.get(1).path("shipping_fee_cent").textValue()).isEqualTo("22.50");
    }

    @Test
    void hasNoFreightForWhatIsNamedWronglyOrGoesNowhere() throws Exception {
        assertFreight("501", AliExpressCatalogue.GUIDE, AliExpressCatalogue.GUIDE_BLUE);
        assertFreight("501", AliExpressCatalogue.UNKNOWN, AliExpressCatalogue.GUIDE_BLUE_SKU);
        assertFreight("505", AliExpressCatalogue.NO_ROUTE, "12000059493652211");
    }

    @Test
    void findsEveryWordOfATitlePageByPage() throws Exception {
        JsonNode first = aliExpress.search("wireless earbuds", 1, 50).path("data");
        assertThat(first.path("totalCount").asInt()).isGreaterThan(60);
        Set<String> ids = new HashSet<>();
        for (int page = 1; page <= 2; page++) {
            JsonNode answer = aliExpress.search("wireless earbuds", page, 50);
            assertThat(answer.path("code").textValue()).isEqualTo("00");
            for (JsonNode item : list(answer.at("/data/products"))) {
                assertThat(ids.add(item.path("itemId").textValue())).isTrue();
                assertThat(item.path("title").asText()).contains("Wireless", "Earbuds");
                assertThat(item.path("itemUrl").asText()).startsWith("//www.aliexpress.com/item/");
                assertThat(item.path("discount").asText()).isEqualTo("0%");
            }
        }
        assertThat(ids).hasSize(first.path("totalCount").asInt());
        JsonNode nothing = aliExpress.search("perpetual motion", 1, 20).path("data");
        assertThat(nothing.path("products").isObject()).isTrue();
        assertThat(nothing.path("products").isEmpty()).isTrue();
    }

    /** keywords, least and most price, least orders, wanted products; the last is that of good ratings only. */
    @ParameterizedTest
    @CsvSource({"wireless earbuds, 5, 30, 100, 20, 0", "yoga mat, 10, 50, 500, 10, 5", "eco-friendly water bottle, 5, 20, 1000, 10, 5",
        "test product, 0, 1000, 0, 5, 1"})
    void findsEnoughForTheGuidesSamples(String keywords, int least, int most, int orders, int wanted, int good) throws Exception {
        int fitting = 0;
        int rated = 0;
        for (int page = 1; page <= 2; page++) {
            for (JsonNode item : list(aliExpress.search(keywords, page, 50).at("/data/products"))) {
                double price = Double.parseDouble(item.path("targetSalePrice").asText());
                boolean fits = price >= least && price <= most
                        && Integer.parseInt(item.path("orders").asText().replaceAll("[,+]", "")) >= orders;
                fitting += fits ? 1 : 0;
                rated += fits && Double.parseDouble(item.path("evaluateRate").asText()) > 95 ? 1 : 0;
            }
        }

        assertThat(fitting).isGreaterThanOrEqualTo(wanted);
        assertThat(rated).isGreaterThanOrEqualTo(good);
    }

    @Test
    void refusesWhatASearchDoesNotKnow() throws Exception {
        assertThat(code(aliExpress.call(AliExpressClient.SEARCH, "keywords", "yoga mat", "local", "en_US", "countryCode", "US",
                "currency", "USD"))).isEqualTo("InvalidParameter");
        assertThat(code(aliExpress.call(AliExpressClient.SEARCH, "keyWord", "yoga mat", "local", "en_US", "countryCode", "US")))
                .isEqualTo("MissingParameter");
        assertThat(code(aliExpress.call(AliExpressClient.SEARCH, "keyWord", "yoga mat", "local", "en_US", "countryCode", "US",
                "currency", "USD", "pageSize", "51"))).isEqualTo("InvalidParameter");
        assertThat(code(aliExpress.call(AliExpressClient.SEARCH, "keyWord", "yoga mat", "local", "en_US", "countryCode", "US",
                "currency", "USD", "sortBy", "price"))).isEqualTo("InvalidParameter");
    }

    @Test
    void sortsAndNarrowsASearch() throws Exception {
        List<JsonNode> cheap = list(body(aliExpress.call(AliExpressClient.SEARCH, "categoryId", "18", "local", "en_US", "countryCode", "US",
                "currency", "EUR", "sortBy", "min_price,asc", "pageSize", "3")).at("/data/products"));

        assertThat(cheap).hasSize(3).allSatisfy(item -> assertThat(item.path("cateId").asText()).startsWith("200215341,200001095,18"));
        assertThat(cheap.get(0).path("targetOriginalPriceCurrency").asText()).isEqualTo("EUR");
        assertThat(cheap.get(0).path("targetSalePrice").asText()).isEqualTo("4.49");
    }

    @Test
    void permitsTheAffiliateSearchOnlyWhenTold() throws Exception {
        assertThat(code(aliExpress.call(AliExpressClient.AFFILIATE, "keywords", "yoga mat"))).isEqualTo("InsufficientPermission");
        sandbox.aliExpress().affiliate(true);
        JsonNode found = body(aliExpress.call(AliExpressClient.AFFILIATE, "keywords", "yoga mat", "min_sale_price", "1000",
                "max_sale_price", "2499", "page_size", "50", "sort", "SALE_PRICE_DESC")).path("resp_result");
        JsonNode first = list(found.at("/result/products")).get(0);
        assertThat(found.path("resp_code").asText()).isEqualTo("200");
        assertThat(first.path("product_id").isIntegralNumber()).isTrue();
        assertThat(first.path("target_sale_price").asText()).isEqualTo("24.99");
        assertThat(first.path("discount").asText()).isEqualTo("50%");
        assertThat(first.path("lastest_volume").isInt()).isTrue();
        JsonNode nothing = body(aliExpress.call(AliExpressClient.AFFILIATE, "keywords", "perpetual motion")).path("resp_result");
        assertThat(nothing.path("resp_code").asText()).isEqualTo("405");
    }

    @Test
    void listsCategoriesFlatAndPlacesAsTextInText() throws Exception {
        JsonNode result = body(aliExpress.call("aliexpress.ds.category.get")).at("/resp_result/result");
        assertThat(list(result.path("categories"))).hasSize(result.path("total_result_count").asInt())
                .anySatisfy(category -> {
                    assertThat(category.path("category_id").asInt()).isEqualTo(15);
                    assertThat(category.path("category_name").asText()).isEqualTo("Home & Garden");
                    assertThat(category.has("parent_category_id")).isFalse();
                }).anySatisfy(category -> assertThat(category.path("parent_category_id").asInt()).isEqualTo(15));
        String children = body(aliExpress.call("aliexpress.ds.address.get", "countryCode", "US")).at("/result/data/children").textValue();
        assertThat(Json.read(children).findValuesAsText("name")).contains("New York", "California").doesNotContain("NY");
    }

    private void assertFreight(String code, String product, String sku) throws Exception {
        JsonNode result = aliExpress.freight(product, sku, 1, "US");

        assertThat(result.path("success").asBoolean()).isFalse();
        assertThat(result.path("code").asText()).isEqualTo(code);
    }

    private static JsonNode sku(JsonNode result) {
        return list(result.path("ae_item_sku_info_dtos")).get(0);
    }
}
