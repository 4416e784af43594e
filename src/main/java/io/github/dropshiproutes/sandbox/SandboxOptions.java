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
 * @param alibaba              the product's application at Alibaba.com
 * @param aliExpress           its application at AliExpress
 * @param shopifyWebhookSecret what sample webhooks are signed with
 * @param shop                 shop domain of sample webhooks
 * @param webhookUrl           base URL of the product, to which {@code /webhook/…} is appended; null = not known yet
 * @param shipAfter            from payment to dispatch, not negative
 * @param deliverAfter         from payment to delivery, not shorter than {@code shipAfter}
 * @param pushRetry            from a failed push to the next attempt, longer than zero
 */
public record SandboxOptions(int port, Path dataDir, Clock clock, Application alibaba, Application aliExpress,
                             String shopifyWebhookSecret, String shop, String webhookUrl,
                             Duration shipAfter, Duration deliverAfter, Duration pushRetry) {

    public static final String APP_KEY = "sandbox-app-key";
    public static final String APP_SECRET = "sandbox-app-secret";
    public static final String ACCESS_TOKEN = "sandbox-access-token";
    public static final String REFRESH_TOKEN = "sandbox-refresh-token";
    public static final String ALIEXPRESS_APP_KEY = "sandbox-aliexpress-key";
    public static final String ALIEXPRESS_APP_SECRET = "sandbox-aliexpress-secret";
    public static final String ALIEXPRESS_ACCESS_TOKEN = "sandbox-aliexpress-access-token";
    public static final String ALIEXPRESS_REFRESH_TOKEN = "sandbox-aliexpress-refresh-token";
    public static final String SHOPIFY_WEBHOOK_SECRET = "sandbox-webhook-secret";
    public static final String SHOP = "sandbox-store.myshopify.com";

    /**
     * The product's application at a supplier.
     *
     * @param accessToken  first access token of the default buyer account
     * @param refreshToken its refresh token
     * @param pushUrl      whole address to which every change of an order is pushed; null = pushes are off
     */
    public record Application(String key, String secret, String accessToken, String refreshToken, String pushUrl) {

        public Application {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(secret, "secret");
            Objects.requireNonNull(accessToken, "accessToken");
            Objects.requireNonNull(refreshToken, "refreshToken");
        }

        public Application withKey(String value) {
            return new Application(value, secret, accessToken, refreshToken, pushUrl);
        }

        public Application withSecret(String value) {
            return new Application(key, value, accessToken, refreshToken, pushUrl);
        }

        public Application withAccessToken(String value) {
            return new Application(key, secret, value, refreshToken, pushUrl);
        }

        public Application withRefreshToken(String value) {
            return new Application(key, secret, accessToken, value, pushUrl);
        }

        /** @param value whole address of the product's callback, such as {@code /webhook/alibaba} at its base URL */
        public Application withPushUrl(String value) {
            return new Application(key, secret, accessToken, refreshToken, value);
        }
    }

    public SandboxOptions {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port: expected 0 to 65535, got " + port);
        }
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(alibaba, "alibaba");
        Objects.requireNonNull(aliExpress, "aliExpress");
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
        return new SandboxOptions(0, null, Clock.systemUTC(), new Application(APP_KEY, APP_SECRET, ACCESS_TOKEN, REFRESH_TOKEN, null),
                new Application(ALIEXPRESS_APP_KEY, ALIEXPRESS_APP_SECRET, ALIEXPRESS_ACCESS_TOKEN, ALIEXPRESS_REFRESH_TOKEN, null),
                SHOPIFY_WEBHOOK_SECRET, SHOP, null, Duration.ofSeconds(3), Duration.ofSeconds(6), Duration.ofMinutes(30));
    }

    public SandboxOptions withPort(int value) {
        return new SandboxOptions(value, dataDir, clock, alibaba, aliExpress, shopifyWebhookSecret, shop, webhookUrl, shipAfter,
                deliverAfter, pushRetry);
    }

    public SandboxOptions withDataDir(Path value) {
        return new SandboxOptions(port, value, clock, alibaba, aliExpress, shopifyWebhookSecret, shop, webhookUrl, shipAfter,
                deliverAfter, pushRetry);
    }

    public SandboxOptions withClock(Clock value) {
        return new SandboxOptions(port, dataDir, value, alibaba, aliExpress, shopifyWebhookSecret, shop, webhookUrl, shipAfter,
                deliverAfter, pushRetry);
    }

    public SandboxOptions withAlibaba(Application value) {
        return new SandboxOptions(port, dataDir, clock, value, aliExpress, shopifyWebhookSecret, shop, webhookUrl, shipAfter,
                deliverAfter, pushRetry);
    }

    public SandboxOptions withAliExpress(Application value) {
        return new SandboxOptions(port, dataDir, clock, alibaba, value, shopifyWebhookSecret, shop, webhookUrl, shipAfter,
                deliverAfter, pushRetry);
    }

    public SandboxOptions withShop(String domain, String webhookSecret) {
        return new SandboxOptions(port, dataDir, clock, alibaba, aliExpress, webhookSecret, domain, webhookUrl, shipAfter,
                deliverAfter, pushRetry);
    }

    public SandboxOptions withWebhookUrl(String value) {
        return new SandboxOptions(port, dataDir, clock, alibaba, aliExpress, shopifyWebhookSecret, shop, value, shipAfter,
                deliverAfter, pushRetry);
    }

    public SandboxOptions withDelivery(Duration ship, Duration deliver) {
        return new SandboxOptions(port, dataDir, clock, alibaba, aliExpress, shopifyWebhookSecret, shop, webhookUrl, ship,
                deliver, pushRetry);
    }

    public SandboxOptions withPushRetry(Duration value) {
        return new SandboxOptions(port, dataDir, clock, alibaba, aliExpress, shopifyWebhookSecret, shop, webhookUrl, shipAfter,
                deliverAfter, value);
    }
}
