package io.github.dropshiproutes.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SearchImportTest extends ImportTestCase {

    private static final String EARBUDS = """
            {"supplier":"aliexpress","search":{"keywords":"wireless earbuds","min_price":5,"max_price":20,"min_orders":1000,"limit":4}}""";

    @Test
    void whatIsFoundIsImportedWithTheGuidesMarkup() {
        JsonNode job = awaitJob(ordered(EARBUDS), "done");

        assertThat(job.get("total").asInt()).isEqualTo(4);
        assertThat(job.get("imported").asInt()).as(job.toString()).isEqualTo(4);
        assertThat(shelf()).hasSize(4).allSatisfy(product -> {
            assertThat(product.get("title").asText()).contains("Earbuds");
            assertThat(product.get("status").asText()).isEqualTo("DRAFT");
        });
    }

    @Test
    void aSearchThatFindsNothingIsDoneAtOnce() {
        JsonNode job = awaitJob(ordered("{\"supplier\":\"aliexpress\",\"search\":{\"keywords\":\"no such thing\"}}"), "done");

        assertThat(job.get("total").asInt()).isZero();
        assertThat(job.get("results")).isEmpty();
    }

    @Test
    void aSearchThatTheSupplierRefusesEndsTheJobWithItsWords() {
        walk.sandbox().faults().add(Fault.code("aliexpress.ds.text.search", "InsufficientPermission", "no permission").repeated(10));
        JsonNode job = awaitJob(ordered(EARBUDS), "failed");

        assertThat(job.get("reason").asText()).isNotBlank();
        assertThat(job.get("hint").asText()).isNotBlank();
        assertThat(shelf()).isEmpty();
    }

    @Test
    void aSearchThatStumblesIsMadeAgain() {
        walk.sandbox().faults().add(Fault.at("aliexpress.ds.text.search", FaultAction.STATUS).withHttpStatus(503).repeated(10));
        String id = ordered(EARBUDS);
        await().until(() -> job(id).hasNonNull("reason_code"));
        assertThat(job(id).get("state").asText()).isEqualTo("searching");
        walk.sandbox().faults().clear();
        await().until(() -> {
            walk.move(Duration.ofMinutes(2));
            return job(id).get("state").asText();
        }, "done"::equals);

        assertThat(job(id).get("imported").asInt()).isEqualTo(4);
        assertThat(job(id).has("reason")).isFalse();
    }
}
