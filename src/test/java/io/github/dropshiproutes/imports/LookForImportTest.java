package io.github.dropshiproutes.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.sandbox.AliExpressCatalogue;
import org.junit.jupiter.api.Test;

class LookForImportTest extends ImportTestCase {

    @Test
    void whatStandsInTheShopIsFoundEvenWhenTheDatabaseHasForgottenIt() {
        JsonNode first = awaitJob(orderedProducts("aliexpress", AliExpressCatalogue.GUIDE), "done");
        sql("DELETE FROM imported_product");
        sql("DELETE FROM product_link");

        JsonNode second = awaitJob(orderedProducts("aliexpress", AliExpressCatalogue.GUIDE), "done");

        assertThat(second.at("/results/0/shopify_id")).isEqualTo(first.at("/results/0/shopify_id"));
        assertThat(written()).hasSize(1);
        assertThat(ask("SELECT count(*) FROM product_link", Integer.class)).isEqualTo(3);
    }

    @Test
    void aMissingScopeFailsTheProductAndSaysWhatToDo() {
        walk.sandbox().faults().add(io.github.dropshiproutes.sandbox.Fault.code("/shopify/ImportLook", "ACCESS_DENIED",
                "Access denied for location field."));
        JsonNode job = awaitJob(orderedProducts("aliexpress", AliExpressCatalogue.GUIDE), "done");

        assertThat(job.at("/results/0/reason_code").asText()).isEqualTo("ACCESS_DENIED");
        assertThat(job.at("/results/0/hint").asText()).contains("scopes");
    }
}
