package io.github.dropshiproutes.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.catalog.CatalogTestCase;
import io.github.dropshiproutes.sandbox.AliExpressCatalogue;
import io.github.dropshiproutes.sandbox.Catalogue;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** From the search to the parcel: what was imported is sold, bought, shipped and kept in line by everything else there is. */
class ImportedProductTest extends CatalogTestCase {

    private JsonNode imported(String body) {
        HttpResponse<String> answer = walk.call("POST", "/api/imports", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        String id = json(answer.body()).get("id").asText();
        await().until(() -> walk.get("/api/imports/" + id).get("state").asText(), "done"::equals);
        return walk.get("/api/imports/" + id);
    }

    private JsonNode draft() {
        return walk.sandbox().shops().products().all(SHOP).get(0);
    }

    @Test
    void anOrderForAProductThatAKeywordFoundIsBoughtAndFulfilledWithItsNumber() {
        JsonNode job = imported("{\"supplier\":\"alibaba\",\"search\":{\"keywords\":\"cast iron bottle opener\",\"limit\":3}}");
        assertThat(job.get("imported").asInt()).as(job.toString()).isEqualTo(1);
        assertThat(draft().get("status").asText()).isEqualTo("DRAFT");
        assertThat(draft().at("/variants/0/sku").asText()).isEqualTo("alibaba:" + Catalogue.SINGLE_NULL);

        ShopifySamples order = walk.order().line(draft().at("/variants/0/sku").asText(), 1, "99.00");
        Object id = walkedTo("shipped", order).get("id");
        await().until(() -> walk.get("/api/orders/" + id).get("fulfilment").asText(), "fulfilled"::equals);

        JsonNode shopOrder = walk.sandbox().shops().order(SHOP, order.id());
        assertThat(shopOrder.at("/fulfillments/0/trackingInfo/0/number").asText())
                .isEqualTo(walk.get("/api/orders/" + id).at("/tracking/0/number").asText()).isNotBlank();
    }

    @Test
    void whatChangesAtTheSupplierReachesTheImportedVariantWithinOneInterval() {
        imported("{\"supplier\":\"aliexpress\",\"product_ids\":[\"" + AliExpressCatalogue.GUIDE + "\"]}");
        String blue = draft().get("variants").findParents("sku").stream()
                .filter(variant -> variant.get("sku").asText().endsWith(AliExpressCatalogue.GUIDE_BLUE)).findFirst().orElseThrow()
                .get("id").asText().replaceFirst(".*/", "");
        oneInterval();
        assertAmount(onShelf(blue), "price", "34.99");

        matsAtSupplier(7);
        matsCost("25.99");
        oneInterval();
        oneInterval();

        assertThat(onShelf(blue).get("quantity").asInt()).isEqualTo(7);
        assertAmount(onShelf(blue), "cost", "25.99");
        assertAmount(onShelf(blue), "price", "36.39");
    }
}
