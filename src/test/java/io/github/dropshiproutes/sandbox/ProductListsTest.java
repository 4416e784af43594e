package io.github.dropshiproutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Finding products: by scene, by warehouse and by keyword; and telling what became of them. */
class ProductListsTest extends RunningSandbox {

    private static final String CHECK = "/eco/buyer/product/check";
    private static final String SEARCH = "/eco/buyer/product/search";
    private static final String EVENTS = "/eco/buyer/product/events";
    private static final List<String> SCENES = List.of("906124611", "906168847", "907135637", "907732810", "907180667", "907180664");

    @Test
    void hasAnotherListForEachOfTheSixScenes() throws Exception {
        Set<Set<Long>> lists = new HashSet<>();
        for (String scene : SCENES) {
            Set<Long> ids = new HashSet<>(ids(scene(scene, 0, 300)));
            assertThat(ids).as(scene).isNotEmpty();
            lists.add(ids);
        }

        assertThat(lists).hasSize(6);
        assertThat(ids(scene("906124611", 0, 300)))
                .contains(Long.valueOf(Catalogue.US_ONLY)).doesNotContain(Long.valueOf(Catalogue.MX_ONLY));
        assertThat(ids(scene("907732810", 0, 300))).contains(Long.valueOf(Catalogue.MX_ONLY));
    }

    @Test
    void canBeWalkedToItsEnd() throws Exception {
        int total = Integer.parseInt(scene("906168847", 0, 100).at("/result/result_total").asText());
        List<Long> walked = IntStream.rangeClosed(0, total / 100).boxed()
                .flatMap(page -> ids(scene("906168847", page, 100)).stream()).toList();

        assertThat(total).isGreaterThan(400);
        assertThat(walked).hasSize(total).doesNotHaveDuplicates();
        assertThat(ids(scene("906168847", total / 100 + 1, 100))).isEmpty();
        assertThat(scene("906168847", 99, 300).at("/result/result_code").asText()).isEqualTo("200");
    }

    @Test
    void saysTheTotalAsText() throws Exception {
        JsonNode total = scene("907180664", 0, 1).at("/result/result_total");

        assertThat(total.isTextual()).isTrue();
        assertThat(total.asText()).isEqualTo(String.valueOf(ids(scene("907180664", 0, 300)).size()));
    }

    @Test
    void isEmptyForASceneThatIsNotThere() throws Exception {
        JsonNode answer = scene("906124612", 0, 50);

        assertThat(answer.at("/result/result_total").asText()).isEqualTo("0");
        assertThat(ids(answer)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"scene_id\":\"906124611\",\"page\":0,\"page_size\":50}",
        "{\"scene_id\":\"906124611\",\"index\":0,\"size\":50,\"page\":0,\"product_type\":\"common\"}",
        "{\"scene_id\":\"906124611\",\"size\":50,\"product_type\":\"common\"}",
        "{\"scene_id\":\"906124611\",\"index\":0,\"product_type\":\"common\"}",
        "{\"scene_id\":\"906124611\",\"index\":0,\"size\":50}",
    })
    void refusesInsideTheResultWhatTheLiveGatewayRefuses(String request) throws Exception {
        JsonNode answer = alibaba.get(CHECK, "query_req", request);

        assertThat(code(answer)).isEqualTo("0");
        assertThat(answer.at("/result/result_code").asText()).isEqualTo("400");
        assertThat(answer.path("result").has("result_data")).isFalse();
    }

    @Test
    void holdsThePageToItsSize() throws Exception {
        for (String size : List.of("301", "0", "\"many\"")) {
            assertThat(message(alibaba.get(CHECK, "query_req", "{\"index\":0,\"size\":" + size + ",\"product_type\":\"common\"}")))
                    .contains("query_req.size");
        }
        assertThat(ids(scene("906168847", 0, 300))).hasSize(300);
    }

    @ParameterizedTest
    @CsvSource({
        "/eco/buyer/product/check,              query_req",
        "/eco/buyer/local/product/check,        req",
        "/eco/buyer/localregular/product/check, req",
        "/eco/buyer/crossborder/product/check,  param0",
        "/eco/buyer/product/search,             param0",
    })
    void isOnlyRead(String api, String parameter) throws Exception {
        assertThat(code(alibaba.post(api, parameter, "{\"index\":1,\"size\":5}"))).isEqualTo("InvalidHttpMethod");
    }

    @Test
    void listsByWarehouse() throws Exception {
        List<Long> local = list("/eco/buyer/local/product/check", "req", "{\"index\":0,\"size\":300}");
        List<Long> mexican = list("/eco/buyer/local/product/check", "req", "{\"index\":0,\"size\":300,\"country\":\"MX\"}");
        List<Long> regular = list("/eco/buyer/localregular/product/check", "req", "{\"index\":\"0\",\"size\":\"300\"}");
        List<Long> abroad = list("/eco/buyer/crossborder/product/check", "param0", "{\"index\":1,\"size\":300}");

        assertThat(local).contains(Long.valueOf(Catalogue.US_ONLY), Long.valueOf(Catalogue.MX_ONLY))
                .containsAll(mexican).containsAll(regular);
        assertThat(mexican).contains(Long.valueOf(Catalogue.MX_ONLY)).doesNotContain(Long.valueOf(Catalogue.US_ONLY));
        assertThat(regular).hasSizeLessThan(local.size());
        assertThat(abroad).isNotEmpty().hasSizeLessThan(300);
        assertThat(list("/eco/buyer/local/product/check", "req", "{\"index\":0,\"size\":300,\"country\":\"CN\"}")).isEmpty();
    }

