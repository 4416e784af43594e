package io.github.dropshiproutes.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportsTest extends ApiTestCase {

    private static final String NAMED = "{\"supplier\":\"aliexpress\",\"product_ids\":[\"1005001234567890\",\"1005001234567891\"]}";

    @Test
    void namedProductsAreAJobThatRuns() {
        Answer added = post("/api/imports", NAMED);

        assertThat(added.status()).isEqualTo(202);
        Answer job = get("/api/imports/" + added.text("id"));
        assertThat(job.text("state")).isEqualTo("running");
        assertThat(job.body().get("total").asInt()).isEqualTo(2);
        assertThat(job.body().get("done").asInt()).isZero();
        assertThat(job.text("shop")).isEqualTo(SHOP);
        assertThat(job.body().get("results")).isEmpty();
    }

    @Test
    void aProductNamedTwiceIsOne() {
        Answer added = post("/api/imports", "{\"supplier\":\"alibaba\",\"product_ids\":[\"7\",\"7\"]}");

        assertThat(get("/api/imports/" + added.text("id")).body().get("total").asInt()).isEqualTo(1);
    }

    @Test
    void aSearchHasTheGuidesFiltersUnlessItSaysOthers() {
        post("/api/imports", "{\"supplier\":\"aliexpress\",\"search\":{\"keywords\":\"mat\"}}");
        assertThat(jdbc.sql("SELECT concat_ws(' ', state, min_rating, min_volume, markup_percentage, search) FROM import_job")
                .query(String.class).single()).isEqualTo("searching 95 1000 {\"limit\": 20, \"keywords\": \"mat\"}");
        post("/api/imports", "{\"supplier\":\"aliexpress\",\"search\":{\"keywords\":\"mat\"},\"min_rating\":90.5,\"min_volume\":0,"
                + "\"markup_percentage\":12.5,\"publish\":true}");
        assertThat(jdbc.sql("SELECT concat_ws(' ', min_rating, min_volume, markup_percentage, publish) FROM import_job WHERE publish")
                .query(String.class).single()).isEqualTo("90.5 0 12.5 t");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{}|supplier",
        "{\"supplier\":\"amazon\",\"product_ids\":[\"1\"]}|supplier",
        "{\"supplier\":\"aliexpress\"}|Either product_ids or search",
        "{\"supplier\":\"aliexpress\",\"product_ids\":[]}|Either product_ids or search",
        "{\"supplier\":\"aliexpress\",\"product_ids\":[\"1\"],\"search\":{\"keywords\":\"mat\"}}|Either product_ids or search",
        "{\"supplier\":\"aliexpress\",\"product_ids\":[1]}|product_ids[0]",
        "{\"supplier\":\"aliexpress\",\"product_ids\":[\"1; DROP TABLE\"]}|product_ids[0]",
        "{\"supplier\":\"aliexpress\",\"product_ids\":\"1\"}|product_ids",
        "{\"supplier\":\"aliexpress\",\"search\":{}}|search.keywords",
        "{\"supplier\":\"aliexpress\",\"search\":[]}|search",
        "{\"supplier\":\"aliexpress\",\"search\":{\"keywords\":\"mat\",\"colour\":\"red\"}}|search.colour",
        "{\"supplier\":\"aliexpress\",\"search\":{\"keywords\":\"mat\",\"min_price\":\"5\"}}|search.min_price",
        "{\"supplier\":\"aliexpress\",\"search\":{\"keywords\":\"mat\",\"min_price\":-1}}|search.min_price",
        "{\"supplier\":\"aliexpress\",\"search\":{\"keywords\":\"mat\",\"min_price\":9,\"max_price\":5}}|search.max_price",
        "{\"supplier\":\"aliexpress\",\"search\":{\"keywords\":\"mat\",\"min_price\":1e999999}}|search.min_price",
        "{\"supplier\":\"aliexpress\",\"search\":{\"keywords\":\"mat\",\"limit\":0}}|search.limit",
        "{\"supplier\":\"aliexpress\",\"search\":{\"keywords\":\"mat\",\"limit\":201}}|search.limit",
        "{\"supplier\":\"aliexpress\",\"product_ids\":[\"1\"],\"min_rating\":101}|min_rating",
        "{\"supplier\":\"aliexpress\",\"product_ids\":[\"1\"],\"min_volume\":-1}|min_volume",
        "{\"supplier\":\"aliexpress\",\"product_ids\":[\"1\"],\"markup_percentage\":-1}|markup_percentage",
        "{\"supplier\":\"aliexpress\",\"product_ids\":[\"1\"],\"markup_percentage\":10001}|markup_percentage",
        "{\"supplier\":\"aliexpress\",\"product_ids\":[\"1\"],\"publish\":\"yes\"}|publish",
        "{\"supplier\":\"aliexpress\",\"product_ids\":[\"1\"],\"shop\":\"other.myshopify.com\"}|shop",
        "{\"supplier\":\"aliexpress\",\"product_ids\":[\"1\"],\"price\":1}|price",
        "{\"supplier\":\"alibaba\",\"search\":{\"keywords\":\"mat\"},\"min_rating\":95}|min_rating",
        "{\"supplier\":\"alibaba\",\"search\":{\"keywords\":\"mat\",\"min_orders\":5}}|min_orders"})
    void aMistakeIsNamedAndNothingIsKept(String body, String named) {
        isProblem(post("/api/imports", body), 400, named);
        assertThat(jdbc.sql("SELECT count(*) FROM import_job").query(Integer.class).single()).isZero();
    }

    @Test
    void noMoreProductsThanTheSettingsAllow() {
        String ids = IntStream.rangeClosed(1, 201).mapToObj(id -> "\"" + id + "\"").collect(Collectors.joining(","));

        isProblem(post("/api/imports", "{\"supplier\":\"aliexpress\",\"product_ids\":[" + ids + "]}"), 400, "product_ids", "200");
    }

    @Test
    void theShopHasToBeNamedOnceThereAreSeveral() {
        jdbc.sql("INSERT INTO shop (domain) VALUES ('second.myshopify.com')").update();

        isProblem(post("/api/imports", NAMED), 400, "shop", "second.myshopify.com");
        assertThat(post("/api/imports", NAMED.replace("{\"sup", "{\"shop\":\"second.myshopify.com\",\"sup")).status()).isEqualTo(202);
    }

    @Test
    void resultsHaveTheGuidesShape() {
        String id = post("/api/imports", NAMED).text("id");
        jdbc.sql("UPDATE import_product SET state = 'success', shopify_id = 'gid://shopify/Product/1' WHERE place = 1").update();
        jdbc.sql("UPDATE import_product SET state = 'failed', reason_code = '605', reason = 'not there', hint = 'look' WHERE place = 2")
                .update();

        Answer job = get("/api/imports/" + id);
        assertThat(job.text("state")).isEqualTo("done");
        assertThat(job.body().get("imported").asInt()).isEqualTo(1);
        assertThat(job.body().get("done").asInt()).isEqualTo(2);
        assertThat(job.body().at("/results/0/product_id").asText()).isEqualTo("1005001234567890");
        assertThat(job.body().at("/results/0/shopify_id").asText()).isEqualTo("gid://shopify/Product/1");
        assertThat(job.body().at("/results/0/status").asText()).isEqualTo("success");
        assertThat(job.body().at("/results/0/error").isNull()).isTrue();
        assertThat(job.body().at("/results/1/error").asText()).isEqualTo("not there");
    }

    @Test
    void aProductThatWaitsSaysForWhat() {
        String id = post("/api/imports", NAMED).text("id");
        jdbc.sql("UPDATE import_product SET reason_code = 'THROTTLED', reason = 'busy', hint = 'wait' WHERE place = 1").update();

        assertThat(get("/api/imports/" + id).body().at("/waiting/0/reason_code").asText()).isEqualTo("THROTTLED");
        assertThat(get("/api/imports/" + id).body().get("waiting")).hasSize(1);
    }

    @Test
    void jobsAreListedNewestFirstPageByPage() {
        for (int job = 0; job < 3; job++) {
            post("/api/imports", NAMED);
        }
        Answer first = get("/api/imports?limit=2");

        assertThat(first.body().get("items")).hasSize(2);
        assertThat(first.body().at("/items/0").has("results")).isFalse();
        Answer second = get("/api/imports?limit=2&after=" + first.text("next"));
        assertThat(second.body().get("items")).hasSize(1);
        assertThat(second.body().get("next").isNull()).isTrue();
        assertThat(get("/api/imports?supplier=alibaba").body().get("items")).isEmpty();
    }

    @Test
    void cancellingStopsWhatHasNotBegunAndIsSaidOnce() {
        String id = post("/api/imports", NAMED).text("id");
        jdbc.sql("UPDATE import_product SET claim_id = gen_random_uuid(), claimed_until = dropship_now() + interval '1 minute'"
                + " WHERE place = 1").update();

        assertThat(post("/api/imports/" + id + "/cancel").text("state")).isEqualTo("cancelled");
        assertThat(post("/api/imports/" + id + "/cancel").status()).isEqualTo(200);
        assertThat(jdbc.sql("SELECT string_agg(state, ' ' ORDER BY place) FROM import_product").query(String.class).single())
                .isEqualTo("waiting cancelled");
    }

    @Test
    void whatIsDoneCannotBeCancelled() {
        String id = post("/api/imports", NAMED).text("id");
        jdbc.sql("UPDATE import_product SET state = 'success'").update();

        isProblem(post("/api/imports/" + id + "/cancel"), 409, "done");
        isProblem(post("/api/imports/imp_none/cancel"), 404, "import");
        isProblem(get("/api/imports/imp'--"), 404, "import");
    }
}
