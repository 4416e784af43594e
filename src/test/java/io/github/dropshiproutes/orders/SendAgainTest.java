package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One repetition of a create call, committed before it is sent, and never a second. */
class SendAgainTest extends StageTest {

    @Test
    void theRepetitionIsCountedAndFindsTheSameOrder() {
        Exchange exchange = lostAtAliExpress();

        through("send-again", exchange);

        assertThat(walk.purchase()).containsEntry("resends", 1);
        assertThat(ledger().created("aliexpress")).hasSize(1);
        assertThat(tradeId(walk.purchase().get("id"))).isEqualTo(ledger().created("aliexpress").get(0).tradeId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"resends = 1", "reconsider = true", "cancelling = true", "claim_id = gen_random_uuid()", "pays_on_create = true",
        "claimed_until = dropship_now() - interval '1 second'", "first_create_at = dropship_now() - interval '23 hours 1 minute'",
        "intent_at = dropship_now()"})
    void nothingIsSentWhenItMayNotBe(String change) {
        Exchange exchange = lostAtAliExpress();
        pause("plan-orders", "cancel-purchases");
        sql("UPDATE purchase SET " + change);

        through("send-again", exchange);

        assertThat(ledger().calls(ALIEXPRESS_CREATE)).hasSize(1);
    }
}
