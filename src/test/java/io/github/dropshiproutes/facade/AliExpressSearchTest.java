package io.github.dropshiproutes.facade;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.aliexpress.AliExpressCall;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a search asks for, what it takes of the answers, and where it ends. */
class AliExpressSearchTest {

    private static final FacadeSettings.AliExpress SETTINGS = new FacadeSettings.AliExpress("USD", "en_US", 50, 3);
    /** As captured, with another currency. */
    private static final String CAPTURED = """
            {"itemId":"1005006361450153","title":"Earbuds","itemMainPic":"https://ae01.alicdn.com/1.jpg",
             "itemUrl":"//www.aliexpress.com/item/1005006361450153.html?skuId=1","targetSalePrice":"3.29","targetOriginalPrice":"9.40",
             "targetOriginalPriceCurrency":"USD","salePrice":"25.76","salePriceCurrency":"CNY","originalPrice":"73.61",
             "originalPriceCurrency":"CNY","salePriceFormat":"3,29","discount":"0%","score":"4.5","evaluateRate":"89.2","orders":"5,000+",
             "cateId":"15,100006664,200003691","type":"search"}""";

    private final List<AliExpressCall> asked = new ArrayList<>();

    private static AliExpressSearch.Wish wish(String min, String max, Integer orders, int limit) {
        return new AliExpressSearch.Wish("earbuds", null, min == null ? null : new BigDecimal(min), max == null ? null : new BigDecimal(max),
                orders, limit);
    }

