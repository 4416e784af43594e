package io.github.dropshiproutes.alibaba;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.imports.ImportTestCase;
import io.github.dropshiproutes.sandbox.Catalogue;
import org.junit.jupiter.api.Test;

class AlibabaDescribeTest extends ImportTestCase {

    @Test
    void aProductOfAlibabaComesWithVariantsImagesAndStock() {
        awaitJob(orderedProducts("alibaba", Catalogue.TRY_OUT), "done");

        JsonNode product = shelf().get(0);
        JsonNode black = product.get("variants").findParents("sku").stream()
                .filter(variant -> variant.get("sku").asText().endsWith(Catalogue.TRY_OUT_BLACK)).findFirst().orElseThrow();
        assertThat(black.at("/inventoryItem/cost").asText()).isEqualTo("8.90");
        assertThat(black.get("price").asText()).isEqualTo("12.46");
        assertThat(black.at("/inventoryQuantities/0/quantity").asInt()).isPositive();
        assertThat(product.get("files")).hasSizeGreaterThan(2);
        assertThat(product.get("descriptionHtml").asText()).contains("Made for the sandbox.");
    }

    @Test
    void whatIsOfflineOrUnknownSaysSo() {
        JsonNode job = awaitJob(orderedProducts("alibaba", Catalogue.OFFLINE, "1699999999999"), "done");

        assertThat(job.at("/results/0/reason_code").asText()).isEqualTo("PRODUCT_OFFLINE");
        assertThat(job.at("/results/1/status").asText()).isEqualTo("failed");
        assertThat(shelf()).isEmpty();
    }
}
