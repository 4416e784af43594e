package io.github.dropshiproutes.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.sandbox.AliExpressCatalogue;
import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** However the answer to the one creating call is lost, there is one product in the end. */
class CreateImportTest extends ImportTestCase {

    private static final Duration FIRST_LOOK = Duration.ofSeconds(11);
    private static final Duration SETTLED = Duration.ofMinutes(3);

    @ParameterizedTest
    @EnumSource(value = FaultAction.class, names = {"DROP_AFTER", "GARBAGE", "TRUNCATE", "STATUS_AFTER", "EMPTY_VALUE", "MISSING_VALUE"})
    void anAnswerThatIsLostIsLookedForAndNothingIsMadeTwice(FaultAction lost) {
        fail("ProductSet", lost);
        String id = orderedProducts("aliexpress", AliExpressCatalogue.GUIDE);
        await().until(() -> job(id).get("waiting").size() == 1);
        assertThat(job(id).at("/waiting/0/hint").asText()).contains("is being asked");
        walk.move(FIRST_LOOK);

        JsonNode job = awaitJob(id, "done");
        assertThat(job.at("/results/0/shopify_id").asText()).isEqualTo(shelf().get(0).get("id").asText());
        assertThat(written()).hasSize(1);
        assertThat(walk.get("/api/product-links").get("items")).hasSize(3);
    }

    @Test
    void aCallThatNeverArrivedIsMadeAgainOnceItCannotArriveAnyMore() {
        fail("ProductSet", FaultAction.DROP_BEFORE);
        String id = orderedProducts("aliexpress", AliExpressCatalogue.SINGLE);
        awaitWaiting(id, "CONNECTION_LOST");
        walk.move(FIRST_LOOK);
        await().until(() -> ask("SELECT count(*) FROM import_product WHERE claim_id IS NULL AND next_attempt_at > dropship_now()",
                Integer.class) == 1);
        assertThat(shelf()).isEmpty();
        walk.move(SETTLED);

        awaitJob(id, "done");
        assertThat(shelf()).hasSize(1);
    }

    @Test
    void aWorkerThatDiedAfterTheIntentIsFollowedByOneThatLooks() {
        fail("ProductSet", FaultAction.DROP_AFTER);
        String id = orderedProducts("aliexpress", AliExpressCatalogue.SINGLE);
        await().until(() -> job(id).get("waiting").size() == 1);
        // What a killed process leaves: a lease that has run out, no reason, an open intent.
        sql("UPDATE import_product SET claim_id = gen_random_uuid(), claimed_until = dropship_now() - interval '1 second',"
                + " next_attempt_at = dropship_now(), reason_code = NULL, reason = NULL");

        awaitJob(id, "done");
        assertThat(written()).hasSize(1);
    }

    @Test
    void aCancelledJobStillLearnsWhatBecameOfWhatWasSent() {
        fail("ProductSet", FaultAction.DROP_AFTER);
        String id = orderedProducts("aliexpress", AliExpressCatalogue.SINGLE);
        await().until(() -> job(id).get("waiting").size() == 1);
        assertThat(walk.call("POST", "/api/imports/" + id + "/cancel", null).statusCode()).isEqualTo(200);
        walk.move(FIRST_LOOK);

        await().until(() -> job(id).get("imported").asInt() == 1);
        assertThat(job(id).get("state").asText()).isEqualTo("cancelled");
        assertThat(written()).hasSize(1);
    }

    @Test
    void aRefusalOfTheShopFailsWithItsOwnWords() {
        walk.sandbox().faults().add(Fault.code(SET, "USER_ERROR", null).withReasonCode("VARIANTS_OVER_LIMIT").repeated(10));
        String id = orderedProducts("aliexpress", AliExpressCatalogue.SINGLE);
        JsonNode job = movedTo("done", id);

        assertThat(job.at("/results/0/status").asText()).isEqualTo("failed");
        assertThat(job.at("/results/0/error").asText()).contains("VARIANTS_OVER_LIMIT");
        assertThat(shelf()).isEmpty();
    }

    @Test
    void aThrottledShopIsWaitedFor() {
        walk.sandbox().faults().add(Fault.waiting(SET, FaultAction.THROTTLE, Duration.ofSeconds(1)));
        JsonNode job = movedTo("done", orderedProducts("aliexpress", AliExpressCatalogue.SINGLE));

        assertThat(job.get("imported").asInt()).isEqualTo(1);
        assertThat(written()).hasSize(1);
    }

    @Test
    void aShopInAnotherCurrencyNeedsARate() {
        walk.sandbox().shops().products().currency(SHOP, "EUR");
        JsonNode job = awaitJob(orderedProducts("aliexpress", AliExpressCatalogue.SINGLE), "done");

        assertThat(job.at("/results/0/error").asText()).contains("EUR").contains("guards.rates");
        assertThat(shelf()).isEmpty();
    }

    /** Lets time pass until the job stands there. */
    private JsonNode movedTo(String state, String id) {
        await().until(() -> {
            walk.move(Duration.ofMinutes(1));
            return job(id).get("state").asText();
        }, state::equals);
        return job(id);
    }
}