    private static JsonNode json(String text) {
        try {
            return FacadeRequest.STRICT.readTree(text);
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }

    private static String page(int total, String... products) {
        return "{\"code\":\"00\",\"data\":{\"totalCount\":" + total + ",\"products\":{\"selection_search_product\":["
                + String.join(",", products) + "]}}}";
    }

    private static String product(int id, String price, String orders) {
        return "{\"itemId\":\"" + id + "\",\"targetSalePrice\":\"" + price + "\",\"orders\":\"" + orders + "\"}";
    }

    private static String[] products(int from, int count, String price) {
        return IntStream.range(from, from + count).mapToObj(id -> product(id, price, "10+")).toArray(String[]::new);
    }

    private JsonNode search(AliExpressSearch.Wish wish, boolean affiliate, String... pages) {
        AliExpressSearch search = new AliExpressSearch(wish, affiliate, "US", SETTINGS);
        for (String page : pages) {
            if (search.isOpen()) {
                asked.add(search.nextCall());
                search.add(json(page));
            }
        }
        assertThat(search.isOpen()).as("all pages were needed").isFalse();
        return search.answer();
    }

    @Test
    void aProductHasTheGuidesMembers() {
        JsonNode answer = search(wish(null, null, null, 5), false, page(1, CAPTURED));

        assertThat(answer.toString()).isEqualTo("""
                {"success":true,"data":[{"product_id":"1005006361450153","product_title":"Earbuds","target_sale_price":"3.29",\
                "original_price":"9.40","discount":"65%",\
                "product_detail_url":"https://www.aliexpress.com/item/1005006361450153.html?skuId=1",\
                "product_main_image_url":"https://ae01.alicdn.com/1.jpg","volume":5000,"evaluation_rate":"89.2%","ship_to_days":null}],\
                "count":1,"complete":true,"scanned":1}""");
        assertThat(asked.get(0).getParameters()).containsEntry("keyWord", "earbuds").containsEntry("countryCode", "US")
                .containsEntry("currency", "USD").containsEntry("local", "en_US").containsEntry("pageIndex", "1")
                .containsEntry("pageSize", "5").doesNotContainKey("categoryId");
    }

    @Test
    void whatIsNotSaidIsNullAndMatchesNoFilter() {
        String bare = "{\"itemId\":\"1\"}";

        JsonNode found = search(wish(null, null, null, 5), false, page(1, bare)).path("data").get(0);
        found.properties().stream().filter(member -> !member.getKey().equals("product_id"))
                .forEach(member -> assertThat(member.getValue().isNull()).as(member.getKey()).isTrue());
        assertThat(found.size()).isEqualTo(10);
        assertThat(search(wish("0", null, null, 5), false, page(1, bare)).path("count").asInt()).isZero();
        assertThat(search(wish(null, null, 0, 5), false, page(1, bare)).path("count").asInt()).isZero();
    }

    @Test
    void pagesAreLookedThroughUntilEnoughIsFound() {
        JsonNode answer = search(wish("10", "20", null, 3), false, page(120, products(0, 50, "9.99")),
                page(120, concat(products(50, 48, "20.01"), product(200, "10", "1"), product(201, "20.00", "1"))),
                page(120, products(300, 20, "15")));

        assertThat(answer.path("data").findValuesAsText("product_id")).containsExactly("200", "201", "300");
        assertThat(answer.path("complete").asBoolean()).isTrue();
        assertThat(answer.path("scanned").asInt()).isEqualTo(120);
        assertThat(asked.stream().map(call -> call.getParameters().get("pageIndex") + "/" + call.getParameters().get("pageSize")))
                .containsExactly("1/50", "2/50", "3/50");
    }

    private static String[] concat(String[] first, String... more) {
        return java.util.stream.Stream.concat(java.util.Arrays.stream(first), java.util.Arrays.stream(more)).toArray(String[]::new);
    }

    @Test
    void theBoundOfPagesIsReported() {
        JsonNode answer = search(wish("100", null, null, 5), false, page(9999, products(0, 50, "1")), page(9999, products(50, 50, "1")),
                page(9999, products(100, 50, "1")), page(9999, products(150, 50, "1")));

        assertThat(asked).hasSize(3);
        assertThat(answer.path("complete").asBoolean()).isFalse();
        assertThat(answer.path("count").asInt()).isZero();
        assertThat(answer.path("scanned").asInt()).isEqualTo(150);
    }

    @Test
    void aProductOnTwoPagesIsOneAndAPageThatComesAgainIsTheEnd() {
        JsonNode answer = search(wish(null, null, 1, 100), false, page(9999, products(0, 50, "1")),
                page(9999, concat(products(0, 49, "1"), product(99, "1", "5"))), page(9999, products(0, 50, "1")));

        assertThat(answer.path("count").asInt()).isEqualTo(51);
        assertThat(answer.path("complete").asBoolean()).isTrue();
    }

    @Test
    void nothingFoundIsAnEmptyList() {
        assertThat(search(wish(null, null, null, 5), false, "{\"code\":\"00\",\"data\":{\"totalCount\":0,\"products\":{}}}").toString())
                .isEqualTo("{\"success\":true,\"data\":[],\"count\":0,\"complete\":true,\"scanned\":0}");
        assertThat(search(wish(null, null, null, 5), true, "{\"resp_result\":{\"resp_code\":405,\"resp_msg\":\"The result is empty\"}}")
                .path("count").asInt()).isZero();
    }

    @Test
    void aPriceInAnotherCurrencyMatchesNoBound() {
        assertThat(search(wish("1", null, null, 5), false, page(1, CAPTURED.replace("\"USD\"", "\"EUR\""))).path("count").asInt()).isZero();
    }

    @Test
    void affiliatesAskInCents() {
        JsonNode answer = search(wish("5.5", "30", 100, 20), true, """
                {"resp_result":{"resp_code":200,"result":{"total_record_count":2,"products":{"product":[
                 {"product_id":1005001234567890,"product_title":"T","target_sale_price":"19.99","target_original_price":"39.99",
                  "target_sale_price_currency":"USD","discount":"50%","evaluate_rate":"98.5%","lastest_volume":5000,
                  "product_detail_url":"https://a.example/1","product_main_image_url":"http://a.example/1.jpg","ship_to_days":"10"},
                 {"product_id":2,"target_sale_price":"19.99","lastest_volume":99}]}}}}""");

        assertThat(asked.get(0).getApi()).isEqualTo("aliexpress.affiliate.product.query");
        assertThat(asked.get(0).getParameters()).containsEntry("min_sale_price", "550").containsEntry("max_sale_price", "3000")
                .containsEntry("target_language", "EN").containsEntry("ship_to_country", "US").containsEntry("page_no", "1");
        assertThat(answer.path("data").toString()).isEqualTo("""
                [{"product_id":"1005001234567890","product_title":"T","target_sale_price":"19.99","original_price":"39.99","discount":"50%",\
                "product_detail_url":"https://a.example/1","product_main_image_url":"https://a.example/1.jpg","volume":5000,\
                "evaluation_rate":"98.5%","ship_to_days":"10"}]""");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"5,000+ | 5000", "12 | 12", "1,234,567 | 1234567", "900+ sold | 900", "1.5K+ |", "many |", "1,00 |",
        "-5 |"})
    void ordersAreReadAsPeopleWriteThem(String written, Integer count) {
        assertThat(AliExpressSearch.count(written)).isEqualTo(count);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"19.99 | 39.99 | 50%", "3.29 | 9.40 | 65%", "5 | 5 | 0%", "6 | 5 | 0%", "5 | 0 |", " | 5 |", "5 | |"})
    void theDiscountIsComputed(BigDecimal price, BigDecimal original, String discount) {
        assertThat(AliExpressSearch.discount(price, original)).isEqualTo(discount);
    }

    @Test
    void addressesAreOfTheWebOrNone() {
        assertThat(List.of("//a/b", "http://a/b", "https://a/b", "HTTP://a/b").stream().map(AliExpressSearch::secure)
                .collect(Collectors.toSet())).containsExactly("https://a/b");
        assertThat(AliExpressSearch.secure("javascript:alert(1)")).isNull();
        assertThat(AliExpressSearch.secure("item/1.html")).isNull();
    }
}
