package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.Exchange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the one repetition of a create call that may not be sent at this moment. */
class LookOrHoldTest extends StageTest {

    @ParameterizedTest
    @ValueSource(strings = {"UPDATE shopify_order SET replan = true", "INSERT INTO buying (scope, allowed) VALUES ('all', false)",
        "UPDATE purchase SET intent_at = dropship_now()"})
    void whatPassesByItselfIsWaitedFor(String change) {
        Exchange exchange = lostAtAliExpress();
        pause("plan-orders", "cancel-purchases");
        sql(change);

        through("look-or-hold", exchange);

        assertThat(walk.purchase()).containsEntry("state", "unknown").containsEntry("resends", 0).containsEntry("claim_id", null);
        assertThat(dueIn(walk.purchase().get("id"))).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"resends = 1", "reconsider = true", "first_create_at = dropship_now() - interval '23 hours 1 minute'"})
    void whatNeverPassesIsAPersonsQuestion(String change) {
        Exchange exchange = lostAtAliExpress();
        pause("plan-orders", "cancel-purchases");
        sql("UPDATE purchase SET " + change);
        sql("UPDATE shopify_order SET replan = true");

        through("look-or-hold", exchange);

        assertThat(walk.purchase()).containsEntry("state", "held").containsEntry("reason_code", "OUTCOME_UNKNOWN");
    }
}
