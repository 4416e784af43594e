package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.sandbox.Catalogue;
import io.github.dropshiproutes.sandbox.LedgerEntry;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import io.github.dropshiproutes.support.Walk;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a signed webhook to a delivered parcel. */
class WalkOfAnOrderTest {

    private Walk walk;

    @BeforeEach
    void empty() {
        walk = Walk.shared();
    }

    @Test
    void aPaidOrderIsQuotedPlacedPaidShippedAndDelivered() {
        ShopifySamples order = walk.order().line(ShopifySamples.alibabaSku(Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK), 2, "39.90");

        walk.send("orders/paid", order);

        Map<String, Object> paid = walk.awaitPurchase("paid");
        assertThat(walk.sandbox().ledger().created()).hasSize(1);
        assertThat(walk.sandbox().ledger().paid()).hasSize(1);
        LedgerEntry create = walk.sandbox().ledger().calls("/buynow/order/create").get(0);
        assertThat(create.parameter("channel_refer_id")).isEqualTo(paid.get("reference"));
        assertThat(create.parameter("remark")).contains("[" + paid.get("reference") + "]");
        assertThat(create.parameter("properties")).contains("\"platform\":\"Shopify\"").contains(String.valueOf(order.id()));

        walk.move(Duration.ofMinutes(65));
        Map<String, Object> shipped = walk.awaitPurchase("shipped");
        assertThat(String.valueOf(shipped.get("tracking"))).contains("number");

        walk.move(Duration.ofHours(3));
        walk.awaitPurchase("delivered");
        List<String> states = walk.jdbc().sql("SELECT DISTINCT ON (to_state) to_state FROM timeline").query(String.class).list();
        assertThat(states).contains("planned", "quoted", "placing", "placed", "paying", "paid", "shipped", "delivered");
    }

    @Test
    void createPaidAndUpdatedInAnyOrderBuyOnce() {
        ShopifySamples order = walk.order().line(ShopifySamples.alibabaSku(Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK), 1, "39.90");

        walk.send("orders/updated", order);
        walk.send("orders/paid", order);
        walk.send("orders/create", order.financialStatus("pending"));
        walk.send("orders/updated", order.financialStatus("paid"));

        walk.awaitPurchase("paid");
        walk.awaitQuiet();
        assertThat(walk.sandbox().ledger().created()).hasSize(1);
        assertThat(walk.sandbox().ledger().paid()).hasSize(1);
    }
}
