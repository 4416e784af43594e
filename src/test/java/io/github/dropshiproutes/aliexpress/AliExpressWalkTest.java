package io.github.dropshiproutes.aliexpress;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.sandbox.AliExpressCatalogue;
import io.github.dropshiproutes.sandbox.LedgerEntry;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From a signed webhook to a delivered parcel, bought at AliExpress and paid by hand. */
class AliExpressWalkTest extends AliExpressTestCase {

    @Test
    void aPaidOrderIsPlacedPaidByHandShippedAndDelivered() {
        walk.send("orders/paid", mats(2));

        Map<String, Object> held = awaitHeld("PAY_BY_HAND");
        assertThat(held).containsEntry("held_from", "placed").containsEntry("carrier_code", "CAINIAO_STANDARD")
                .containsEntry("dispatch_location", "CN");
        assertThat((BigDecimal) held.get("quoted_total")).isEqualByComparingTo("49.98");
        assertThat((BigDecimal) held.get("actual_total")).isEqualByComparingTo("49.98");
        String tradeId = tradeIds(held.get("id")).get(0);
        assertThat((String) held.get("pay_url")).isEqualTo("https://www.aliexpress.com/p/order/detail.html?orderId=" + tradeId);
        LedgerEntry create = ledger().calls(CREATE_ORDER).get(0);
        assertThat(create.parameter("param_place_order_request4_open_api_d_t_o")).contains("\"out_order_id\":\"" + held.get("reference") + "\"")
                .contains("\"sku_attr\":\"14:193#Blue\"").contains("\"product_count\":2");
        assertThat(create.parameter("ds_extend_request")).contains("\"try_to_pay\":\"false\"");
        assertThat(reserved()).isZero();

        payByHand(tradeId);
        walk.move(Duration.ofSeconds(31));
        walk.awaitPurchase("paid");

        walk.move(Duration.ofMinutes(65));
        Map<String, Object> shipped = walk.awaitPurchase("shipped");
        assertThat(String.valueOf(shipped.get("tracking"))).contains("CNUSA").contains("Cainiao").contains("eta");

        walk.move(Duration.ofHours(3));
        walk.awaitPurchase("delivered");
        assertThat(made()).hasSize(1);
    }
}
