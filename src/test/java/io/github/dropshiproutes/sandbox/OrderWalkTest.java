package io.github.dropshiproutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The way of one order through the stand-in for Alibaba, from its description to its delivery. */
class OrderWalkTest extends RunningSandbox {

    @Test
    void describesAProductInTheDocumentedEnvelope() throws Exception {
        JsonNode answer = alibaba.get(SandboxClient.DESCRIPTION, "query_req",
                "{\"product_id\":\"" + Catalogue.TRY_OUT + "\",\"country\":\"US\"}");

        assertThat(answer.path("code").asText()).isEqualTo("0");
        assertThat(answer.path("request_id").asText()).isNotBlank();
        JsonNode product = answer.at("/result/result_data");
        assertThat(answer.at("/result/result_code").asText()).isEqualTo("200");
        assertThat(product.path("eCompanyId").asText()).isEqualTo(Catalogue.COMPANY);
        assertThat(product.path("mode_id").asText()).startsWith("\"").endsWith("\"");
        assertThat(product.at("/skus/0/sku_id").asText()).isEqualTo(Catalogue.TRY_OUT_BLACK);
        assertThat(product.at("/skus/0/ladder_price/2/max_quantity").asInt()).isEqualTo(-1);
    }

    @Test
    void failsInsideTheEnvelopeWhenADescriptionNamesNoCountry() throws Exception {
        JsonNode answer = alibaba.get(SandboxClient.DESCRIPTION, "query_req", "{\"product_id\":\"" + Catalogue.TRY_OUT + "\"}");

        assertThat(answer.path("code").asText()).isEqualTo("0");
        assertThat(answer.at("/result/result_code").asText()).isEqualTo("400");
        assertThat(answer.at("/result/result_msg").asText()).isEqualTo("Parameter format is error!");
        assertThat(answer.path("result").has("result_data")).isFalse();
    }

    @Test
    void takesStockOnAnOrderAndGivesItBackWhenCancelled() throws Exception {
        String inventory = "{\"product_id\":\"" + Catalogue.TRY_OUT + "\",\"shipping_from\":\"CN\"}";
        int before = count(alibaba.get(SandboxClient.INVENTORY, "inv_req", inventory));

        String trade = alibaba.order("R-1");
        int ordered = count(alibaba.get(SandboxClient.INVENTORY, "inv_req", inventory));
        alibaba.post(SandboxClient.CANCEL, "trade_id", trade);

        assertThat(ordered).isEqualTo(before - 1);
        assertThat(count(alibaba.get(SandboxClient.INVENTORY, "inv_req", inventory))).isEqualTo(before);
        assertThat(sandbox.trades().status(trade)).isEqualTo("trade_close");
    }

    @Test
    void walksAnOrderFromQuoteToDelivery() throws Exception {
        String trade = alibaba.order("R-2");
        assertThat(trade).matches("\\d{18}");
        JsonNode unpaid = alibaba.post(SandboxClient.GET, "e_trade_id", trade).path("value");
        assertThat(unpaid.path("trade_status").asText()).isEqualTo("unpay");
        assertThat(unpaid.at("/total_amount/amount").asText()).isEqualTo("21.30");
        assertThat(unpaid.at("/order_products/0/unit_price/amount").asText()).isEqualTo("8.9000");
        assertThat(unpaid.path("remark").asText()).isEqualTo("with care [R-2]");
        assertThat(unpaid.toString()).doesNotContain("channel_refer_id");
        assertThat(alibaba.post(SandboxClient.RESULT, "trade_id", trade).at("/value/status").asText()).isEqualTo("UNPAY");

        assertThat(alibaba.pay(trade).at("/value/status").asText()).isEqualTo("PAY_SUCCESS");
        assertThat(status(trade)).isEqualTo("paid");
        assertThat(alibaba.post("/order/logistics/tracking/get", "trade_id", trade).has("tracking_list")).isFalse();

        clock.move(Duration.ofSeconds(2));
        assertThat(status(trade)).isEqualTo("undeliver");
        clock.move(Duration.ofSeconds(1));
        assertThat(status(trade)).isEqualTo("delivering");
        JsonNode logistics = alibaba.post("/order/logistics/query", "trade_id", trade, "data_select", "logistic_order").path("value");
        assertThat(logistics.path("logistic_status").asText()).isEqualTo("DELIVERING");
        JsonNode parcel = alibaba.post("/order/logistics/tracking/get", "trade_id", trade).at("/tracking_list/0");
        assertThat(parcel.path("tracking_number").asText())
                .isEqualTo(logistics.at("/shipping_order_list/0/voucher/tracking_number").asText()).isNotBlank();

        clock.move(Duration.ofSeconds(3));
        assertThat(status(trade)).isEqualTo("wait_confirm_receipt");
        assertThat(alibaba.post("/order/logistics/tracking/get", "trade_id", trade).at("/tracking_list/0/current_event_code").asText())
                .isEqualTo("DELIVERED");
        clock.move(Duration.ofSeconds(3));
        assertThat(status(trade)).isEqualTo("trade_success");
    }

    private String status(String trade) throws Exception {
        return alibaba.post(SandboxClient.GET, "e_trade_id", trade).at("/value/trade_status").asText();
    }

    private static int count(JsonNode inventory) {
        return inventory.at("/result/result_data/0/inventory_list/0/inventory_count").asInt();
    }
}
