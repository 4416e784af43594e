package io.github.dropshiproutes.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.errors.OwnErrors;
import io.github.dropshiproutes.errors.SupplierException;
import io.github.dropshiproutes.orders.Purchase;
import io.github.dropshiproutes.security.TokenCipher;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The shops' Admin tokens: a static one from the settings, or one granted to the app's client credentials, encrypted at rest and
 * renewed by itself. A renewal is one claim of the shop's row, so that it happens once however many replicas ask.
 */
@Component("shopTokens")
public class ShopTokens {

    private static final Logger LOG = LoggerFactory.getLogger(ShopTokens.class);
    private static final int LONGEST_TOKEN = 4_000;

    /**
     * A shop's token as read for one call.
     *
     * @param version     counts the granted tokens of the shop
     * @param accessToken null when none was granted yet
     * @param renewable   whether a new one may be asked for
     * @param due         whether it has to be renewed before it is used
     */
    public record Token(String shop, int version, String accessToken, boolean renewable, boolean due) {

        @Override
        public String toString() {
            return "Token[" + shop + ", version " + version + "]";
        }
    }

    private final JdbcClient jdbc;
    private final TokenCipher cipher;
    private final ShopifySettings settings;
    private final OwnErrors ownErrors;
    private final Clock clock;

    public ShopTokens(JdbcClient jdbc, TokenCipher cipher, ShopifySettings settings, OwnErrors ownErrors, Clock clock) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.settings = settings;
        this.ownErrors = ownErrors;
        this.clock = clock;
    }

    /** Sets {@code shopToken}, the token of the shop that the variable {@code call} goes to. */
    public void read(Exchange exchange) {
        ShopifyCall call = exchange.getVariable("call", ShopifyCall.class);
        exchange.setVariable("shopToken", token(call.getShop(), call.isEvenUninstalled()));
    }

    /** @return whether there is a way into the shop's Admin API, and the app is still installed there */
    public boolean hasAccess(String shop) {
        Map<String, Object> row = row(shop);
        return row != null && row.get("uninstalled_at") == null && way(shop, row) != Way.NONE;
    }

    /** @return SQL's view of {@link #hasAccess}: the shop whose static token stands in the settings; empty = there is none */
    public String staticShop() {
        return settings.isStatic() ? settings.shop() : "";
    }

    /** @return whether the app's credentials of the settings open every shop in which it is installed */
    public boolean isForEveryShop() {
        return settings.hasClient();
    }

    private enum Way { OWN_STATIC, OWN_CLIENT, STATIC, CLIENT, NONE }

    private Way way(String shop, Map<String, Object> row) {
        if (row.get("own_access_token") != null) {
            return Way.OWN_STATIC;
        }
        if (row.get("own_client_id") != null) {
            return Way.OWN_CLIENT;
        }
        if (settings.isStatic() && shop.equals(settings.shop())) {
            return Way.STATIC;
        }
        return settings.hasClient() && !shop.equals(Purchase.BY_API) ? Way.CLIENT : Way.NONE;
    }

    private Map<String, Object> row(String shop) {
        return jdbc.sql("""
                SELECT access_token, token_expires_at, token_version, own_access_token, own_client_id, own_client_secret, uninstalled_at
                FROM shop WHERE domain = :shop""").param("shop", shop).query().listOfRows().stream().findFirst().orElse(null);
    }

    private Token token(String shop, boolean evenUninstalled) {
        Map<String, Object> row = row(shop);
        if (row == null) {
            throw notConnected(shop);
        }
        if (row.get("uninstalled_at") != null && !evenUninstalled) {
            throw ownErrors.exception("SHOP_UNINSTALLED", shop);
        }
        return switch (way(shop, row)) {
            case OWN_STATIC -> new Token(shop, 0, cipher.decrypt((String) row.get("own_access_token"), context(shop)), false, false);
            case STATIC -> new Token(shop, 0, settings.accessToken(), false, false);
            case OWN_CLIENT, CLIENT -> granted(shop, row);
            case NONE -> throw notConnected(shop);
        };
    }

    private Token granted(String shop, Map<String, Object> row) {
        String encrypted = (String) row.get("access_token");
        Timestamp expires = (Timestamp) row.get("token_expires_at");
        boolean due = encrypted == null || expires == null || expires.toInstant().minus(settings.renewEarly()).isBefore(clock.instant());
        return new Token(shop, (Integer) row.get("token_version"),
                encrypted == null ? null : cipher.decrypt(encrypted, context(shop)), true, due);
    }

    /** Makes the claimed shop in the body into the call for its new token; {@code tokenClaim} says whose work it is. */
    public void ask(Exchange exchange) {
        Map<?, ?> row = exchange.getMessage().getBody(Map.class);
        exchange.setVariable("tokenClaim", row.get("token_claim_id"));
        String shop = (String) row.get("domain");
        Map<String, Object> own = row(shop);
        boolean hasOwn = own.get("own_client_id") != null;
        exchange.setVariable("call", ShopifyCall.forToken(shop, hasOwn ? (String) own.get("own_client_id") : settings.clientId(),
                hasOwn ? cipher.decrypt((String) own.get("own_client_secret"), context(shop)) : settings.clientSecret()));
    }

    /** Keeps the token that the body, the answer of the grant, holds, and sets {@code shopToken}. */
    public void keep(Exchange exchange) {
        JsonNode answer = exchange.getMessage().getBody(JsonNode.class);
        String shop = exchange.getVariable("call", ShopifyCall.class).getShop();
        String token = answer.path("access_token").asText();
        long seconds = answer.path("expires_in").asLong(0);
        if (token.isBlank() || token.length() > LONGEST_TOKEN || token.chars().anyMatch(c -> c <= ' ' || c > '~') || seconds <= 0) {
            throw ownErrors.exception("UNREADABLE_TOKEN", "Shopify granted no usable token to the app in " + shop);
        }
        Instant expires = clock.instant().plus(Duration.ofSeconds(Math.min(seconds, Duration.ofDays(366).toSeconds())));
        jdbc.sql("""
                UPDATE shop SET access_token = :token, token_expires_at = :expires, token_version = token_version + 1, token_claim_id = NULL,
                    token_claimed_until = NULL
                WHERE domain = :shop AND token_claim_id = :claim""").param("token", cipher.encrypt(token, context(shop)))
                .param("expires", Timestamp.from(expires)).param("shop", shop).param("claim", exchange.getVariable("tokenClaim", UUID.class))
                .update();
        LOG.info("the token of {} is renewed and ends at {}", shop, expires);
        exchange.setVariable("shopToken", new Token(shop, -1, token, true, false));
    }

    /** Takes the token that another worker has stored meanwhile, or the old one while it still works; else says that it must wait. */
    public void takeNewer(Exchange exchange) {
        Token refused = exchange.getVariable("shopToken", Token.class);
        if (!refused.renewable()) {
            throw ownErrors.exception("SHOP_TOKEN_REFUSED", "Shopify does not accept the static Admin token of " + refused.shop());
        }
        Token now = token(refused.shop(), true);
        boolean stillGood = refused.due() && now.accessToken() != null && jdbc.sql(
                "SELECT token_expires_at > :now FROM shop WHERE domain = :shop").param("now", Timestamp.from(clock.instant()))
                .param("shop", refused.shop()).query(Boolean.class).single();
        if (now.version() == refused.version() && !stillGood) {
            throw ownErrors.exception("SHOP_TOKEN_BEING_RENEWED", "another worker is renewing the token of " + refused.shop());
        }
        exchange.setVariable("shopToken", now);
    }

    private SupplierException notConnected(String shop) {
        return ownErrors.exception("SHOP_NOT_CONNECTED", "there is no Admin token for " + shop);
    }

    private static String context(String shop) {
        return "shop " + shop;
    }
}
