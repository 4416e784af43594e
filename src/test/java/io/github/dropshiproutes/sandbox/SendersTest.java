package io.github.dropshiproutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The control endpoints, seen from another process: sending, faults, ledger and trades. */
class SendersTest extends RunningSandbox {

    private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private HttpServer product;

    private record Delivery(String path, Headers headers, byte[] body) {
    }

    @BeforeEach
    void listen() throws Exception {
        product = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        product.setExecutor(workers);
        product.createContext("/", exchange -> {
            deliveries.add(new Delivery(exchange.getRequestURI().getPath(), exchange.getRequestHeaders(),
                    exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        product.start();
        sandbox.webhookUrl("http://127.0.0.1:" + product.getAddress().getPort() + "/");
    }

    @AfterEach
    void stopListening() {
        product.stop(0);
        workers.shutdownNow();
    }

    @Test
    void sendsASignedPaidOrder() throws Exception {
        JsonNode sent = control("POST", "/send/shopify?topic=orders/paid", "");

        Delivery delivery = deliveries.get(0);
        assertThat(sent.at("/answers/0/status").asInt()).isEqualTo(200);
        assertThat(delivery.path).isEqualTo("/webhook/shopify");
        assertThat(delivery.headers.getFirst("X-Shopify-Topic")).isEqualTo("orders/paid");
        assertThat(delivery.headers.getFirst("X-Shopify-Shop-Domain")).isEqualTo(SandboxOptions.SHOP);
        assertThat(delivery.headers.getFirst("X-Shopify-Webhook-Id")).isEqualTo(sent.path("webhook_id").asText());
        assertThat(delivery.headers.getFirst("X-Shopify-Hmac-Sha256"))
                .isEqualTo(Base64.getEncoder().encodeToString(hmac(SandboxOptions.SHOPIFY_WEBHOOK_SECRET, delivery.body)));
        JsonNode order = Json.read(delivery.body);
        assertThat(order.path("id").asText()).isEqualTo(sent.path("order_id").asText());
        assertThat(order.at("/line_items/0/sku").asText())
                .isEqualTo("alibaba:" + Catalogue.TRY_OUT + ":" + Catalogue.TRY_OUT_BLACK);
    }

    @Test
    void sendsOneDeliveryManyTimesAtOnce() throws Exception {
        JsonNode sent = control("POST", "/send/shopify?topic=orders/paid&copies=50", "");

        assertThat(sent.path("answers")).hasSize(50);
        assertThat(deliveries).hasSize(50).extracting(delivery -> delivery.headers.getFirst("X-Shopify-Webhook-Id"))
                .containsOnly(sent.path("webhook_id").asText());
    }

    @Test
    void laysOverridesOverTheSampleAndTakesARawBodyAsItIs() throws Exception {
        control("POST", "/send/shopify?topic=orders/updated&sku=" + encode("alibaba:" + Catalogue.MUG) + "&quantity=50",
                "{\"financial_status\":\"refunded\",\"shipping_address\":{\"country_code\":\"GB\"}}");
        control("POST", "/send/shopify?topic=orders/edited&webhook_id=w-1&raw=true", "{not json");

        JsonNode order = Json.read(deliveries.get(0).body);
        assertThat(order.path("financial_status").asText()).isEqualTo("refunded");
        assertThat(order.at("/shipping_address/country_code").asText()).isEqualTo("GB");
        assertThat(order.at("/shipping_address/city").asText()).isEqualTo("Beverly Hills");
        assertThat(order.at("/line_items/0/current_quantity").asInt()).isEqualTo(50);
        assertThat(deliveries.get(1).body).asString().isEqualTo("{not json");
        assertThat(deliveries.get(1).headers.getFirst("X-Shopify-Webhook-Id")).isEqualTo("w-1");
    }

    @Test
    void pushesAnOrdersStatusSignedAsAlibabaDoes() throws Exception {
        String trade = alibaba.order("R-1");

        control("POST", "/send/alibaba?trade_id=" + trade, "");

        Delivery push = deliveries.get(0);
        assertThat(push.path).isEqualTo("/webhook/alibaba");
        assertThat(push.headers.getFirst("Authorization"))
                .isEqualTo(GatewaySigner.push(SandboxOptions.APP_KEY, push.body, SandboxOptions.APP_SECRET));
        JsonNode message = Json.read(push.body);
        assertThat(message.path("message_type").asInt()).isEqualTo(3);
        assertThat(message.at("/data/trade_id_str").asText()).isEqualTo(trade);
        assertThat(message.at("/data/status").asText()).isEqualTo("unpay");
        assertThat(message.path("site").asText()).isEqualTo("icbu_global");
    }

    @Test
    void sendsProductMessagesToOneBuyerOrToAll() throws Exception {
        control("POST", "/send/alibaba-product?product_id=" + Catalogue.TRY_OUT + "&option=DELETE", "");
        control("POST", "/send/alibaba-product?product_id=" + Catalogue.TRY_OUT + "&option=PRICE_CHANGE&sku_id="
                + Catalogue.TRY_OUT_BLACK + "&value=11.00&account=buyer2", "");

        JsonNode removed = Json.read(deliveries.get(0).body);
        assertThat(removed.toString()).isEqualTo("{\"seller_id\":\"BROADCAST\",\"message_type\":1,\"data\":{\"productId\":\""
                + Catalogue.TRY_OUT + "\",\"option\":\"DELETE\"},\"timestamp\":" + clock.instant().getEpochSecond() + "}");
        JsonNode dearer = Json.read(deliveries.get(1).body);
        assertThat(dearer.path("seller_id").asText()).isEqualTo("200042363");
        assertThat(dearer.at("/data/skuId").asText()).isEqualTo(Catalogue.TRY_OUT_BLACK);
        assertThat(dearer.at("/data/value").asText()).isEqualTo("11.00");
        String send = sandbox.controlUrl() + "/send/alibaba-product?product_id=1&option=";
        assertThat(request("POST", send + "PRICE_CHANGE", "").statusCode()).isEqualTo(400);
        assertThat(request("POST", send + "RENAME", "").statusCode()).isEqualTo(400);
        assertThat(request("POST", send + "ADD&account=nobody", "").statusCode()).isEqualTo(400);
        assertThat(deliveries).hasSize(2);
    }

    @Test
    void pushesAnyBodyWithARightAWrongOrNoSignature() throws Exception {
        for (String signature : List.of("right", "wrong", "none")) {
            control("POST", "/send/alibaba?signature=" + signature, "{not json");
        }

        String right = GatewaySigner.push(SandboxOptions.APP_KEY, deliveries.get(0).body, SandboxOptions.APP_SECRET);
        assertThat(deliveries).extracting(delivery -> new String(delivery.body)).containsOnly("{not json");
        assertThat(deliveries.get(0).headers.getFirst("Authorization")).isEqualTo(right);
        assertThat(deliveries.get(1).headers.getFirst("Authorization")).matches("[0-9a-f]{64}").isNotEqualTo(right);
        assertThat(deliveries.get(2).headers.getFirst("Authorization")).isNull();
        assertThat(request("POST", sandbox.controlUrl() + "/send/alibaba?signature=old", "{}").statusCode()).isEqualTo(400);
    }

    @Test
    void saysWhereToSetTheMissingWebhookUrl() throws Exception {
        try (SandboxServer alone = SandboxServer.start(SandboxOptions.defaults())) {
            HttpResponse<String> answer = request("POST", alone.controlUrl() + "/send/shopify", "");

            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(answer.body()).contains("webhook-url");
        }
    }

    @Test
    void takesFaultsAndTellsHowOftenTheyHit() throws Exception {
        control("POST", "/faults", "{\"api\":\"" + SandboxClient.LIST + "\",\"action\":\"code\",\"code\":\"7\",\"sub_code\":\"limited\"}");

        assertThat(code(alibaba.post(SandboxClient.LIST, "role", "buyer"))).isEqualTo("7");
        assertThat(control("GET", "/faults", "").at("/0/hits").asInt()).isEqualTo(1);
        control("DELETE", "/faults", "");
        assertThat(control("GET", "/faults", "")).isEmpty();
    }

    @Test
    void refusesAFaultItDoesNotUnderstand() throws Exception {
        assertThat(request("POST", sandbox.controlUrl() + "/faults", "{\"action\":\"explode\"}").body()).contains("explode", "drop-after");
        assertThat(request("POST", sandbox.controlUrl() + "/faults", "{\"action\":\"html\",\"tmes\":2}").statusCode()).isEqualTo(400);
        assertThat(request("POST", sandbox.controlUrl() + "/faults", "{").statusCode()).isEqualTo(400);
        assertThat(sandbox.faults().describe()).isEmpty();
    }

    @Test
    void showsTheLedgerByKindApiAndTime() throws Exception {
        alibaba.order("R-1");
        String later = clock.instant().plusSeconds(1).toString();
        clock.move(Duration.ofSeconds(1));
        alibaba.order("R-2");

        assertThat(control("GET", "/ledger?kind=created", "")).hasSize(2);
        assertThat(control("GET", "/ledger?kind=created&since=" + later, "").at("/0/channel_refer_id").asText()).isEqualTo("R-2");
        assertThat(control("GET", "/ledger?api=" + SandboxClient.CREATE, "")).hasSize(2);
        control("POST", "/reset", "");
        assertThat(control("GET", "/ledger?kind=created", "")).isEmpty();
    }

    @Test
    void letsAPersonPayAndForceAStatusAndRestock() throws Exception {
        String trade = alibaba.order("R-1");

        assertThat(control("POST", "/alibaba/pay?trade_id=" + trade, "").path("status").asText()).isEqualTo("paid");
        assertThat(control("POST", "/alibaba/status?trade_id=" + trade + "&status=frozen", "").path("status").asText()).isEqualTo("frozen");
        control("POST", "/stock?product_id=" + Catalogue.OUT_OF_STOCK + "&sku_id=" + Catalogue.OUT_OF_STOCK_SKU
                + "&country=CN&pieces=7", "");
        assertThat(sandbox.trades().pieces(Catalogue.OUT_OF_STOCK, Catalogue.OUT_OF_STOCK_SKU, "CN")).isEqualTo(7);
        assertThat(request("POST", sandbox.controlUrl() + "/alibaba/pay?trade_id=" + trade, "").statusCode()).isEqualTo(409);
        assertThat(request("POST", sandbox.controlUrl() + "/alibaba/pay?trade_id=1", "").statusCode()).isEqualTo(400);
    }

    @Test
    void givesOutAuthorizationCodes() throws Exception {
        String code = control("POST", "/alibaba/code", "").path("code").asText();
        alibaba.accessToken = null;

        assertThat(code(alibaba.post("/auth/token/create", "code", code))).isEqualTo("0");
    }

    @Test
    void expiresOneTokenOfOneAccount() throws Exception {
        alibaba.connect(sandbox.alibabaAuthorizeUrl(), "buyer2");
        control("POST", "/alibaba/tokens?account=buyer2&expire=access", "");

        assertThat(code(alibaba.post(SandboxClient.LIST, "role", "buyer"))).isEqualTo("IllegalAccessToken");
        alibaba.accessToken = SandboxOptions.ACCESS_TOKEN;
        assertThat(code(alibaba.post(SandboxClient.LIST, "role", "buyer"))).isEqualTo("0");
        control("POST", "/alibaba/tokens?expire=refresh", "");
        alibaba.accessToken = null;
        assertThat(code(alibaba.post("/auth/token/refresh", "refresh_token", SandboxOptions.REFRESH_TOKEN)))
                .isEqualTo("IllegalRefreshToken");
        String tokens = sandbox.controlUrl() + "/alibaba/tokens?";
        assertThat(request("POST", tokens + "account=nobody&expire=access", "").statusCode()).isEqualTo(400);
        assertThat(request("POST", tokens + "account=buyer-cn&expire=access", "").statusCode()).isEqualTo(409);
        assertThat(request("POST", tokens + "expire=soon", "").statusCode()).isEqualTo(400);
    }

    private JsonNode control(String verb, String path, String body) throws Exception {
        HttpResponse<String> answer = request(verb, sandbox.controlUrl() + path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.read(answer.body());
    }

    private static HttpResponse<String> request(String verb, String url, String body) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(url))
                .method(verb, HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static byte[] hmac(String secret, byte[] body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return mac.doFinal(body);
    }
}
