package io.github.dropshiproutes.sandbox;

import static io.github.dropshiproutes.sandbox.AliExpressClient.AUTO_PAY;
import static io.github.dropshiproutes.sandbox.AliExpressClient.guideOrder;
import static io.github.dropshiproutes.sandbox.AliExpressClient.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What AliExpress tells by itself of an order. */
class AliExpressPushesTest extends RunningAliExpress {

    private PushReceiver product;

    @BeforeEach
    void listen() throws Exception {
        product = new PushReceiver();
        sandbox.aliExpress().pushes().patience(Duration.ofSeconds(20));
        sandbox.aliExpressWebhookUrl(product.origin() + "/webhook/aliexpress");
    }

    @AfterEach
    void stopListening() {
        product.close();
    }

    @Test
    void tellsOfAnOrderSignedWithItsOwnApplication() throws Exception {
        String number = aliExpress.order("R-1");
        await().until(() -> sandbox.aliExpress().pushes().delivered() == 1);

        PushReceiver.Push push = product.pushes.get(0);
        assertThat(push.path()).isEqualTo("/webhook/aliexpress");
        assertThat(push.authorization()).matches("[0-9a-f]{64}").isEqualTo(
                GatewaySigner.push(SandboxOptions.ALIEXPRESS_APP_KEY, push.body(), SandboxOptions.ALIEXPRESS_APP_SECRET));
        assertThat(push.json()).isEqualTo(Json.read("{\"data\":{\"buyerId\":2637900001,\"orderId\":" + number
                + ",\"orderStatus\":\"OrderCreated\"},\"message_type\":53,\"seller_id\":\"2637900001\",\"site\":\"ae_global\","
                + "\"timestamp\":"
                + clock.instant().getEpochSecond() + "}"));
        assertThat(sandbox.pushes().delivered()).isZero();
    }

    @Test
    void tellsOfEveryStepInItsOwnWordsAndOfTheEnd() throws Exception {
        String number = numbers(aliExpress.create(guideOrder("R-1"), AUTO_PAY)).get(0);
        await().until(() -> words().size() == 2);
        clock.move(Duration.ofSeconds(3));
        await().until(() -> words().size() == 3);
        sandbox.aliExpress().trades().close(number);
        await().until(() -> words().size() == 4);

        assertThat(words().subList(0, 2)).containsExactlyInAnyOrder("OrderCreated", "PaymentAuthorized");
        assertThat(words().subList(2, 4)).containsExactly("OrderShipped", "OrderClosed");
    }

    @Test
    void tellsOfAPaymentThatFailed() throws Exception {
        sandbox.faults().add(Fault.at(AliExpressClient.CREATE, FaultAction.CODE, "reason_code", "NO_FUNDS"));
        aliExpress.create(guideOrder("R-1"), AUTO_PAY);

        await().until(() -> words().contains("paymentFailedEvent"));
    }

    @Test
    void tellsTwiceAndInTheWrongOrderWhenTold() throws Exception {
        sandbox.aliExpress().pushes().copies(2);
        sandbox.aliExpress().pushes().disorder(true);
        product.status = 500;
        sandbox.aliExpress().pushes().retryAfter(Duration.ofMinutes(30));
        aliExpress.create(guideOrder("R-1"), AUTO_PAY);

        await().until(() -> sandbox.aliExpress().pushes().failed() == 4);
        assertThat(words()).containsExactlyInAnyOrder("OrderCreated", "OrderCreated", "PaymentAuthorized", "PaymentAuthorized");
        product.status = 200;
        clock.move(Duration.ofMinutes(30));
        // Meanwhile it has been shipped and has arrived, which is told twice too.
        await().until(() -> sandbox.aliExpress().pushes().delivered() == 8);
    }

    @Test
    void sendsOneByHandThroughTheControl() throws Exception {
        String number = aliExpress.order("R-1");
        await().until(() -> words().size() == 1);
        sandbox.webhookUrl(product.origin());
        control("POST", "/send/aliexpress?copies=2&signature=wrong&trade_id=" + number);

        await().until(() -> product.pushes.size() == 3);
        assertThat(product.pushes.get(2).authorization()).isNotEqualTo(GatewaySigner.push(SandboxOptions.ALIEXPRESS_APP_KEY,
                product.pushes.get(2).body(), SandboxOptions.ALIEXPRESS_APP_SECRET));
    }

    @Test
    void isGuidedByTheControl() throws Exception {
        String number = aliExpress.order("R-1");

        assertThat(control("POST", "/aliexpress/pay?trade_id=" + number).path("status").asText()).isEqualTo("WAIT_SELLER_SEND_GOODS");
        assertThat(control("POST", "/aliexpress/close?trade_id=" + number).path("status").asText()).isEqualTo("FINISH");
        assertThat(control("POST", "/aliexpress/status?status=RISK_CONTROL&trade_id=" + number).path("status").asText())
                .isEqualTo("RISK_CONTROL");
        JsonNode rules = control("POST", "/aliexpress/rules?auto_pay=false&orders_per_minute=30&pay_timeout_seconds=60");
        assertThat(rules.path("auto_pay").asBoolean(true)).isFalse();
        assertThat(rules.path("orders_per_minute").asInt()).isEqualTo(30);
        assertThat(control("GET", "/aliexpress/rules").path("pay_timeout_seconds").asInt()).isEqualTo(60);
        control("POST", "/stock?country=CN&pieces=3&product_id=" + AliExpressCatalogue.GUIDE
                + "&sku_id=" + AliExpressCatalogue.GUIDE_BLUE_SKU);
        assertThat(AliExpressClient.list(aliExpress.product(AliExpressCatalogue.GUIDE, "US").at("/result/ae_item_sku_info_dtos")).get(0)
                .path("sku_available_stock").asInt()).isEqualTo(3);
        assertThat(control("POST", "/aliexpress/code?account=buyer2").path("code").asText()).isNotBlank();
        control("POST", "/aliexpress/tokens?expire=access");
        assertThat(code(aliExpress.call(AliExpressClient.PRODUCT, "product_id", "1", "ship_to_country", "US")))
                .isEqualTo("IllegalAccessToken");
        assertThat(control("POST", "/aliexpress/pushes?copies=3&disorder=true").path("copies").asInt()).isEqualTo(3);
        assertThat(control("GET", "/ledger?kind=created&supplier=aliexpress")).hasSize(1);
        assertThat(control("GET", "/ledger?kind=created&supplier=alibaba")).isEmpty();
        assertThat(control("GET", "").path("aliexpress").asText()).isEqualTo(sandbox.aliExpressBaseUrl());
    }

    private JsonNode control(String verb, String path) throws Exception {
        return Json.read(HttpClient.newHttpClient().send(HttpRequest.newBuilder(
                URI.create(sandbox.controlUrl() + path)).method(verb, HttpRequest.BodyPublishers.noBody()).build(),
                HttpResponse.BodyHandlers.ofString()).body());
    }

    private List<String> words() {
        return product.pushes.stream().map(push -> push.json().at("/data/orderStatus").asText()).toList();
    }
}
