package io.github.dropshiproutes.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dropshiproutes.sandbox.AliExpressCatalogue;
import io.github.dropshiproutes.sandbox.FaultAction;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PlaceImportTest extends ImportTestCase {

    @Test
    void twoJobsAtTheSameProductMakeOne() {
        pause("import-products");
        String one = orderedProducts("aliexpress", AliExpressCatalogue.GUIDE);
        String other = orderedProducts("aliexpress", AliExpressCatalogue.GUIDE);
        resume("import-products");
        await().until(() -> {
            walk.move(Duration.ofSeconds(11));
            return job(one).get("imported").asInt() + job(other).get("imported").asInt() == 2;
        });

        assertThat(job(one).at("/results/0/shopify_id")).isEqualTo(job(other).at("/results/0/shopify_id"));
        assertThat(shelf()).hasSize(1);
        assertThat(written()).hasSize(1);
    }

    @Test
    void nothingIsSentWhileAnotherJobsCallMayStillHappen() {
        fail("ProductSet", FaultAction.DROP_BEFORE);
        String first = orderedProducts("aliexpress", AliExpressCatalogue.SINGLE);
        awaitWaiting(first, "CONNECTION_LOST");
        sql("UPDATE import_product SET next_attempt_at = next_attempt_at + interval '1 hour'");
        String second = orderedProducts("aliexpress", AliExpressCatalogue.SINGLE);
        await().until(() -> ask("SELECT count(*) FROM import_product WHERE claim_id IS NULL AND next_attempt_at > dropship_now()",
                Integer.class) == 2);
        assertThat(shelf()).isEmpty();
        walk.move(Duration.ofMinutes(3));

        assertThat(awaitJob(second, "done").get("imported").asInt()).isEqualTo(1);
        walk.move(Duration.ofHours(1));
        assertThat(awaitJob(first, "done").get("imported").asInt()).isEqualTo(1);
        assertThat(written()).hasSize(1);
    }
}
