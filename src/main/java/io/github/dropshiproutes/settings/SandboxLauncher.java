package io.github.dropshiproutes.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dropshiproutes.sandbox.SandboxOptions;
import io.github.dropshiproutes.sandbox.SandboxServer;
import io.github.dropshiproutes.sandbox.ShopifySamples;

/** The one place where the product meets the sandbox: it starts it, and learns its addresses and well-known credentials. */
public final class SandboxLauncher implements AutoCloseable {

    /** Enough of an order to be bought, so that the command fits into a terminal. */
    private static final Duration LONG_AGO = Duration.ofDays(60);
    private static final List<String> ORDER_FIELDS = List.of("id", "name", "email", "financial_status", "confirmed", "test",
            "cancelled_at", "currency", "created_at", "processed_at", "updated_at", "browser_ip", "client_details",
            "shipping_address", "line_items");
    private static final List<String> LINE_FIELDS = List.of("id", "variant_id", "sku", "title", "price", "quantity",
            "current_quantity", "fulfillable_quantity", "requires_shipping", "gift_card", "product_exists", "total_discount");

    private final SandboxServer server;

    private SandboxLauncher(SandboxServer server) {
        this.server = server;
    }

    /**
     * @param directory where the stand-ins keep their ledger
     * @param pushRetry from a push that failed to the next attempt
     */
    static SandboxLauncher start(Path directory, Duration pushRetry) {
        try {
            return new SandboxLauncher(SandboxServer.start(
                    SandboxOptions.defaults().withDataDir(directory).withPushRetry(pushRetry)));
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox does not start: " + e.getMessage(), e);
        }
    }

    /** @return what reaches the stand-ins and nothing else: every upstream's address and credentials */
    Map<Setting, String> settings() {
        String origin = "http://127.0.0.1:" + server.port();
        return Map.ofEntries(
                Map.entry(Setting.ALIBABA_APP_KEY, SandboxOptions.APP_KEY),
                Map.entry(Setting.ALIBABA_APP_SECRET, SandboxOptions.APP_SECRET),
                Map.entry(Setting.ALIBABA_ACCESS_TOKEN, SandboxOptions.ACCESS_TOKEN),
                Map.entry(Setting.ALIBABA_REFRESH_TOKEN, SandboxOptions.REFRESH_TOKEN),
                Map.entry(Setting.ALIBABA_USE_SANDBOX, "true"),
                Map.entry(Setting.ALIBABA_BASE_URL, server.alibabaBaseUrl()),
                Map.entry(Setting.ALIBABA_AUTHORIZE_URL, server.alibabaAuthorizeUrl()),
                Map.entry(Setting.ALIEXPRESS_APP_KEY, SandboxOptions.ALIEXPRESS_APP_KEY),
                Map.entry(Setting.ALIEXPRESS_APP_SECRET, SandboxOptions.ALIEXPRESS_APP_SECRET),
                Map.entry(Setting.ALIEXPRESS_ACCESS_TOKEN, SandboxOptions.ALIEXPRESS_ACCESS_TOKEN),
                Map.entry(Setting.ALIEXPRESS_REFRESH_TOKEN, SandboxOptions.ALIEXPRESS_REFRESH_TOKEN),
                Map.entry(Setting.ALIEXPRESS_BASE_URL, server.aliExpressBaseUrl()),
                Map.entry(Setting.ALIEXPRESS_AUTHORIZE_URL, server.aliExpressAuthorizeUrl()),
                Map.entry(Setting.SHOPIFY_SHOP, SandboxOptions.SHOP),
                Map.entry(Setting.SHOPIFY_WEBHOOK_SECRETS, SandboxOptions.SHOPIFY_WEBHOOK_SECRET),
                Map.entry(Setting.SHOPIFY_ACCESS_TOKEN, SandboxOptions.SHOPIFY_ACCESS_TOKEN),
                Map.entry(Setting.SHOPIFY_CLIENT_ID, ""),
                Map.entry(Setting.SHOPIFY_CLIENT_SECRET, ""),
                Map.entry(Setting.SHOPIFY_BASE_URL, server.shopifyBaseUrl()));
    }

    /** @param url of this process, to which the sandbox sends its webhooks and pushes */
    public void sendWebhooksTo(String url) {
        server.webhookUrl(url);
        server.alibabaWebhookUrl(url + "/webhook/alibaba");
        server.aliExpressWebhookUrl(url + "/webhook/aliexpress");
    }

    /** @return where faults are set and the ledger is read */
    public String controlUrl() {
        return server.controlUrl();
    }

    /**
     * @param url of this process
     * @param now when the order was paid
     * @return one line that sends a signed order of one piece when pasted into a shell
     */
    public String tryIt(String url, Instant now) {
        ShopifySamples sample = ShopifySamples.paidOrder(now);
        ObjectNode order = sample.json();
        // The command goes past the shop, which must know the order that is written back to. It changed there long ago: whoever asks
        // for what has changed, as the product does in case a webhook was lost, must not buy it before the command is pasted.
        server.shops().take(SandboxOptions.SHOP, sample.updatedAt(now.minus(LONG_AGO)).json());
        order.retain(ORDER_FIELDS);
        order.get("line_items").forEach(line -> ((ObjectNode) line).retain(LINE_FIELDS));
        // Inside single quotes a shell changes nothing, as long as there is none within.
        String body = order.toString().replace("'", "\\u0027");
        StringBuilder command = new StringBuilder("curl -sS -X POST ").append(url).append("/webhook/shopify");
        Map.of("Content-Type", "application/json",
                "X-Shopify-Topic", "orders/paid",
                "X-Shopify-Shop-Domain", SandboxOptions.SHOP,
                "X-Shopify-API-Version", ShopifySamples.API_VERSION,
                "X-Shopify-Webhook-Id", UUID.randomUUID().toString(),
                "X-Shopify-Triggered-At", now.toString(),
                "X-Shopify-Hmac-Sha256", ShopifySamples.sign(SandboxOptions.SHOPIFY_WEBHOOK_SECRET, body.getBytes(UTF_8)))
                .forEach((name, value) -> command.append(" -H '").append(name).append(": ").append(value).append('\''));
        return command.append(" --data-binary '").append(body).append('\'').toString();
    }

    @Override
    public void close() {
        server.close();
    }
}
