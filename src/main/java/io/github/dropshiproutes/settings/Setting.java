package io.github.dropshiproutes.settings;

/**
 * Every setting an operator gives by environment variable: the constant's name is the variable, {@link #key()} the key
 * of {@code application.yaml} it is bound to. Defaults stand there and only there.
 */
public enum Setting {

    SERVER_PORT("server.port", "the port to listen on", Format.PORT),
    DATABASE_URL("database.url", "JDBC URL of PostgreSQL 14 or newer, e.g. jdbc:postgresql://host/dropship", Format.JDBC_URL),
    DATABASE_USERNAME("database.username", "the database's user", Format.TEXT),
    DATABASE_PASSWORD("database.password", "its password", Format.TEXT),
    DATA_DIR("dropship.data-dir", "the directory for everything the process writes", Format.TEXT),
    ROUTES_DIR("dropship.routes-dir", "the directory the YAML routes are read from", Format.DIRECTORY),
    PUBLIC_URL("dropship.public-url", "how the outside reaches this service, for OAuth callbacks", Format.URL),

    ALIBABA_APP_KEY("alibaba.app-key", "the key of your Alibaba.com application", Format.TEXT),
    ALIBABA_APP_SECRET("alibaba.app-secret", "the secret of your Alibaba.com application", Format.TEXT),
    ALIBABA_USE_SANDBOX("alibaba.use-sandbox", "whether Alibaba's own sandbox host is called", Format.BOOLEAN),
    ALIBABA_BASE_URL("alibaba.base-url", "Alibaba's gateway", Format.REST_URL),
    ALIBABA_AUTHORIZE_URL("alibaba.authorize-url", "Alibaba's authorisation page", Format.URL),
    ALIBABA_ACCESS_TOKEN("alibaba.access-token", "an access token to import as the default account", Format.TEXT),
    ALIBABA_REFRESH_TOKEN("alibaba.refresh-token", "its refresh token", Format.TEXT),
    ALIBABA_PAYMENT("alibaba.payment", "how Alibaba orders are paid", Format.PAYMENT),
    ALIBABA_PAYMENT_METHOD("alibaba.payer.method", "what Alibaba.com charges", Format.PAYMENT_METHOD),
    ALIBABA_PAYER_IP("alibaba.payer.user-ip", "the payer's public address where an order has none", Format.PUBLIC_IP),

    ALIEXPRESS_APP_KEY("aliexpress.app-key", "the key of your AliExpress application", Format.TEXT),
    ALIEXPRESS_APP_SECRET("aliexpress.app-secret", "the secret of your AliExpress application", Format.TEXT),
    ALIEXPRESS_ACCESS_TOKEN("aliexpress.access-token", "an access token to import as the default account", Format.TEXT),
    ALIEXPRESS_REFRESH_TOKEN("aliexpress.refresh-token", "its refresh token", Format.TEXT),
    ALIEXPRESS_BASE_URL("aliexpress.base-url", "AliExpress's gateway", Format.BARE_URL),
    ALIEXPRESS_AUTHORIZE_URL("aliexpress.authorize-url", "AliExpress's authorisation page", Format.URL),
    ALIEXPRESS_SEARCH("aliexpress.search", "which product search is used", Format.SEARCH),
    ALIEXPRESS_PAYMENT("aliexpress.payment", "how AliExpress orders are paid", Format.PAYMENT),

    SHOPIFY_SHOP("shopify.shop", "the shop whose paid orders are bought, e.g. my-store.myshopify.com", Format.SHOP),
    SHOPIFY_WEBHOOK_SECRETS("shopify.webhook-secrets", "what Shopify signs its webhooks with, comma-separated", Format.TEXT),
    SHOPIFY_ACCESS_TOKEN("shopify.access-token", "a static Shopify Admin token", Format.TEXT),
    SHOPIFY_CLIENT_ID("shopify.client-id", "the Shopify app's client id", Format.TEXT),
    SHOPIFY_CLIENT_SECRET("shopify.client-secret", "the Shopify app's client secret", Format.TEXT),
    SHOPIFY_API_VERSION("shopify.api-version", "the version of the Shopify Admin API", Format.API_VERSION),
    SHOPIFY_BASE_URL("shopify.base-url", "where the Shopify Admin API is", Format.SHOP_URL),

    BUYING_SINCE("buying.since", "orders processed earlier are never bought", Format.INSTANT),
    BUY_DELAY("buying.delay", "how long to wait before placing", Format.DURATION),
    TOKEN_ENCRYPTION_KEYS("tokens.encryption-keys", "what tokens are encrypted with, comma-separated; make one with"
            + " 'openssl rand -base64 32'", Format.KEYS),
    API_KEY("api.key", "the bearer key of /api/**", Format.BEARER),
    CONSOLE_USERNAME("console.username", "the admin of console, Hawtio and actuator", Format.USERNAME),
    CONSOLE_PASSWORD("console.password", "the admin's password", Format.PASSWORD),
    POLL_INTERVAL("polling.interval", "how often suppliers and shop are polled", Format.INTERVAL),
    STOCK_INTERVAL("catalog.interval", "how often stock and prices follow the suppliers", Format.INTERVAL),
    MAX_ORDER_COST("guards.max-order-cost", "the most one Shopify order may cost, in USD", Format.AMOUNT),
    MAX_DAILY_COST("guards.max-daily-cost", "the most a UTC day may cost, in USD", Format.AMOUNT),
    PRICE_TOLERANCE_PERCENT("guards.price-tolerance-percent", "how much a total may exceed its quote", Format.PERCENT),
    MIN_MARGIN_PERCENT("guards.min-margin-percent", "the least margin of revenue over cost", Format.MARGIN);

    private final String key;
    private final String purpose;
    private final Format format;

    Setting(String key, String purpose, Format format) {
        this.key = key;
        this.purpose = purpose;
        this.format = format;
    }

    /** @return the key in {@code application.yaml}, as routes use it */
    public String key() {
        return key;
    }

    /** @return what it is for, in a few words */
    public String purpose() {
        return purpose;
    }

    /** @return what a value has to look like */
    Format format() {
        return format;
    }
}
