package io.github.dropshiproutes.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.github.dropshiproutes.errors.ErrorCode;
import io.github.dropshiproutes.errors.OwnErrors;
import io.github.dropshiproutes.security.TokenCipher;
import io.github.dropshiproutes.shopify.ShopSecrets;
import io.github.dropshiproutes.shopify.ShopTokens;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The connected shops: how each is reached, what it wants, and where it stands. Secrets and tokens only ever go in. */
@RestController
@RequestMapping("/api/shops")
class ShopController {

    private static final Logger LOG = LoggerFactory.getLogger(ShopController.class);
    private static final int MOST_SECRETS = 10;
    private static final Pattern DOMAIN = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}\\.myshopify\\.com");
    private static final String DOMAIN_WORDS = "a shop's own domain in lower case, such as my-store.myshopify.com";
    private static final Pattern SECRET = Pattern.compile("[!-+\\--~]{8,200}");
    private static final String SECRET_WORDS = "8 to 200 visible characters without a comma";
    private static final Pattern ON_SUPPLIER_CANCEL = Pattern.compile("nothing|hold|cancel|cancel_and_refund");
    private static final String[] WISHES =
            {"notify_customer", "on_supplier_cancel", "webhook_secrets", "access_token", "client_id", "client_secret"};

    /**
     * {@code connectedAt} is the default of {@code BUYING_SINCE}: orders processed earlier are never bought. {@code state} is
     * {@code connected}, {@code uninstalled}, or {@code no_access} while no token is known. {@code notifyCustomer} says whether
     * Shopify writes to the customer when a parcel is written back, its number changes, or an order is cancelled because its supplier
     * closed it; {@code onSupplierCancel} what is done about such an order: {@code nothing}, {@code hold}, {@code cancel} or
     * {@code cancel_and_refund}. {@code orders} and {@code subscriptions} are the last looks into the shop.
     */
    @JsonInclude
    @JsonNaming(SnakeCaseStrategy.class)
    record Shop(String domain, Instant connectedAt, String state, Instant uninstalledAt, String access, boolean ownSecrets,
                boolean notifyCustomer, String onSupplierCancel, Look orders, Look subscriptions, String hint) {
    }

    /** {@code state} is {@code due}, {@code read}, {@code failed}; of subscriptions {@code kept}, {@code failed}, {@code due} or {@code off}. */
    @JsonInclude
    @JsonNaming(SnakeCaseStrategy.class)
    record Look(String state, Instant at, String reasonCode, String reason, String hint) {
    }

    private final JdbcClient jdbc;
    private final ShopTokens tokens;
    private final TokenCipher cipher;
    private final OwnErrors ownErrors;

    ShopController(JdbcClient jdbc, ShopTokens tokens, TokenCipher cipher, OwnErrors ownErrors) {
        this.jdbc = jdbc;
        this.tokens = tokens;
        this.cipher = cipher;
        this.ownErrors = ownErrors;
    }

    @GetMapping
    Items<Shop> list() {
        return Items.all(jdbc.sql("SELECT * FROM shop WHERE domain <> 'api' ORDER BY connected_at DESC, domain").query(this::view).list());
    }

    @GetMapping("/{domain}")
    Shop find(@PathVariable String domain) {
        return jdbc.sql("SELECT * FROM shop WHERE domain = :domain").param("domain", domain).query(this::view).optional()
                .orElseThrow(() -> Refusal.notFound("There is no connected shop of this domain."));
    }

    /** Connects another shop. Its orders are bought from now on. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Transactional
    public Shop connect(HttpServletRequest request, Principal caller) {
        JsonBody body = JsonBody.read(request, Stream.concat(Stream.of("domain"), Stream.of(WISHES)).toArray(String[]::new));
        String domain = body.requiredText("domain", DOMAIN, DOMAIN_WORDS);
        try {
            jdbc.sql("INSERT INTO shop (domain) VALUES (:domain)").param("domain", domain).update();
        } catch (DuplicateKeyException known) {
            throw Refusal.conflict(domain + " is connected already; change it with PUT /api/shops/" + domain + ".");
        }
        change(domain, body);
        LOG.info("{} is connected by {}", domain, caller.getName());
        return find(domain);
    }

    /** What the body does not name stays as it is. */
    @PutMapping("/{domain}")
    @Transactional
    public Shop change(@PathVariable String domain, HttpServletRequest request, Principal caller) {
        JsonBody body = JsonBody.read(request, WISHES);
        find(domain);
        if (!change(domain, body)) {
            throw Refusal.badRequest("Nothing is named that could be changed; known are " + String.join(", ", WISHES) + ".");
        }
        LOG.info("{} is changed by {}", domain, caller.getName());
        return find(domain);
    }

    private boolean change(String domain, JsonBody body) {
        String token = body.text("access_token", SECRET, SECRET_WORDS);
        String client = body.text("client_id", SECRET, SECRET_WORDS);
        String clientSecret = body.text("client_secret", SECRET, SECRET_WORDS);
        List<String> secrets = body.texts("webhook_secrets", MOST_SECRETS, SECRET, SECRET_WORDS);
        Boolean notify = body.flag("notify_customer");
        String onSupplierCancel = body.text("on_supplier_cancel", ON_SUPPLIER_CANCEL, "nothing, hold, cancel or cancel_and_refund");
        if ((client == null) != (clientSecret == null)) {
            throw Refusal.badRequest("client_id and client_secret belong together; name both.");
        }
        if (token != null && client != null) {
            throw Refusal.badRequest("access_token is a static token; name it, or client_id and client_secret, not both.");
        }
        if (notify != null || onSupplierCancel != null) {
            jdbc.sql("""
                    UPDATE shop SET notify_customer = coalesce(:notify, notify_customer),
                        on_supplier_cancel = coalesce(:onSupplierCancel, on_supplier_cancel) WHERE domain = :domain""")
                    .param("notify", notify).param("onSupplierCancel", onSupplierCancel).param("domain", domain).update();
        }
        if (body.has("webhook_secrets")) {
            jdbc.sql("UPDATE shop SET own_webhook_secrets = :secrets WHERE domain = :domain")
                    .param("secrets", secrets.isEmpty() ? null : sealed(domain, String.join(",", secrets))).param("domain", domain).update();
        }
        if (token != null || client != null) {
            // With new credentials it is asked at once whether the app is there.
            jdbc.sql("""
                    UPDATE shop SET own_access_token = :token, own_client_id = :client, own_client_secret = :secret, access_token = NULL,
                        token_expires_at = NULL, token_version = token_version + 1, token_claim_id = NULL, token_claimed_until = NULL,
                        next_poll_at = dropship_now(), next_subscriptions_at = dropship_now() WHERE domain = :domain""")
                    .param("token", sealed(domain, token)).param("client", client).param("secret", sealed(domain, clientSecret))
                    .param("domain", domain).update();
        }
        return token != null || client != null || notify != null || onSupplierCancel != null
                || body.has("webhook_secrets");
    }

    private String sealed(String domain, String secret) {
        return secret == null ? null : cipher.encrypt(secret, ShopSecrets.context(domain));
    }

    private Shop view(ResultSet row, int number) throws SQLException {
        String domain = row.getString("domain");
        String access = tokens.access(domain);
        Instant uninstalled = Rows.instant(row, "uninstalled_at");
        String state = uninstalled != null ? "uninstalled" : access.equals("none") ? "no_access" : "connected";
        ErrorCode why = switch (state) {
            case "uninstalled" -> ownErrors.find("SHOP_UNINSTALLED");
            case "no_access" -> ownErrors.find("SHOP_NOT_CONNECTED");
            default -> null;
        };
        String failed = row.getString("poll_code");
        Look orders = new Look(failed != null ? "failed" : row.getTimestamp("polled_at") == null ? "due" : "read",
                Rows.instant(row, "polled_at"), failed, row.getString("poll_reason"), row.getString("poll_hint"));
        Look subscriptions = new Look(row.getString("subscriptions"), Rows.instant(row, "subscriptions_at"),
                row.getString("subscriptions_code"), row.getString("subscriptions_reason"), row.getString("subscriptions_hint"));
        return new Shop(domain, Rows.instant(row, "connected_at"), state, uninstalled, access, row.getString("own_webhook_secrets") != null,
                row.getBoolean("notify_customer"), row.getString("on_supplier_cancel"), orders, subscriptions,
                why == null ? null : why.hint());
    }
}
