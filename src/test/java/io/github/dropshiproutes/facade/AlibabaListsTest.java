package io.github.dropshiproutes.facade;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.suppliers.GatewayRecorder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists, page by page to their end, whatever the gateway says of their length. */
class AlibabaListsTest extends FacadeTestCase {

    private static final String SCENE = "/eco/buyer/product/check?scene_id=906124611";

    /** The gateway with a list of so many products. */
    private static GatewayRecorder.Answer page(GatewayRecorder.Request request, int count, boolean saysTotal) {
        JsonNode query = json(request.parameters().entrySet().stream().filter(p -> p.getKey().matches("query_req|req|param0"))
                .findFirst().orElseThrow().getValue());
        int from = query.path("index").asInt() * query.path("size").asInt();
        String ids = IntStream.range(from, Math.min(count, from + query.path("size").asInt())).mapToObj(i -> String.valueOf(1000 + i))
                .collect(Collectors.joining(","));
        return GatewayRecorder.json("{\"result\":{\"result_msg\":\"request success\",\"result_data\":[" + ids + "],\"result_code\":\"200\""
                + (saysTotal ? ",\"result_total\":\"" + count + "\"" : "") + "},\"code\":\"0\",\"request_id\":\"r\"}");
    }

    private static List<String> walk(String path) {
        List<String> ids = new ArrayList<>();
        String after = "";
        for (int pages = 0; pages < 100; pages++) {
            JsonNode answer = get(path + after).ok();
            answer.path("items").forEach(item -> ids.add(item.path("product_id").asText()));
            if (answer.path("next").isNull()) {
                return ids;
            }
            after = "&after=" + answer.path("next").asText();
        }
        throw new AssertionError("no end after 100 pages");
    }

    private static List<String> products(int count) {
        return IntStream.range(1000, 1000 + count).mapToObj(String::valueOf).toList();
    }

    @ParameterizedTest
    @CsvSource({"0, 50, true", "1, 50, true", "50, 50, true", "50, 50, false", "51, 50, false", "235, 50, true", "235, 50, false",
        "235, 7, true", "235, 100, false", "235, 150, true", "235, 150, false", "700, 500, true", "700, 333, false", "300, 300, true"})
    void aListIsWalkedToItsEndWithoutGapsOrDoubles(int count, int limit, boolean saysTotal) {
        gateway.answerBy(request -> page(request, count, saysTotal));

        assertThat(walk(SCENE + "&limit=" + limit)).isEqualTo(products(count));
        assertThat(gateway.requests()).allSatisfy(request -> assertThat(json(request.parameters().get("query_req")).path("size").asInt())
                .isBetween(1, 100));
    }

    @Test
    void theLimitMayChangeOnTheWay() {
        gateway.answerBy(request -> page(request, 200, false));

        JsonNode first = get(SCENE + "&limit=30").ok();
        JsonNode second = get(SCENE + "&limit=70&after=" + first.path("next").asText()).ok();
        JsonNode third = get(SCENE + "&limit=500&after=" + second.path("next").asText()).ok();

        List<String> ids = new ArrayList<>();
        for (JsonNode page : List.of(first, second, third)) {
            page.path("items").forEach(item -> ids.add(item.path("product_id").asText()));
        }
        assertThat(ids).isEqualTo(products(200));
        assertThat(third.path("next").isNull()).isTrue();
    }

    @Test
    void aGatewayThatRepeatsItsLastPageForEverEndsAllTheSame() {
        gateway.answer(GatewayRecorder.json("{\"result\":{\"result_data\":[1,2],\"result_code\":\"200\"},\"code\":\"0\"}"));

        assertThat(walk(SCENE + "&limit=2")).containsExactly("1", "2");
    }

