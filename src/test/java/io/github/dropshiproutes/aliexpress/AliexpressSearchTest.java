package io.github.dropshiproutes.aliexpress;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.imports.ImportTestCase;
import io.github.dropshiproutes.sandbox.AliExpressCatalogue;
import org.junit.jupiter.api.Test;

class AliexpressSearchTest extends ImportTestCase {

    @Test
    void onlyWhatIsRatedAndSoldBetterThanTheGuideAsksIsImported() {
        JsonNode job = awaitJob(ordered("{\"supplier\":\"aliexpress\",\"search\":{\"keywords\":\"yoga mat\",\"limit\":10}}"), "done");

        assertThat(job.get("total").asInt()).isEqualTo(10);
        // Of the plain products every seventh round is rated 89.2, 91.0 or 95.5, and many are sold 37 to 880 times.
        assertThat(job.get("results").findValuesAsText("product_id")).contains(AliExpressCatalogue.GUIDE).doesNotHaveDuplicates();
        JsonNode found = json(walk.call("POST", "/api/aliexpress/products/search", "{\"keywords\":\"yoga mat\",\"limit\":200}").body());
        for (JsonNode result : job.get("results")) {
            JsonNode product = found.get("data").findParents("product_id").stream()
                    .filter(each -> each.get("product_id").equals(result.get("product_id"))).findFirst().orElseThrow();
            assertThat(product.get("volume").asInt()).isGreaterThan(1000);
            assertThat(Double.parseDouble(product.get("evaluation_rate").asText().replace("%", ""))).isGreaterThan(95);
        }
    }

    @Test
    void otherFiltersMayBeNamed() {
        JsonNode job = awaitJob(ordered("{\"supplier\":\"aliexpress\",\"search\":{\"keywords\":\"knitted sweater\"},\"min_rating\":90,"
                + "\"min_volume\":500}"), "done");

        assertThat(job.get("results").findValuesAsText("product_id")).containsExactly(AliExpressCatalogue.OTHER_STORE);
    }
}
