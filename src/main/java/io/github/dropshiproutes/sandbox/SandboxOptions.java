package io.github.dropshiproutes.sandbox;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;

/**
 * How a sandbox is set up.
 *
 * @param port                 loopback port, 0 to 65535; 0 = any free one
 * @param dataDir              directory of {@code ledger.jsonl}, created when missing; null = memory only
 * @param clock                the time the upstreams live by
 * @param appKey               Alibaba application key
 * @param appSecret            Alibaba application secret
 * @param accessToken          first access token of the default buyer account
 * @param refreshToken         its refresh token
 * @param shopifyWebhookSecret what sample webhooks are signed with
 * @param shop                 shop domain of sample webhooks
 * @param webhookUrl           base URL of the product, to which {@code /webhook/…} is appended; null = not known yet
 * @param shipAfter            from payment to dispatch, not negative
 * @param deliverAfter         from payment to delivery, not shorter than {@code shipAfter}
 * @param alibabaWebhookUrl    whole address to which every change of an order is pushed; null = pushes are off
 * @param pushRetry            from a failed push to the next attempt, longer than zero
 */
public record SandboxOptions(int port, Path dataDir, Clock clock, String appKey, String appSecret, String accessToken,
                             String refreshToken, String shopifyWebhookSecret, String shop, String webhookUrl,
                             Duration shipAfter, Duration deliverAfter, String alibabaWebhookUrl, Duration pushRetry) {

    public static final String APP_KEY = "sandbox-app-key";
    public static final String APP_SECRET = "sandbox-app-secret";
    public static final String ACCESS_TOKEN = "sandbox-access-token";
    public static final String REFRESH_TOKEN = "sandbox-refresh-token";
    public static final String SHOPIFY_WEBHOOK_SECRET = "sandbox-webhook-secret";
    public static final String SHOPIFY_ACCESS_TOKEN = "sandbox-shopify-token";
    public static final String SHOPIFY_CLIENT_ID = "sandbox-client-id";
    public static final String SHOPIFY_CLIENT_SECRET = "sandbox-client-secret";
    public static final String SHOP = "sandbox-store.myshopify.com";

    public SandboxOptions {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port: expected 0 to 65535, got " + port);
        }
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(appKey, "appKey");
        Objects.requireNonNull(appSecret, "appSecret");
        Objects.requireNonNull(accessToken, "accessToken");
        Objects.requireNonNull(refreshToken, "refreshToken");
        Objects.requireNonNull(shopifyWebhookSecret, "shopifyWebhookSecret");
        Objects.requireNonNull(shop, "shop");
        if (shipAfter.isNegative() || deliverAfter.compareTo(shipAfter) < 0) {
            throw new IllegalArgumentException("deliverAfter: expected at least shipAfter (" + shipAfter + "), got " + deliverAfter);
        }
        if (pushRetry.isNegative() || pushRetry.isZero()) {
            throw new IllegalArgumentException("pushRetry: expected more than zero, got " + pushRetry);
        }
    }

    /** @return a sandbox in memory, on a free port, on the system clock, that ships after 3 s and delivers after 6 s */
    public static SandboxOptions defaults() {
        return new SandboxOptions(0, null, Clock.systemUTC(), APP_KEY, APP_SECRET, ACCESS_TOKEN, REFRESH_TOKEN,
                SHOPIFY_WEBHOOK_SECRET, SHOP, null, Duration.ofSeconds(3), Duration.ofSeconds(6), null, Duration.ofMinutes(30));
    }

    public SandboxOptions withPort(int value) {
        return new SandboxOptions(value, dataDir, clock, appKey, appSecret, accessToken, refreshToken,
                shopifyWebhookSecret, shop, webhookUrl, shipAfter, deliverAfter, alibabaWebhookUrl, pushRetry);
    }

    public SandboxOptions withDataDir(Path value) {
        return new SandboxOptions(port, value, clock, appKey, appSecret, accessToken, refreshToken,
                shopifyWebhookSecret, shop, webhookUrl, shipAfter, deliverAfter, alibabaWebhookUrl, pushRetry);
    }

    public SandboxOptions withClock(Clock value) {
        return new SandboxOptions(port, dataDir, value, appKey, appSecret, accessToken, refreshToken,
                shopifyWebhookSecret, shop, webhookUrl, shipAfter, deliverAfter, alibabaWebhookUrl, pushRetry);
    }

    public SandboxOptions withApp(String key, String secret) {
        return new SandboxOptions(port, dataDir, clock, key, secret, accessToken, refreshToken,
                shopifyWebhookSecret, shop, webhookUrl, shipAfter, deliverAfter, alibabaWebhookUrl, pushRetry);
    }

    public SandboxOptions withTokens(String access, String refresh) {
        return new SandboxOptions(port, dataDir, clock, appKey, appSecret, access, refresh,
                shopifyWebhookSecret, shop, webhookUrl, shipAfter, deliverAfter, alibabaWebhookUrl, pushRetry);
    }

    public SandboxOptions withShop(String domain, String webhookSecret) {
        return new SandboxOptions(port, dataDir, clock, appKey, appSecret, accessToken, refreshToken,
                webhookSecret, domain, webhookUrl, shipAfter, deliverAfter, alibabaWebhookUrl, pushRetry);
    }

    public SandboxOptions withWebhookUrl(String value) {
        return new SandboxOptions(port, dataDir, clock, appKey, appSecret, accessToken, refreshToken,
                shopifyWebhookSecret, shop, value, shipAfter, deliverAfter, alibabaWebhookUrl, pushRetry);
    }

    public SandboxOptions withDelivery(Duration ship, Duration deliver) {
        return new SandboxOptions(port, dataDir, clock, appKey, appSecret, accessToken, refreshToken,
                shopifyWebhookSecret, shop, webhookUrl, ship, deliver, alibabaWebhookUrl, pushRetry);
    }

    /** @param url whole address of the product's callback, {@code /webhook/alibaba} included */
    public SandboxOptions withPushes(String url, Duration retry) {
        return new SandboxOptions(port, dataDir, clock, appKey, appSecret, accessToken, refreshToken,
                shopifyWebhookSecret, shop, webhookUrl, shipAfter, deliverAfter, url, retry);
    }
}
