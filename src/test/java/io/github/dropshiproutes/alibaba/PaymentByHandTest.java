package io.github.dropshiproutes.alibaba;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dropshiproutes.sandbox.LedgerEntry;
import io.github.dropshiproutes.support.Walk;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code ALIBABA_PAYMENT=manual}: orders are placed and a person pays; beside it what else a merchant may set for placing. */
class PaymentByHandTest {

    private static Walk walk;

    @BeforeAll
    static void start() {
        walk = Walk.started(Map.of("alibaba.payment", "manual", "alibaba.enable-distribution-waybill", "true",
                "alibaba.remark", "No invoice, please.", "alibaba.fallback-phone", "+1 212 555 0199"));
    }

    @AfterAll
    static void stop() {
        walk.close();
    }

    @BeforeEach
    void empty() {
        walk.reset();
    }

    @Test
    void theOrderIsPlacedAndGoesOnByItselfOnceAPersonHasPaid() {
        walk.send("orders/paid", walk.order());

        Map<String, Object> held = walk.awaitPurchase("held");
        String trade = walk.sandbox().ledger().created().get(0).tradeId();
        assertThat(held).containsEntry("reason_code", "PAY_BY_HAND").containsEntry("held_from", "placed");
        assertThat(held.get("pay_url")).asString().contains(trade);

        walk.move(Duration.ofSeconds(31));
        walk.awaitPurchase("held");
        walk.sandbox().trades().payByHand(trade);
        walk.move(Duration.ofSeconds(31));

        walk.awaitPurchase("paid");
        assertThat(Asked.times(walk, Asked.PAY)).isZero();
        assertThat(walk.sandbox().ledger().created()).hasSize(1);
    }

    @Test
    void theMerchantsWaybillRemarkAndPhoneAreUsedForPlacing() throws Exception {
        walk.send("orders/paid", walk.order().addressField("phone", null).with(new ObjectMapper().readValue(
                "{\"phone\":null,\"billing_address\":{\"phone\":null},\"customer\":{\"phone\":null,\"default_address\":{\"phone\":null}}}",
                ObjectNode.class)));
        Map<String, Object> held = walk.awaitPurchase("held");

        LedgerEntry create = walk.sandbox().ledger().calls(Asked.CREATE).get(0);
        assertThat(create.parameter("enable_distribution_waybill")).isEqualTo("true");
        assertThat(walk.sandbox().ledger().calls(Asked.FREIGHT).get(0).parameter("enable_distribution_waybill")).isEqualTo("true");
        assertThat(create.parameter("remark")).isEqualTo("No invoice, please. [" + held.get("reference") + "]");
        assertThat(Asked.json(create.parameter("logistics_detail")).get("shipment_address").get("telephone"))
                .isEqualTo(Asked.json("{\"country\":\"+1\",\"area\":\"\",\"number\":\"2125550199\"}"));
    }
}
