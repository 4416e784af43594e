package io.github.dropshiproutes.imports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SearchImportsTest extends ImportTestCase {

    @Test
    void aJobThatWasCancelledIsNotSearchedFor() {
        pause("search-imports");
        String id = ordered("{\"supplier\":\"aliexpress\",\"search\":{\"keywords\":\"earbuds\",\"limit\":1}}");
        assertThat(job(id).get("state").asText()).isEqualTo("searching");
        assertThat(walk.call("POST", "/api/imports/" + id + "/cancel", null).statusCode()).isEqualTo(200);
        String other = ordered("{\"supplier\":\"aliexpress\",\"search\":{\"keywords\":\"earbuds\",\"limit\":1}}");
        resume("search-imports");

        awaitJob(other, "done");
        assertThat(job(id).get("state").asText()).isEqualTo("cancelled");
        assertThat(job(id).get("total").asInt()).isZero();
    }

    @Test
    void aSearchWhoseWorkerDiedBeginsAnew() {
        pause("search-imports");
        String id = ordered("{\"supplier\":\"aliexpress\",\"search\":{\"keywords\":\"earbuds\",\"limit\":2}}");
        sql("UPDATE import_job SET claim_id = gen_random_uuid(), claimed_until = dropship_now() - interval '1 second'");
        resume("search-imports");

        assertThat(awaitJob(id, "done").get("total").asInt()).isEqualTo(2);
    }
}
