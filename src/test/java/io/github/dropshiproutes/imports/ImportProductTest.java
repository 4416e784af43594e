package io.github.dropshiproutes.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.sandbox.AliExpressCatalogue;
import io.github.dropshiproutes.sandbox.Catalogue;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ImportProductTest extends ImportTestCase {

    @Test
    void aNamedProductBecomesADraftWithOptionsVariantsCostAndLinks() {
        JsonNode job = awaitJob(orderedProducts("aliexpress", AliExpressCatalogue.GUIDE), "done");

        assertThat(job.at("/results/0/status").asText()).as(job.toString()).isEqualTo("success");
        assertThat(job.get("imported").asInt()).isEqualTo(1);
        JsonNode product = shelf().get(0);
        assertThat(job.at("/results/0/shopify_id").asText()).isEqualTo(product.get("id").asText());
        assertThat(product.get("vendor").asText()).isEqualTo("AliExpress");
        assertThat(product.get("status").asText()).isEqualTo("DRAFT");
        assertThat(product.at("/productOptions/0/name").asText()).isEqualTo("Color");
        assertThat(product.get("variants").findValuesAsText("sku")).contains("aliexpress:" + AliExpressCatalogue.GUIDE + ":14:193#Blue");
        assertThat(product.at("/variants/0/price").asText()).isEqualTo("34.99");
        assertThat(product.at("/variants/0/inventoryItem/cost").asText()).isEqualTo("24.99");
        assertThat(product.at("/metafields/0/value").asText()).isEqualTo("aliexpress:" + AliExpressCatalogue.GUIDE);
        assertThat(walk.get("/api/product-links").get("items")).hasSize(3).allSatisfy(link ->
                assertThat(link.get("product_id").asText()).isEqualTo(AliExpressCatalogue.GUIDE));
    }

    @Test
    void whereTheJobNamesNoMarkupTheShopsOwnHolds() {
        sql("UPDATE shop_catalog SET markup_percentage = 100");

        awaitJob(orderedProducts("aliexpress", AliExpressCatalogue.GUIDE), "done");

        assertThat(shelf().get(0).at("/variants/0/price").asText()).isEqualTo("49.98");
    }

    @Test
    void theOnlyVariantCarriesTheBareProductId() {
        awaitJob(orderedProducts("aliexpress", AliExpressCatalogue.SINGLE), "done");

        assertThat(shelf().get(0).at("/variants/0/sku").asText()).isEqualTo(AliExpressCatalogue.SINGLE);
        assertThat(shelf().get(0).at("/productOptions/0/name").asText()).isEqualTo("Title");
    }

    @Test
    void aProductOfAlibabaIsNamedAsOne() {
        awaitJob(orderedProducts("alibaba", Catalogue.TRY_OUT, Catalogue.SINGLE_NULL), "done");

        assertThat(shelf()).extracting(product -> product.get("vendor").asText()).containsOnly("Alibaba");
        assertThat(shelf()).flatExtracting(product -> product.get("variants").findValuesAsText("sku"))
                .contains("alibaba:" + Catalogue.TRY_OUT + ":" + Catalogue.TRY_OUT_BLACK, "alibaba:" + Catalogue.SINGLE_NULL);
    }

    @Test
    void whatCannotBeImportedFailsAloneAndSaysWhy() {
        JsonNode job = awaitJob(orderedProducts("aliexpress", AliExpressCatalogue.UNKNOWN, AliExpressCatalogue.SINGLE,
                AliExpressCatalogue.OFF_SHELF), "done");

        assertThat(job.get("results").findValuesAsText("status")).containsExactly("failed", "success", "failed");
        assertThat(job.at("/results/0/error").asText()).isNotBlank();
        assertThat(job.at("/results/0/hint").asText()).isNotBlank();
        assertThat(job.get("imported").asInt()).isEqualTo(1);
        assertThat(job.get("done").asInt()).isEqualTo(3);
    }

    @Test
    void aSellerOfDozensIsNoSellerForShoppers() {
        JsonNode job = awaitJob(orderedProducts("alibaba", Catalogue.MUG), "done");

        assertThat(job.at("/results/0/error").asText()).contains("50 pieces");
    }

    @Test
    void anImportedProductIsImportedOnceWhateverJobsAskForIt() {
        JsonNode first = awaitJob(orderedProducts("aliexpress", AliExpressCatalogue.SINGLE), "done");
        JsonNode second = awaitJob(orderedProducts("aliexpress", AliExpressCatalogue.SINGLE), "done");

        assertThat(second.at("/results/0/shopify_id")).isEqualTo(first.at("/results/0/shopify_id"));
        assertThat(second.at("/results/0/status").asText()).isEqualTo("success");
        assertThat(written()).hasSize(1);
    }

    @Test
    void aProductThatTheMerchantDeletedIsImportedAnew() {
        awaitJob(orderedProducts("aliexpress", AliExpressCatalogue.SINGLE), "done");
        walk.sandbox().shops().products().delete(SHOP, shelf().get(0).get("id").asText());

        JsonNode again = awaitJob(orderedProducts("aliexpress", AliExpressCatalogue.SINGLE), "done");

        assertThat(again.at("/results/0/shopify_id").asText()).isEqualTo(shelf().get(0).get("id").asText());
    }

    @Test
    void aCancelledJobLeavesOutWhatHasNotBegun() {
        pause("import-products");
        String id = orderedProducts("aliexpress", AliExpressCatalogue.SINGLE, AliExpressCatalogue.GUIDE);

        assertThat(walk.call("POST", "/api/imports/" + id + "/cancel", null).statusCode()).isEqualTo(200);
        resume("import-products");
        walk.move(Duration.ofMinutes(1));

        assertThat(job(id).get("state").asText()).isEqualTo("cancelled");
        assertThat(job(id).get("done").asInt()).isEqualTo(2);
        assertThat(job(id).get("results")).isEmpty();
        assertThat(shelf()).isEmpty();
    }

    @Test
    void aJobCancelledUnderTheWorkersHandsSendsNothing() {
        pause("import-products");
        String id = orderedProducts("aliexpress", AliExpressCatalogue.SINGLE);
        sql("UPDATE import_job SET state = 'cancelled'");
        resume("import-products");

        await().until(() -> ask("SELECT state FROM import_product", String.class), "cancelled"::equals);
        assertThat(job(id).get("results")).isEmpty();
        assertThat(shelf()).isEmpty();
    }

    @Test
    void theSupplierIsAskedOnceHoweverOftenTheShopIsTried() {
        fail("ImportLook", io.github.dropshiproutes.sandbox.FaultAction.DROP_BEFORE);
        String id = orderedProducts("aliexpress", AliExpressCatalogue.SINGLE);
        awaitWaiting(id, "CONNECTION_LOST");
        walk.move(Duration.ofMinutes(1));

        awaitJob(id, "done");
        assertThat(ledger().ofKind("call").stream().filter(call -> "aliexpress.ds.product.get".equals(call.text("api")))).hasSize(1);
    }
}
