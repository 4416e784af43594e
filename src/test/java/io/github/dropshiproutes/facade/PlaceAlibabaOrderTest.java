package io.github.dropshiproutes.facade;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceAlibabaOrderTest extends WritingCallTest {

    @Test
    void anOrderIsPlacedAndWaitsToBePaid() {
        Answer answer = call(CREATE, "key-1", order(2, "\"remark\":\"Please handle with care\","));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("trade_id")).isEqualTo(walk.sandbox().ledger().created().get(0).tradeId());
        assertThat(answer.text("pay_url")).contains(answer.text("trade_id"));
        assertThat(walk.awaitPurchase("held")).containsEntry("reason_code", "AWAITS_PAY_CALL").containsEntry("held_from", "placed");
        assertThat(walk.sandbox().ledger().paid()).isEmpty();
        assertThat(walk.sandbox().ledger().created().get(0).text("remark")).startsWith("Please handle with care");
        assertThat(walk.get("/api/shopify-orders").path("items")).isEmpty();
        assertThat(walk.get("/api/orders/" + answer.text("purchase_id")).path("shopify_order_name").asText()).isEqualTo("ORDER-2026-001");
    }

    @Test
    void theSameKeyIsTheSameOrderAndAnotherBodyIsRefused() {
        String trade = placed("key-1");

        assertThat(placed("key-1")).isEqualTo(trade);
        assertThat(call(CREATE, "key-1", order(2, "")).status()).isEqualTo(409);
        assertThat(call(PAY, "key-1", "{\"order_id_list\":[\"" + trade + "\"]}").status()).isEqualTo(409);
        assertThat(placed("key-2")).isNotEqualTo(trade);
        assertThat(walk.sandbox().ledger().created()).hasSize(2);
    }

    @Test
    void theSameCallTwentyTimesAtOnceIsOneOrder() {
        List<String> trades = IntStream.range(0, 20).parallel().mapToObj(i -> placed("key-1")).distinct().toList();

        assertThat(trades).hasSize(1);
        assertThat(walk.sandbox().ledger().created()).hasSize(1);
    }

    @Test
    void anOrderWhoseAnswerIsLostIsFoundAndNotPlacedTwice() {
        walk.sandbox().faults().add(Fault.at("/buynow/order/create", FaultAction.DROP_AFTER));
        Thread caller = new Thread(() -> placed("key-1"));
        caller.start();
        walk.awaitPurchase("unknown");

        walk.move(java.time.Duration.ofSeconds(11));

        assertThat(placed("key-1")).isEqualTo(walk.sandbox().ledger().created().get(0).tradeId());
        assertThat(walk.sandbox().ledger().created()).hasSize(1);
    }

    @Test
    void anOrderThatAShopHasAlreadyIsThatShopsPurchase() {
        ShopifySamples order = walk.order();
        walk.send("orders/paid", order);
        Map<String, Object> purchase = walk.awaitPurchase("paid");

        Answer answer = call(CREATE, "key-1", order(1, "\"properties\":{\"platform\":\"shopify\",\"orderId\":\"" + order.id() + "\"},"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("purchase_id")).isEqualTo(purchase.get("id"));
        assertThat(walk.sandbox().ledger().created()).hasSize(1);
        Answer unknown = call(CREATE, "key-2", order(1, "\"properties\":{\"platform\":\"Shopify\",\"orderId\":\"42\"},"));
        assertThat(unknown.status()).isEqualTo(409);
        assertThat(unknown.text("detail")).contains("42");
    }

    @Test
    void aFileThatWasUploadedGoesWithTheOrder() {
        String url = upload("label.pdf", "a label");

        Answer answer = call(CREATE, "key-1", order(1, "\"attachments\":[{\"file_path\":\"" + url
                + "\",\"file_usage\":\"DISTRIBUTION_WAY_BILL\",\"waybill_number\":\"WB-1\"}],\"enable_distribution_waybill\":true,"));

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        assertThat(walk.sandbox().ledger().calls("/buynow/order/create").get(0).parameter("attachments")).contains(url).contains("WB-1");
        assertThat(walk.sandbox().ledger().calls("/buynow/order/create").get(0).parameter("enable_distribution_waybill")).isEqualTo("true");
    }

    @Test
    void anOrderBeyondAGuardIsHeldAndSaysWhy() {
        Answer answer = call(CREATE, "key-1", order(400, ""));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("reason_code")).isEqualTo("MAX_ORDER_COST");
        assertThat(answer.text("hint")).isNotBlank();
        assertThat(walk.sandbox().ledger().created()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "`\"channel_refer_id\":\"ORDER-2026-001\",` | `` | channel_refer_id", "`\"quantity\":\"1\"` | `\"quantity\":\"0\"` | product_list[0].quantity",
        "`\"sku_id\"` | `\"sku\"` | product_list[0].sku", "`\"country_code\":\"US\"` | `\"country_code\":\"Atlantis\"` | country_code",
        "`\"contact_person\":\"Jane Roe\",` | `` | contact_person", "`\"city\":\"Beverly Hills\",` | `` | logistics_detail.shipment_address"})
    void aMistakeNamesItsField(String what, String by, String field) {
        Answer answer = call(CREATE, "key-1", order(1, "").replace(what, by));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("field")).contains(field);
        assertThat(walk.purchases()).isEmpty();
    }

    @Test
    void aCallWithoutAKeyIsRefused() {
        Answer answer = call(CREATE, null, order(1, ""));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("field")).isEqualTo("Idempotency-Key");
        assertThat(walk.call("GET", CREATE, null).statusCode()).isEqualTo(405);
    }
}
