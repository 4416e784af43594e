package io.github.dropshiproutes.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.sandbox.AliExpressCatalogue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ImportProductsTest extends ImportTestCase {

    @Test
    void manyProductsAreImportedInTheOrderTheyWereNamedEachOnce() {
        String[] ids = IntStream.rangeClosed(1, 12).mapToObj(number -> String.valueOf(AliExpressCatalogue.RANGE_START + number))
                .toArray(String[]::new);
        JsonNode job = awaitJob(orderedProducts("aliexpress", ids), "done");

        assertThat(job.get("results").findValuesAsText("product_id")).containsExactly(ids);
        assertThat(job.get("done").asInt()).isEqualTo(12);
        assertThat(shelf()).hasSize(12);
        assertThat(written()).hasSize(12);
    }
}
