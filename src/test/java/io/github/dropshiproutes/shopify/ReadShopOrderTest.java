package io.github.dropshiproutes.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class ReadShopOrderTest extends ShopCalls {

    private Exchange read(long orderId) {
        Exchange exchange = new DefaultExchange(walk.camel());
        exchange.setVariable("shop", SHOP);
        exchange.setVariable("orderId", String.valueOf(orderId));
        walk.camel().createProducerTemplate().send("direct:read-shop-order", exchange);
        return exchange;
    }

    private static OrderRead order(Exchange exchange) {
        return exchange.getVariable("shopOrder", OrderRead.class);
    }

    @Test
    void whatIsReadIsWhatTheWebhookSaid() {
        ShopifySamples sample = walk.order().line("alibaba:1:2", 3, "12.50").lineField("current_quantity", 2)
                .lineField("fulfillable_quantity", 1).set("note_attributes", java.util.List.of(Map.of("name", "cpf", "value", "1")));
        walk.sandbox().shops().take(SHOP, sample.json());

        Exchange exchange = read(sample.id());

        assertThat(exchange.getException()).isNull();
        JsonNode payload = order(exchange).payload();
        assertThat(OrderFacts.of(ShopifyOrder.read(payload, Map.of()))).isEqualTo(OrderFacts.of(ShopifyOrder.read(sample.json(), Map.of())));
        assertThat(ShopifyOrder.read(payload, Map.of()).getVersionAt()).isEqualTo(ShopifyOrder.read(sample.json(), Map.of()).getVersionAt());
        assertThat(ShopifyOrder.read(payload, Map.of()).getName()).isEqualTo(sample.json().get("name").asText());
        assertThat(ShopifyOrder.read(payload, Map.of()).getLines().get(0).getUnitRevenue()).isEqualByComparingTo("12.50");
        assertThat(payload.get(OrderRead.RISK).asText()).isEqualTo("NONE");
    }

    @Test
    void everyPageOfLinesIsRead() {
        ShopifySamples sample = walk.order();
        IntStream.range(0, 230).forEach(place -> sample.line(1_000L + place, "SHELF-" + place, 1, "1.00"));
        walk.sandbox().shops().take(SHOP, sample.json());

        Exchange exchange = read(sample.id());

        assertThat(order(exchange).payload().get("line_items")).hasSize(230);
        assertThat(order(exchange).payload().get("line_items").findValuesAsText("id")).doesNotHaveDuplicates();
        assertThat(calls("/shopify/OrderNow")).isEqualTo(3);
    }

    @Test
    void anOrderThatTheShopDoesNotKnowIsNotThere() {
        assertThat(order(read(404)).isThere()).isFalse();
    }

    @Test
    void aPageThatIsLostFailsTheReading() {
        ShopifySamples sample = walk.order();
        IntStream.range(0, 150).forEach(place -> sample.line(1_000L + place, "SHELF-" + place, 1, "1.00"));
        walk.sandbox().shops().take(SHOP, sample.json());
        fault(Fault.at("/shopify/OrderNow", FaultAction.DROP_AFTER).afterSkipping(1));

        assertThat(failure(read(sample.id())).getCode()).isEqualTo("CONNECTION_LOST");
    }
}
