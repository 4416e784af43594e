package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

class HoldPurchaseTest extends StageTest {

    @Test
    void aPurchaseIsHeldWhereItStandsWithReasonFiguresAndHint() {
        Object id = walkedTo("quoted", cups(1)).get("id");

        Map<String, Object> held = held(id, "place", "quoted", "MAX_ORDER_COST", "501 USD");

        assertThat(held).containsEntry("held_from", "quoted").containsEntry("reason_code", "MAX_ORDER_COST")
                .containsEntry("next_attempt_at", null).containsEntry("claim_id", null);
        assertThat((String) held.get("reason")).endsWith(": 501 USD");
        assertThat((String) held.get("hint")).isNotBlank();
    }

    @Test
    void oneThatStandsAtTheSupplierIsStillLookedAt() {
        Object id = walkedTo("placed", cups(1)).get("id");
        pause("look-at-held");

        assertThat(held(id, "pay", "placed", "PRICE_CHANGED", null)).containsEntry("held_from", "placed").containsEntry("waits", true);
    }

    @Test
    void aWorkerThatLostItsClaimHoldsNothing() {
        Object id = walkedTo("quoted", cups(1)).get("id");
        Exchange exchange = handed("place", "quoted");
        exchange.setVariable("code", "MAX_ORDER_COST");
        sql("UPDATE purchase SET claim_id = gen_random_uuid()");

        through("hold-purchase", exchange);

        assertThat(purchase(id)).containsEntry("state", "quoted");
    }

    private Map<String, Object> held(Object id, String stage, String state, String code, String figures) {
        Exchange exchange = handed(stage, state);
        exchange.setVariable("code", code);
        exchange.setVariable("figures", figures);
        through("hold-purchase", exchange);
        assertThat(purchase(id)).containsEntry("state", "held");
        return purchase(id);
    }
}
