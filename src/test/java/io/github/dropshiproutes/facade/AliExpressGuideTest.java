package io.github.dropshiproutes.facade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import io.github.dropshiproutes.orders.StageTest;
import io.github.dropshiproutes.sandbox.AliExpressCatalogue;
import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.support.Walk;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The AliExpress guide against the whole product: every {@code curl} line that it prints, as it is printed (port and key apart),
 * is answered in the shape of the answer that it prints beside it, and its two test cases hold.
 */
class AliExpressGuideTest extends StageTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path GUIDE = Path.of("src/test/resources/guide");

    private JsonNode run(String script) throws IOException, InterruptedException {
        String line = Files.readString(GUIDE.resolve("aliexpress-" + script + ".sh"));
        assertThat(line).startsWith("curl ").contains(" http://localhost:8000/api/aliexpress/");
        return shell(line.strip().replace("http://localhost:8000", walk.url().toString()).replaceFirst("^curl ",
                "curl -sS -H 'Authorization: Bearer " + Walk.API_KEY + "' "), Map.of());
    }

    private static JsonNode shell(String command, Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output.startsWith("{") ? JSON.readTree(output) : JSON.getNodeFactory().textNode(output);
    }

    /** @return whatever of the sample the answer lacks or gives as another type; null stands for what AliExpress does not say */
    private static List<String> missing(JsonNode sample, JsonNode answer, String place) {
        List<String> missing = new ArrayList<>();
        if (sample.getNodeType() != answer.getNodeType() && answer.getNodeType() != JsonNodeType.NULL) {
            return List.of(place + " is " + answer.getNodeType() + ", not " + sample.getNodeType());
        }
        if (sample.isObject() && answer.isObject()) {
            sample.properties().forEach(member -> missing.addAll(missing(member.getValue(), answer.path(member.getKey()),
                    place + "." + member.getKey())));
        } else if (sample.isArray()) {
            if (answer.isEmpty()) {
                missing.add(place + " is empty");
            }
            answer.forEach(element -> missing.addAll(missing(sample.get(0), element, place + "[]")));
        }
        return missing;
    }

    @ParameterizedTest
    @ValueSource(strings = {"search", "product", "place", "status"})
    void everyCurlLineOfTheGuideIsAnsweredInItsShape(String endpoint) throws Exception {
        JsonNode sample = JSON.readTree(Files.readString(GUIDE.resolve("aliexpress-" + endpoint + ".json")));

        JsonNode answer = run(endpoint);

        assertThat(answer.path("success").asBoolean()).as(answer.toString()).isTrue();
        assertThat(missing(sample, answer, "answer")).as(answer.toString()).isEmpty();
    }

    @Test
    void theSearchOfTheGuideKeepsToItsFilters() throws Exception {
        JsonNode answer = run("search");

        assertThat(answer.path("data").size()).isEqualTo(answer.path("count").asInt()).isBetween(1, 20);
        assertThat(answer.path("data")).allSatisfy(product -> {
            assertThat(new BigDecimal(product.path("target_sale_price").asText())).isBetween(new BigDecimal("5"), new BigDecimal("30"));
            assertThat(product.path("volume").asInt()).isGreaterThanOrEqualTo(100);
            assertThat(product.path("product_detail_url").asText()).startsWith("https://");
            assertThat(product.path("evaluation_rate").asText("0%")).endsWith("%");
        });
    }

    @Test
    void theProductOfTheGuideIsTheOneItShows() throws Exception {
        JsonNode product = run("product").path("data");

        assertThat(product.path("product_id").asText()).isEqualTo("1005001234567890");
        assertThat(product.path("variants")).extracting(variant -> variant.path("sku_id").asText()).contains("14:193#Blue");
        assertThat(product.path("variants")).filteredOn(variant -> variant.path("sku_id").asText().equals("14:193#Blue"))
                .allSatisfy(variant -> assertThat(variant.path("color").asText()).isEqualTo("Blue"));
        assertThat(product.path("shipping_info").path("country").asText()).isEqualTo("US");
        assertThat(product.path("shipping_info").path("delivery_time").asText()).matches("[0-9]+(-[0-9]+)? days");
        assertThat(product.path("shipping_info").path("shipping_fee").asText()).matches("[0-9]+\\.[0-9]{2}");
    }

    @Test
    void theCategoriesOfTheGuideAreAListOrATree() throws Exception {
        JsonNode list = run("categories").path("data");
        assertThat(list).isNotEmpty().allSatisfy(category -> {
            assertThat(category.path("category_id").isTextual() && category.path("category_name").isTextual()).isTrue();
            assertThat(category.path("parent_category_id").isTextual() || category.path("parent_category_id").isNull()).isTrue();
        });

        JsonNode tree = walk.get("/api/aliexpress/categories?tree=true").path("data");
        assertThat(tree).allSatisfy(category -> assertThat(category.path("children").isArray()).isTrue());
        assertThat(tree.findValuesAsText("category_id")).containsExactlyInAnyOrderElementsOf(list.findValuesAsText("category_id"));
        assertThat(tree.size()).isLessThan(list.size());
    }

    /** {@code test_product_search} of the guide. */
    @Test
    void testProductSearch() throws IOException {
        JsonNode results = JSON.readTree(walk.call("POST", "/api/aliexpress/products/search",
                "{\"keywords\": \"test product\", \"limit\": 5}").body()).path("data");

        assertThat(results.size()).isLessThanOrEqualTo(5).isPositive();
        assertThat(results).allSatisfy(product -> assertThat(product.has("product_id")).isTrue());
    }

    /** {@code test_get_product_details} of the guide. */
    @Test
    void testGetProductDetails() {
        JsonNode product = walk.get("/api/aliexpress/products/1005001234567890").path("data");

        assertThat(product.path("product_id").asText()).isEqualTo("1005001234567890");
        assertThat(product.has("product_title")).isTrue();
        assertThat(product.has("price")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"search", "product", "place-order", "order-status", "categories"})
    void everyExampleWorks(String example) throws Exception {
        assertThat(example(example).path("success").asBoolean()).isTrue();
    }

    @Test
    void theExampleOfTheWholeWorkflowOrdersSomething() throws Exception {
        assumeTrue(new ProcessBuilder("bash", "-c", "command -v jq").start().waitFor() == 0, "needs jq");

        assertThat(example("workflow").asText()).contains("sell at").contains("GET /api/orders/");
        assertThat(walk.purchases()).hasSize(1);
    }

    @Test
    void everyCommandOfOurGuideWorks() throws Exception {
        assumeTrue(new ProcessBuilder("bash", "-c", "command -v jq").start().waitFor() == 0, "needs jq");
        List<String> commands = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(Path.of("docs/dropshipping-guide.md")))
                .results().map(block -> block.group(1)).filter(block -> !block.startsWith("export")).toList();

        assertThat(commands).hasSizeGreaterThan(5);
        for (String command : commands) {
            shell("set -eo pipefail\n" + command, environment());
        }
    }

    private Map<String, String> environment() {
        return Map.of("API_KEY", Walk.API_KEY, "BASE_URL", walk.url().toString());
    }

    private JsonNode example(String name) throws IOException, InterruptedException {
        return shell("examples/aliexpress/" + name + ".sh", environment());
    }

    private JsonNode product(String id) {
        return walk.get("/api/aliexpress/products/" + id).path("data");
    }

    @Test
    void theFreightOfAProductThatTheUnitedStatesKnowByAnotherNumber() {
        assertThat(product(AliExpressCatalogue.US_NUMBER).path("shipping_info").path("shipping_fee").asText()).isEqualTo("0.00");
        assertThat(product(AliExpressCatalogue.OTHER_STORE).path("shipping_info").path("shipping_fee").asText()).isEqualTo("1.99");
    }

    @Test
    void aProductThatNobodyDeliversSaysSo() {
        JsonNode shipping = product(AliExpressCatalogue.NO_ROUTE).path("shipping_info");

        assertThat(shipping.path("shipping_fee").isNull()).isTrue();
        assertThat(shipping.path("problem").path("upstream_code").asText()).isEqualTo("505");
    }

    @Test
    void pricesAreInTheCurrencyThatIsAskedFor() {
        assertThat(product(AliExpressCatalogue.CNY_BASE).path("currency").asText()).isEqualTo("USD");
        assertThat(product(AliExpressCatalogue.SINGLE).path("variants").get(0).path("sku_attr").asText("-")).isEmpty();
        assertThat(product(AliExpressCatalogue.OUT_OF_STOCK).path("stock").asInt(-1)).isZero();
    }

    @Test
    void aCategoryIsLookedThroughWithoutWords() throws IOException {
        JsonNode found = JSON.readTree(walk.call("POST", "/api/aliexpress/products/search",
                "{\"category_id\": \"63705\", \"limit\": 60}").body());

        assertThat(found.path("count").asInt()).isEqualTo(60);
        assertThat(found.path("data").findValuesAsText("product_id")).doesNotHaveDuplicates();
        assertThat(found.path("data").findValuesAsText("product_title")).allMatch(title -> title.contains("Earbuds"));
    }

    @Test
    void affiliatesSearchByTheirOwnMethod() {
        walk.sandbox().aliExpress().affiliate(true);
        AliExpressSearch search = new AliExpressSearch(new AliExpressSearch.Wish("yoga mat", null, new BigDecimal("6"), new BigDecimal("9"), 100,
                5), true, "US", walk.application().getBean(FacadeSettings.class).aliexpress());
        while (search.isOpen()) {
            search.add(walk.camel().createFluentProducerTemplate().to("direct:call-aliexpress").withVariable("call", search.nextCall())
                    .request(JsonNode.class));
        }

        JsonNode found = search.answer();
        assertThat(found.path("count").asInt()).isEqualTo(5);
        assertThat(found.path("data")).allSatisfy(product -> assertThat(new BigDecimal(product.path("target_sale_price").asText()))
                .isBetween(new BigDecimal("6"), new BigDecimal("9")));

        AliExpressSearch nothing = new AliExpressSearch(new AliExpressSearch.Wish("no such thing", null, null, null, null, 5), true, "US",
                walk.application().getBean(FacadeSettings.class).aliexpress());
        nothing.add(walk.camel().createFluentProducerTemplate().to("direct:call-aliexpress").withVariable("call", nothing.nextCall())
                .request(JsonNode.class));
        assertThat(nothing.answer().path("count").asInt(-1)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /api/aliexpress/orders/NOBODYS1/status 404", "GET /api/aliexpress/products/1005009999999999 404",
        "GET /api/aliexpress/products/1005001234567902 422", "GET /api/aliexpress/products/abc 400", "GET /api/aliexpress/orders/a-b/status 400",
        "GET /api/aliexpress/products/1005001234567890?sku_attr=nil 400", "GET /api/aliexpress/categories?three=true 400",
        "GET /api/aliexpress/nothing 404", "DELETE /api/aliexpress/categories 405", "GET /api/aliexpress/products/1?product_id=2 400"})
    void whatGoesWrongIsAProblemThatSaysSo(String call) throws IOException {
        String[] parts = call.split(" ");
        var answer = walk.call(parts[0], parts[1], null);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(Integer.parseInt(parts[2]));
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.path("success").isBoolean() && !problem.path("success").asBoolean()).isTrue();
        assertThat(problem.path("detail").asText()).isNotBlank();
    }

    @Test
    void aBanIsPassedOn() throws IOException {
        walk.sandbox().faults().add(Fault.code("aliexpress.trade.ds.order.get", "ApiCallLimit",
                "Api access frequency exceeds the limit. this ban will last 30 seconds"));

        var answer = walk.call("GET", "/api/aliexpress/orders/ABC123456/status", null);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(429);
        assertThat(Integer.parseInt(answer.headers().firstValue("Retry-After").orElse("0"))).isGreaterThanOrEqualTo(30);
        assertThat(JSON.readTree(answer.body()).path("success").asBoolean(true)).isFalse();
        assertThat(JSON.readTree(answer.body()).path("upstream_code").asText()).isEqualTo("ApiCallLimit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{} keywords", "{\"keywords\":\"a\",\"limit\":0} limit", "{\"keywords\":\"a\",\"limit\":201} limit",
        "{\"keywords\":\"a\",\"min_price\":-1} min_price", "{\"keywords\":\"a\",\"min_price\":1e9} min_price",
        "{\"keywords\":\"a\",\"min_price\":5,\"max_price\":4.99} max_price", "{\"keywords\":\"a\",\"min_order\":1} min_order",
        "{\"keywords\":[\"a\"]} keywords", "{\"keywords\":\"a\",\"category_id\":\"x\"} category_id", "{\"keywords\":\"a\",\"keywords\":\"b\"} body",
        "[] body"})
    void aMistakeOfASearchNamesItsField(String call) throws IOException {
        int blank = call.lastIndexOf(' ');
        var answer = walk.call("POST", "/api/aliexpress/products/search", call.substring(0, blank));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(JSON.readTree(answer.body()).path("field").asText()).isEqualTo(call.substring(blank + 1));
    }
}
