package io.github.dropshiproutes.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dropshiproutes.sandbox.AliExpressCatalogue;
import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PublishImportTest extends ImportTestCase {

    private static final String PUBLISHED = "{\"supplier\":\"aliexpress\",\"product_ids\":[\"" + AliExpressCatalogue.SINGLE
            + "\"],\"publish\":true,\"markup_percentage\":100}";

    @Test
    void aPublishedProductIsActiveAndOfferedInTheOnlineStore() {
        awaitJob(ordered(PUBLISHED), "done");

        assertThat(shelf().get(0).get("status").asText()).isEqualTo("ACTIVE");
        assertThat(shelf().get(0).at("/publications/0").asText()).endsWith("/81000001");
        assertThat(shelf().get(0).get("publications")).hasSize(1);
        assertThat(shelf().get(0).at("/variants/0/price").asText()).isEqualTo("14.90");
    }

    @Test
    void aDraftIsOfferedNowhere() {
        awaitJob(orderedProducts("aliexpress", AliExpressCatalogue.SINGLE), "done");

        assertThat(shelf().get(0).has("publications")).isFalse();
    }

    @Test
    void aLostAnswerToPublishingMakesNoSecondProduct() {
        fail("PublishablePublish", FaultAction.DROP_AFTER);
        String id = ordered(PUBLISHED);
        await().until(() -> job(id).get("waiting").size() == 1);
        walk.move(Duration.ofSeconds(11));

        assertThat(awaitJob(id, "done").get("imported").asInt()).isEqualTo(1);
        assertThat(written()).hasSize(1);
        assertThat(shelf().get(0).get("publications")).hasSize(1);
    }

    @Test
    void aMissingScopeToPublishWaitsForItAndTheProductIsNotLost() {
        walk.sandbox().faults().add(Fault.code("/shopify/Publications", "ACCESS_DENIED", "Access denied for publications field."));
        String id = ordered(PUBLISHED);
        assertThat(awaitWaiting(id, "ACCESS_DENIED").get("hint").asText()).contains("scopes");
        walk.move(Duration.ofMinutes(16));

        assertThat(awaitJob(id, "done").get("imported").asInt()).isEqualTo(1);
        assertThat(written()).hasSize(1);
    }
}