    @Test
    void describesAndQuotesWhatItLists() throws Exception {
        String id = String.valueOf(ids(scene("906124611", 1, 100)).get(0));
        JsonNode product = alibaba.get(SandboxClient.DESCRIPTION, "query_req", "{\"product_id\":\"" + id + "\",\"country\":\"US\"}")
                .at("/result/result_data");

        assertThat(product.path("status").asText()).isEqualTo("PRODUCT_ONLINE");
        assertThat(code(alibaba.quote(product.path("eCompanyId").asText(), id, product.at("/skus/0/sku_id").asText(), 1, "US")))
                .isEqualTo("0");
    }

    @Test
    void searchesByEveryWordInPagesFromOne() throws Exception {
        JsonNode first = search("{\"keyword\":\"NOTEBOOK linen\",\"size\":50,\"index\":1}");
        JsonNode second = search("{\"keyword\":\"linen notebook\",\"size\":50,\"index\":2}");
        int total = first.at("/pagination/total_product_count").asInt();

        assertThat(first.at("/products")).hasSize(50);
        assertThat(first.at("/products/0/title").asText()).contains("Linen Notebook");
        assertThat(second.at("/products")).hasSize(Math.min(50, total - 50));
        assertThat(first.at("/pagination/page_count").asInt()).isEqualTo((total + 49) / 50);
        assertThat(second.at("/products/0/product_id").asText()).isNotEqualTo(first.at("/products/0/product_id").asText());
        assertThat(search("{\"keyword\":\"linen\",\"size\":50,\"index\":1,\"shipFrom\":\"MX\"}").at("/products").size())
                .isPositive().isLessThan(50);
        assertThat(search("{\"keyword\":\"zeppelin\",\"size\":50,\"index\":1}").at("/products")).isEmpty();
        assertThat(search("{\"keyword\":\"discontinued clock\",\"size\":50,\"index\":1}").at("/products")).isEmpty();
    }

    @Test
    void refusesASearchThatIsWrong() throws Exception {
        for (String incomplete : List.of("{\"size\":50,\"index\":1}", "{\"keyword\":\"mug\",\"index\":1}",
                "{\"keyword\":\"mug\",\"size\":5}")) {
            assertThat(alibaba.get(SEARCH, "param0", incomplete).at("/result/code").asText()).as(incomplete).isEqualTo("400");
        }
        assertThat(message(alibaba.get(SEARCH, "param0", "{\"keyword\":\"mug\",\"size\":51,\"index\":1}"))).contains("param0.size");
        assertThat(message(alibaba.get(SEARCH, "param0", "{\"keyword\":\"mug\",\"size\":5,\"index\":0}"))).contains("param0.index");
        assertThat(message(alibaba.get(SEARCH, "param0", "{\"keywords\":\"mug\",\"size\":5,\"index\":1}"))).contains("param0.keywords");
    }

    @Test
    void countsTheEventsOfProductsThatItKnows() throws Exception {
        JsonNode answer = alibaba.post(EVENTS, "query_req", "{\"events\":[{\"ali_product_id\":" + Catalogue.TRY_OUT
                + ",\"event_type\":\"PRODUCT_LISTED\",\"channel\":\"SHOPIFY\",\"channel_store_id\":\"s1\",\"body\":{\"price\":\"39.90\"}},"
                + "{\"ali_product_id\":\"1\",\"event_type\":\"ORDER_PLACED\"}]}");

        assertThat(answer.at("/result/result_code").asText()).isEqualTo("200");
        assertThat(answer.at("/result/result_message").asText()).isEqualTo("request success");
        assertThat(answer.at("/result/result_data/total").asInt()).isEqualTo(1);
    }

    @Test
    void refusesAnEventByNamingItsField() throws Exception {
        assertThat(code(alibaba.get(EVENTS, "query_req", "{\"events\":[]}"))).isEqualTo("InvalidHttpMethod");
        assertThat(events("{\"events\":[]}")).contains("query_req.events");
        assertThat(events("{\"events\":[{\"event_type\":\"PRODUCT_LISTED\"}]}")).contains("query_req.events[0].ali_product_id");
        assertThat(events("{\"events\":[{\"ali_product_id\":1,\"event_type\":\"LISTED\"}]}")).contains("query_req.events[0].event_type");
        assertThat(events("{\"events\":[{\"ali_product_id\":1,\"event_type\":\"PRODUCT_LISTED\",\"channel\":\"shopify\"}]}"))
                .contains("query_req.events[0].channel");
        assertThat(events("{\"events\":[{\"ali_product_id\":1,\"event_type\":\"PRODUCT_LISTED\",\"body\":\"text\"}]}"))
                .contains("query_req.events[0].body");
    }

    private String events(String request) throws Exception {
        return message(alibaba.post(EVENTS, "query_req", request));
    }

    private JsonNode search(String request) throws Exception {
        JsonNode answer = alibaba.get(SEARCH, "param0", request);
        assertThat(answer.at("/result/code").asText()).as(answer.toString()).isEqualTo("200");
        return answer.at("/result/data");
    }

    private JsonNode scene(String id, int index, int size) {
        try {
            return alibaba.get(CHECK, "query_req",
                    "{\"scene_id\":\"" + id + "\",\"index\":" + index + ",\"size\":" + size + ",\"product_type\":\"common\"}");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private List<Long> list(String api, String parameter, String request) throws Exception {
        return ids(alibaba.get(api, parameter, request));
    }

    private static List<Long> ids(JsonNode answer) {
        return StreamSupport.stream(answer.at("/result/result_data").spliterator(), false).map(JsonNode::asLong).toList();
    }
}
