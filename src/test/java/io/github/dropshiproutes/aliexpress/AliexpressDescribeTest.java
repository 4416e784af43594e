package io.github.dropshiproutes.aliexpress;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.imports.ImportTestCase;
import io.github.dropshiproutes.sandbox.AliExpressCatalogue;
import org.junit.jupiter.api.Test;

class AliexpressDescribeTest extends ImportTestCase {

    @Test
    void aProductOfAliExpressComesWithTwoOptionsImagesAndStock() {
        awaitJob(orderedProducts("aliexpress", AliExpressCatalogue.GUIDE), "done");

        JsonNode product = shelf().get(0);
        assertThat(product.get("title").asText()).isEqualTo("Premium Yoga Mat");
        assertThat(product.get("files").findValuesAsText("originalSource")).hasSizeGreaterThan(2)
                .allMatch(url -> url.startsWith("https://"));
        assertThat(product.at("/variants/0/inventoryQuantities/0/quantity").asInt()).isEqualTo(2000);
        assertThat(product.at("/variants/0/file/originalSource").asText()).contains("s193");
        assertThat(product.get("descriptionHtml").asText()).contains("made for the sandbox").doesNotContain("class=");
    }

    @Test
    void aProductThatIsSoldElsewhereOnlySaysSo() {
        JsonNode job = awaitJob(orderedProducts("aliexpress", AliExpressCatalogue.NOT_TO_US), "done");

        assertThat(job.at("/results/0/reason_code").asText()).isEqualTo("602");
    }
}
