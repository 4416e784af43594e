package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.sandbox.LedgerEntry;
import io.github.dropshiproutes.sandbox.SandboxOptions;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceNowTest extends StageTest {

    @Test
    void theOrderIsCreatedOnceAndItsNumberKept() {
        Object id = walkedTo("quoted", cups(1)).get("id");
        pause("pay-purchases");

        through("place-now", handed("place", "quoted"));

        assertThat(purchase(id)).containsEntry("state", "placed").containsEntry("intent", null).containsEntry("claim_id", null);
        assertThat(ledger().created()).extracting(LedgerEntry::tradeId).containsExactly(tradeId(id));
        assertThat(timeline(id)).anyMatch(what -> what.startsWith("placing: placing at 21.30 USD"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "supplier:alibaba", "shop:" + SandboxOptions.SHOP})
    void nothingIsCreatedWhileBuyingIsStopped(String scope) {
        Object id = walkedTo("quoted", cups(1)).get("id");
        pause("release-held");
        sql("INSERT INTO buying (scope, allowed) VALUES (?, false)", scope);

        through("place-now", handed("place", "quoted"));

        assertThat(purchase(id)).containsEntry("state", "held").containsEntry("held_from", "quoted")
                .containsEntry("reason_code", "BUYING_STOPPED");
        assertThat(ledger().calls(CREATE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"supplier:aliexpress", "shop:another.myshopify.com"})
    void whatIsStoppedElsewhereDoesNotMatter(String scope) {
        walkedTo("quoted", cups(1));
        pause("pay-purchases");
        sql("INSERT INTO buying (scope, allowed) VALUES (?, false)", scope);

        through("place-now", handed("place", "quoted"));

        assertThat(ledger().created()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"claim_id = gen_random_uuid()", "claimed_until = dropship_now() - interval '1 second'", "reconsider = true",
        "cancelling = true", "state = 'planned'"})
    void aWorkerWhoseClaimIsLostOrWhoseOrderChangedSendsNothing(String change) {
        Object id = walkedTo("quoted", cups(1)).get("id");
        pause("plan-orders", "cancel-purchases", "quote-purchases");
        Exchange exchange = handed("place", "quoted");
        sql("UPDATE purchase SET " + change);

        through("place-now", exchange);

        assertThat(purchase(id).get("state")).isNotIn("placing", "placed");
        assertThat(ledger().calls(CREATE)).isEmpty();
    }

    @Test
    void aChangeThatIsKeptButNotPlannedYetComesFirst() {
        walkedTo("quoted", cups(1));
        pause("plan-orders");
        Exchange exchange = handed("place", "quoted");
        sql("UPDATE shopify_order SET replan = true");

        through("place-now", exchange);

        assertThat(ledger().calls(CREATE)).isEmpty();
    }
}
