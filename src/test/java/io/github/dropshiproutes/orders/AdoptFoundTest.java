package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

class AdoptFoundTest extends StageTest {

    @Test
    void theFirstFoundIsKeptAndEveryOtherIsADouble() {
        Object id = walkedTo("quoted", cups(1)).get("id");
        pause("settle-unknown", "pay-purchases", "cancel-doubles");
        sql("UPDATE purchase SET state = 'unknown', intent = 'create', intent_at = dropship_now()");
        Exchange exchange = handed("settle", "unknown");
        exchange.setVariable("found", List.of(order("111"), order("222"), order("333")));

        through("adopt-found", exchange);

        assertThat(purchase(id)).containsEntry("state", "placed").containsEntry("intent", null).containsEntry("claim_id", null)
                .containsEntry("pay_url", "https://example.com/111");
        assertThat(tradeId(id)).isEqualTo("111");
        assertThat(ask("SELECT string_agg(trade_id, ',' ORDER BY trade_id) FROM trade WHERE role = 'surplus'", String.class))
                .isEqualTo("222,333");
    }

    @Test
    void aWorkerThatLostItsClaimAdoptsNothing() {
        Object id = walkedTo("quoted", cups(1)).get("id");
        pause("settle-unknown");
        sql("UPDATE purchase SET state = 'unknown', intent = 'create', intent_at = dropship_now()");
        Exchange exchange = handed("settle", "unknown");
        exchange.setVariable("found", List.of(order("111")));
        sql("UPDATE purchase SET claim_id = gen_random_uuid()");

        through("adopt-found", exchange);

        assertThat(purchase(id)).containsEntry("state", "unknown");
        assertThat(ask("SELECT count(*) FROM trade", Integer.class)).isZero();
    }

    private static SupplierOrder order(String tradeId) {
        return new SupplierOrder(tradeId, "unpay", null, new BigDecimal("21.30"), "USD", null, Map.of(), null, null,
                "https://example.com/" + tradeId);
    }
}
