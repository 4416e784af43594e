package io.github.dropshiproutes.alibaba;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.imports.ImportTestCase;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class AlibabaSearchTest extends ImportTestCase {

    @Test
    void keywordsAndPricesFindProductsOfAlibaba() {
        JsonNode job = awaitJob(ordered("""
                {"supplier":"alibaba","search":{"keywords":"wooden spoon","min_price":1.5,"max_price":1.7,"limit":5}}"""), "done");

        assertThat(job.get("total").asInt()).as(job.toString()).isPositive();
        assertThat(shelf()).isNotEmpty().allSatisfy(product -> {
            assertThat(product.get("vendor").asText()).isEqualTo("Alibaba");
            assertThat(new BigDecimal(product.at("/variants/0/inventoryItem/cost").asText())).isBetween(new BigDecimal("1.5"),
                    new BigDecimal("1.7"));
        });
    }

    @Test
    void noMoreThanTheLimitAreTaken() {
        JsonNode job = awaitJob(ordered("{\"supplier\":\"alibaba\",\"search\":{\"keywords\":\"no\",\"limit\":3}}"), "done");

        assertThat(job.get("total").asInt()).isEqualTo(3);
    }
}
