package io.github.dropshiproutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Sample orders that look like the real ones. */
class ShopifySamplesTest {

    @Test
    void hasIdsThatADoubleCannotHoldAndMoneyAsText() {
        JsonNode order = ShopifySamples.paidOrder().line("A", 2, "19.90").line("B", 1, "5.00").json();

        assertThat(order.path("id").longValue()).isGreaterThan(1L << 53);
        assertThat(order.at("/line_items/0/id").longValue()).isGreaterThan(1L << 53)
                .isNotEqualTo(order.at("/line_items/1/id").longValue());
        assertThat(order.path("total_price").isTextual()).isTrue();
        assertThat(order.path("subtotal_price").asText()).isEqualTo("44.80");
        assertThat(order.path("total_price").asText()).isEqualTo("49.70");
        assertThat(order.at("/total_price_set/shop_money/amount").asText()).isEqualTo("49.70");
    }

    @Test
    void isReallyPaidUnlikeTheOfficialSamples() {
        JsonNode order = ShopifySamples.paidOrder(Instant.parse("2026-11-22T10:00:00Z")).json();

        assertThat(order.path("financial_status").asText()).isEqualTo("paid");
        assertThat(order.path("cancelled_at").isNull()).isTrue();
        assertThat(order.path("confirmed").asBoolean()).isTrue();
        assertThat(order.path("test").asBoolean()).isFalse();
        assertThat(order.path("processed_at").asText()).isEqualTo("2026-11-22T05:00:00-05:00");
        assertThat(order.at("/line_items/0/product_exists").asBoolean()).isTrue();
        assertThat(order.toString()).hasSizeGreaterThan(6_000);
    }

    @Test
    void changesWhatATestAsksFor() {
        JsonNode order = ShopifySamples.paidOrder().id(9_007_199_254_740_993L).name("#7").financialStatus("pending").test(true)
                .country("GB", "United Kingdom").addressField("phone", null)
                .line("A", 3, "1.00").lineField("current_quantity", 1).set("total_price", "0.01").without("email").json();

        assertThat(order.path("id").longValue()).isEqualTo(9_007_199_254_740_993L);
        assertThat(order.path("admin_graphql_api_id").asText()).isEqualTo("gid://shopify/Order/9007199254740993");
        assertThat(order.path("name").asText()).isEqualTo("#7");
        assertThat(order.path("financial_status").asText()).isEqualTo("pending");
        assertThat(order.path("test").asBoolean()).isTrue();
        assertThat(order.at("/shipping_address/country_code").asText()).isEqualTo("GB");
        assertThat(order.at("/shipping_address/phone").isNull()).isTrue();
        assertThat(order.at("/line_items/0/quantity").asInt()).isEqualTo(3);
        assertThat(order.at("/line_items/0/current_quantity").asInt()).isEqualTo(1);
        assertThat(order.path("total_price").asText()).isEqualTo("0.01");
        assertThat(order.has("email")).isFalse();
    }

    @Test
    void givesTheSameBodyAgainSoThatItsSignatureHolds() {
        ShopifySamples sample = ShopifySamples.paidOrder();

        assertThat(sample.body()).isEqualTo(sample.body());
    }
}