    @ParameterizedTest
    @CsvSource({"0, 1000, false", "2, 1002, true", "3, , true", "900, , true"})
    void pagesAreCountedAsInTheGuideToo(int page, String firstId, boolean last) {
        gateway.answerBy(request -> page(request, 3, false));

        JsonNode answer = get(SCENE + "&page=" + page + "&page_size=1").ok();

        assertThat(answer.path("items").path(0).path("product_id").asText(null)).isEqualTo(firstId);
        assertThat(answer.path("next").isNull()).isEqualTo(last && page != 2);
        assertThat(sentJson("query_req")).isEqualTo(json(
                "{\"scene_id\":\"906124611\",\"product_type\":\"common\",\"index\":" + page + ",\"size\":1}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "/eco/buyer/product/check?scene_id=906168847&product_type=crossborder | query_req | varies"
            + " | '{\"scene_id\":\"906168847\",\"product_type\":\"crossborder\",\"index\":0,\"size\":50}'",
        "/eco/buyer/product/check?product_type=mxlocal | query_req | varies | '{\"product_type\":\"mxlocal\",\"index\":0,\"size\":50}'",
        "/eco/buyer/local/product/check?country=mexico | req | 1-5 | '{\"country\":\"MX\",\"index\":0,\"size\":50}'",
        "/eco/buyer/localregular/product/check? | req | 3-9 | '{\"index\":0,\"size\":50}'",
        "/eco/buyer/crossborder/product/check? | param0 | 10-20 | '{\"index\":0,\"size\":50}'"})
    void everyListIsAskedInItsOwnWrappingAndSaysHowLongShippingTakes(String path, String wrapper, String days, String query) {
        gateway.answerBy(request -> page(request, 2, true));

        JsonNode answer = get(path).ok();

        assertThat(answer).isEqualTo(json("{\"items\":[{\"product_id\":\"1000\",\"typical_shipping_days\":\"" + days
                + "\"},{\"product_id\":\"1001\",\"typical_shipping_days\":\"" + days + "\"}],\"next\":null,\"total_count\":\"2\"}"));
        assertThat(sent().verb()).isEqualTo("GET");
        assertThat(sentJson(wrapper)).isEqualTo(json(query));
    }

    @ParameterizedTest
    @ValueSource(strings = {"906124611", "906168847", "907135637", "907732810", "907180667", "907180664"})
    void eachOfTheSixScenesIsAList(String scene) {
        gateway.answerBy(request -> page(request, 1, true));

        assertThat(get("/eco/buyer/product/check?scene_id=" + scene).ok().path("items")).hasSize(1);
    }

    @Test
    void theSearchCountsItsPagesFromOneAndIsWalkedToItsEnd() {
        gateway.answerBy(request -> {
            JsonNode query = json(request.parameters().get("param0"));
            int from = (query.path("index").asInt() - 1) * query.path("size").asInt();
            String products = IntStream.range(from, Math.min(120, from + query.path("size").asInt()))
                    .mapToObj(i -> "{\"product_id\":" + (1000 + i) + ",\"title\":\"t\"}").collect(Collectors.joining(","));
            return GatewayRecorder.json("{\"result\":{\"code\":\"200\",\"success\":true,\"data\":{\"pagination\":{\"total\":120},\"products\":["
                    + products + "]}},\"code\":\"0\"}");
        });

        assertThat(walk("/eco/buyer/product/search?keyword=mug+%26+cup&ship_to_country=UK&limit=50")).isEqualTo(products(120));
        assertThat(json(gateway.requests().get(0).parameters().get("param0"))).isEqualTo(json(
                "{\"keyword\":\"mug & cup\",\"shipToCountry\":\"GB\",\"index\":1,\"size\":50}"));
        assertThat(walk("/eco/buyer/product/search?keyword=mug&limit=500")).isEqualTo(products(120));
    }

    @Test
    void ordersAreAskedInTheGuidesWordsAndPagedLikeEveryList() {
        gateway.answerBy(request -> {
            int from = Integer.parseInt(request.parameters().get("start_page")) * Integer.parseInt(request.parameters().get("page_size"));
            String orders = IntStream.range(from, Math.min(25, from + Integer.parseInt(request.parameters().get("page_size"))))
                    .mapToObj(i -> "{\"product_id\":\"" + (1000 + i) + "\",\"create_date\":{\"timestamp\":1754021376000}}")
                    .collect(Collectors.joining(","));
            return GatewayRecorder.json("{\"code\":\"0\",\"value\":{\"total_count\":\"25\",\"order_list\":[" + orders + "]}}");
        });

        assertThat(walk("/alibaba/order/list?role=buyer&status=unpay&create_date_start=2026-11-22T00:00:00Z"
                + "&limit=10")).isEqualTo(products(25));
        assertThat(gateway.requests().get(0).parameters()).containsEntry("role", "buyer").containsEntry("status", "unpay")
                .containsEntry("start_page", "0").containsEntry("page_size", "10");
        assertThat(json(gateway.requests().get(0).parameters().get("create_date_start"))).isEqualTo(json(
                "{\"date_timestamp\":\"1795305600000\",\"date_str\":\"2026-11-21 16:00:00\"}"));
        JsonNode guide = post("/alibaba/order/list", "{\"role\":\"buyer\",\"start_page\":2,\"page_size\":10,"
                + "\"modified_date_end\":{\"date_timestamp\":\"1733821832000\"}}").ok();
        assertThat(guide.path("items")).hasSize(5);
        assertThat(guide.path("items").path(0).path("create_date").path("timestamp").asText()).isEqualTo("1754021376000");
        assertThat(guide.path("total_count").asText()).isEqualTo("25");
        assertThat(guide.path("next").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"limit=0 | limit", "limit=501 | limit", "limit=-1 | limit", "limit=ten | limit",
            "page_size=0 | page_size",
        "page_size=101 | page_size", "page=-1 | page", "page=1.5 | page", "page=1&limit=5 | limit", "after=%00 | after",
        "after=AAAA | after",
        "after=!!!! | after", "limit=5&limit=6 | limit", "scene_id=1 | scene_id", "expand=price | expand",
        "limit=51&expand=details | limit",
        "page_size=100&expand=details | page_size", "pagesize=5 | pagesize", "account=nobody | account"})
    void aWrongPageIsRefusedByTheNameOfItsField(String query, String field) {
        gateway.answerBy(request -> page(request, 2, true));

        Answer answer = get(query.contains("scene_id") ? "/eco/buyer/product/check?" + query : SCENE + "&" + query);

        assertThat(answer.problemOf(400)).contains(field);
        assertThat(answer.body().path("field").asText()).isEqualTo(field);
        assertThat(gateway.requests()).isEmpty();
    }

    @Test
    void aCursorServesTheListItCameFromAndNoOther() {
        gateway.answerBy(request -> page(request, 20, true));
        String next = get(SCENE + "&limit=5").ok().path("next").asText();
        char changed = next.charAt(2) == 'A' ? 'B' : 'A';

        assertThat(get("/eco/buyer/product/check?scene_id=907135637&limit=5&after=" + next).problemOf(400)).contains("after");
        assertThat(get("/eco/buyer/localregular/product/check?limit=5&after=" + next).problemOf(400)).contains("after");
        assertThat(get(SCENE + "&after=" + next.substring(0, 2) + changed + next.substring(3)).problemOf(400)).contains("after");
        assertThat(get(SCENE + "&limit=5&after=" + next).ok().path("items")).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/eco/buyer/product/check", "/alibaba/order/list", "/eco/buyer/product/search"})
    void whatAListCannotDoWithoutIsNamed(String path) {
        String field = path.contains("order") ? "role" : path.contains("search") ? "keyword" : "scene_id";

        assertThat(get(path).problemOf(400)).startsWith(field + " is missing");
    }
}
