package io.github.dropshiproutes.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.sandbox.AliExpressCatalogue;
import io.github.dropshiproutes.sandbox.FaultAction;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FinishImportTest extends ImportTestCase {

    @Test
    void anOrderForAnImportedVariantIsBoughtByItsLinkWhateverItsSku() {
        awaitJob(orderedProducts("aliexpress", AliExpressCatalogue.GUIDE), "done");
        List<String> attributes = walk.jdbc().sql("SELECT sku_attr FROM product_link ORDER BY sku_attr").query(String.class).list();

        assertThat(attributes).containsExactly("14:175#Green", AliExpressCatalogue.GUIDE_BLUE, "14:496#Purple");
        assertThat(ask("SELECT count(*) FROM product_link AS l WHERE variant_id ~ '^[0-9]+$' AND shop = '" + SHOP + "'", Integer.class))
                .isEqualTo(3);
    }

    @Test
    void anOrderForAnImportedProductIsPlaced() {
        awaitJob(orderedProducts("aliexpress", AliExpressCatalogue.SINGLE), "done");
        JsonNode variant = shelf().get(0).at("/variants/0");
        ShopifySamples order = walk.order().line(variant.get("sku").asText(), 1, variant.get("price").asText());
        walk.send("orders/paid", order);

        assertThat(walk.awaitPurchase("held")).containsEntry("reason_code", "PAY_BY_HAND").containsEntry("supplier", "aliexpress");
        assertThat(ledger().created("aliexpress")).hasSize(1);
    }

    @Test
    void aQuestionThatIsLostAfterTheProductWasMadeIsAskedAgainAndNothingElse() {
        fail("ImportVariants", FaultAction.DROP_BEFORE);
        String id = orderedProducts("aliexpress", AliExpressCatalogue.GUIDE);
        awaitWaiting(id, "CONNECTION_LOST");
        await().until(() -> {
            walk.move(Duration.ofMinutes(1));
            return job(id).get("imported").asInt() == 1;
        });

        assertThat(written()).hasSize(1);
        assertThat(ask("SELECT count(*) FROM product_link", Integer.class)).isEqualTo(3);
    }
}
