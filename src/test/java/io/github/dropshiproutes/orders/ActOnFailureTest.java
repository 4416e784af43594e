package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActOnFailureTest extends StageTest {

    @Test
    void waitTriesAgainAfterTheDelayAndCountsTheAttempt() {
        Map<String, Object> row = acted("planned", "wait", false);

        assertThat(row).containsEntry("state", "planned").containsEntry("attempts", 1).containsEntry("waits", true)
                .containsEntry("reason_code", "X1").containsEntry("reason", "words").containsEntry("hint", "do it");
    }

    @Test
    void waitWithoutAttemptsLeftHolds() {
        assertThat(acted("planned", "wait", true)).containsEntry("state", "held").containsEntry("held_from", "planned")
                .containsEntry("next_attempt_at", null).containsEntry("reason_code", "X1");
    }

    @Test
    void requoteQuotesAnewFromTheCountryTheTableNames() {
        assertThat(acted("quoted", "requote", false)).containsEntry("state", "planned").containsEntry("preferred_dispatch", "MX")
                .containsEntry("attempts", 1).containsEntry("waits", true);
    }

    @Test
    void requoteWithoutAttemptsLeftHolds() {
        assertThat(acted("quoted", "requote", true)).containsEntry("state", "held").containsEntry("held_from", "quoted");
    }

    @Test
    void nextDispatchLeavesOutTheCountryThatWasQuoted() throws Exception {
        Map<String, Object> row = acted("quoted", "next-dispatch", false);

        assertThat(row).containsEntry("state", "planned");
        assertThat((String[]) ((java.sql.Array) row.get("excluded_dispatch")).getArray()).containsExactly("CN");
    }

    @Test
    void splitHoldsWhatCannotBeSplit() {
        assertThat(acted("quoted", "split", false)).containsEntry("state", "held").containsEntry("reason_code", "X1")
                .containsEntry("hint", "do it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hold", "pay-by-hand", "refresh-token", "anything"})
    void everythingElseHolds(String action) {
        assertThat(acted("quoted", action, false)).containsEntry("state", "held").containsEntry("held_from", "quoted")
                .containsEntry("reason_code", "X1").containsEntry("hint", "do it").containsEntry("claim_id", null);
    }

    private Map<String, Object> acted(String state, String action, boolean exhausted) {
        Object id = walkedTo(state, cups(1)).get("id");
        pause("quote-purchases");
        Exchange exchange = handed("any", state);
        exchange.setVariable("failure", new Failure("X1", "route", action, "words", "do it", "MX", new BigDecimal("30"), exhausted, 1));
        through("act-on-failure", exchange);
        return purchase(id);
    }
}
