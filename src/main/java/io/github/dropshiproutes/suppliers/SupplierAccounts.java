package io.github.dropshiproutes.suppliers;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.errors.OwnErrors;
import io.github.dropshiproutes.errors.SupplierException;
import io.github.dropshiproutes.security.TokenCipher;
import io.github.dropshiproutes.settings.HouseProperties;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.commons.codec.digest.DigestUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The suppliers' connected accounts and their tokens, encrypted at rest. A refresh is one claim of the account's row,
 * so that it happens once however many replicas ask; the old pair stays until the new one is stored, and one longer.
 */
@Component("supplierAccounts")
public class SupplierAccounts {

    private static final Logger LOG = LoggerFactory.getLogger(SupplierAccounts.class);

    /** An access token as read for one call; {@code version} counts the pairs of that account. */
    public record Token(String supplier, String accountId, int version, String accessToken) {

        @Override
        public String toString() {
            return "Token[" + accountId + "]";
        }
    }

    /** A claimed refresh; {@code previousToken} is that of the pair before, or null. */
    public record Refresh(String supplier, String accountId, UUID claimId, String refreshToken, String previousToken) {

        @Override
        public String toString() {
            return "Refresh[" + accountId + "]";
        }
    }

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final TokenCipher cipher;
    private final Platforms platforms;
    private final TokenRenewal renewal;
    private final HouseProperties house;
    private final OwnErrors ownErrors;
    private final Clock clock;

    public SupplierAccounts(JdbcClient jdbc, TransactionTemplate transaction, TokenCipher cipher, Platforms platforms,
                            TokenRenewal renewal, HouseProperties house, OwnErrors ownErrors, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.cipher = cipher;
        this.platforms = platforms;
        this.renewal = renewal;
        this.house = house;
        this.ownErrors = ownErrors;
        this.clock = clock;
    }

    /**
     * Imports the tokens of the settings, such as {@code ALIBABA_ACCESS_TOKEN} and {@code ALIBABA_REFRESH_TOKEN}, as their
     * supplier's default account: at the first start, and again whenever they change. Tokens refreshed since then are not
     * overwritten by the old ones, and an account that a person made the default since then stays it.
     */
    public void importFromSettings() {
        platforms.all().stream().filter(platform -> platform.configured() && !blank(platform.accessToken()))
                .forEach(platform -> alone(() -> importPair(platform)));
    }

    /** Replicas that start together, and people who connect together, must not make two accounts the default at once. */
    private void alone(Runnable change) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("LOCK TABLE account IN SHARE ROW EXCLUSIVE MODE").update();
            change.run();
        });
    }

    /**
     * Makes an account the default of its supplier and environment, instead of the one that is.
     *
     * @param id an account's; nothing happens when it has been removed meanwhile
     */
    public void makeDefault(String id) {
        alone(() -> {
            jdbc.sql("""
                    UPDATE account AS a SET is_default = false FROM account AS next
                    WHERE next.id = :id AND a.is_default AND a.id <> next.id AND (a.supplier, a.environment) = (next.supplier, next.environment)""")
                    .param("id", id).update();
            jdbc.sql("UPDATE account SET is_default = true WHERE id = :id").param("id", id).update();
        });
    }

    private void importPair(Platform platform) {
        String hash = DigestUtils.sha256Hex(platform.appKey() + "\n" + platform.accessToken() + "\n" + platform.refreshToken());
        String id = platform.supplier() + "-" + platform.environment();
        Instant now = clock.instant();
        Instant expires = now.plus(platform.importedTokenLife());
        jdbc.sql("""
                UPDATE account SET is_default = false WHERE supplier = :supplier AND environment = :environment AND is_default
                    AND NOT EXISTS (SELECT 1 FROM account WHERE id = :id)""")
                .param("supplier", platform.supplier()).param("environment", platform.environment()).param("id", id).update();
        int changed = jdbc.sql("""
                INSERT INTO account (id, supplier, environment, access_token, refresh_token, access_expires_at, refresh_at, imported_from,
                                     is_default)
                VALUES (:id, :supplier, :environment, :access, :refresh, :expires, :refreshAt, :hash, true)
                ON CONFLICT (id) DO UPDATE SET access_token = EXCLUDED.access_token, refresh_token = EXCLUDED.refresh_token,
                    previous_access_token = account.access_token, previous_refresh_token = account.refresh_token,
                    access_expires_at = EXCLUDED.access_expires_at, refresh_expires_at = NULL, refresh_at = EXCLUDED.refresh_at,
                    imported_from = EXCLUDED.imported_from, state = 'connected', version = account.version + 1, claim_id = NULL
                WHERE account.imported_from IS DISTINCT FROM EXCLUDED.imported_from""")
                .param("id", id).param("supplier", platform.supplier()).param("environment", platform.environment())
                .param("access", cipher.encrypt(platform.accessToken(), id))
                .param("refresh", blank(platform.refreshToken()) ? null : cipher.encrypt(platform.refreshToken(), id))
                .param("expires", Timestamp.from(expires))
                .param("refreshAt", blank(platform.refreshToken()) ? null : Timestamp.from(renewal.at(now, expires)))
                .param("hash", hash).update();
        if (changed > 0) {
            LOG.info("Account {} connected from the {} tokens of the settings", id, platform.title());
        }
    }

    /**
     * @return the token to call that supplier with: of the account in the variable {@code account}, else of the default
     *     account; an account that must be authorised again, or belongs to the other environment, is an error that says so
     */
    public Token token(Exchange exchange, String supplier) {
        Platform platform = platforms.of(supplier);
        if (!platform.configured()) {
            throw ownErrors.exception("NOT_SET_UP", platform.title() + " is not set up: its application's key and secret are missing");
        }
        String wanted = exchange.getVariable("account", String.class);
        Map<String, Object> row = jdbc.sql("""
                SELECT id, version, state, access_token FROM account
                WHERE supplier = :supplier AND environment = :environment
                  AND CASE WHEN CAST(:wanted AS text) IS NULL THEN is_default ELSE id = :wanted END""")
                .param("supplier", supplier).param("environment", platform.environment()).param("wanted", wanted)
                .query().listOfRows().stream().findFirst().orElseThrow(() -> ownErrors.exception("NOT_CONNECTED", wanted == null
                        ? "no " + platform.title() + " account is connected: connect one at " + house.publicUrl() + "/connect/" + supplier
                        : "the " + platform.title() + " account " + wanted + " is not connected in the environment "
                                + platform.environment()));
        String id = (String) row.get("id");
        if (!"connected".equals(row.get("state"))) {
            throw needsAuthorisation(platform, id);
        }
        return new Token(supplier, id, (Integer) row.get("version"), cipher.decrypt((String) row.get("access_token"), id));
    }

    private SupplierException needsAuthorisation(Platform platform, String accountId) {
        return ownErrors.exception("NEEDS_AUTHORISATION", "the " + platform.title() + " account " + accountId
                + " must be authorised again: " + house.publicUrl() + "/connect/" + platform.supplier() + "?account=" + accountId);
    }

    /** @return since when the account that is called with is connected: Alibaba's risk control asks for it with every payment */
    public Instant connectedAt(Exchange exchange, String supplier) {
        return jdbc.sql("SELECT connected_at FROM account WHERE id = :id").param("id", token(exchange, supplier).accountId())
                .query(Timestamp.class).single().toInstant();
    }

    /**
     * Keeps the account whose token pair is in the body, the answer of {@code /auth/token/create} of the variable
     * {@code supplier}, and leaves its id in the variable {@code account}. The first of an environment becomes its default.
     * Where the variable {@code expectedAccount} names an account, another one is refused.
     */
    public void connect(Exchange exchange) {
        alone(() -> keepConnected(exchange));
    }

    private void keepConnected(Exchange exchange) {
        Platform platform = platforms.of(exchange.getVariable("supplier", String.class));
        TokenPair pair = pair(platform, exchange);
        if (pair.userId() == null) {
            throw ownErrors.exception("UNREADABLE_TOKEN", "the token endpoint answered without a user_id");
        }
        String expected = exchange.getVariable("expectedAccount", String.class);
        Optional<Map<String, Object>> known = jdbc.sql("""
                SELECT id, user_id FROM account WHERE supplier = :supplier AND environment = :environment
                  AND (id = :expected OR CAST(:expected AS text) IS NULL AND user_id = :user)
                ORDER BY connected_at LIMIT 1""")
                .param("supplier", platform.supplier()).param("environment", platform.environment())
                .param("expected", expected).param("user", pair.userId())
                .query().listOfRows().stream().findFirst();
        if (expected != null && known.isEmpty()) {
            throw ownErrors.exception("NOT_CONNECTED", "there is no " + platform.title() + " account " + expected + " any more");
        }
        Object userBefore = known.map(row -> row.get("user_id")).orElse(null);
        if (userBefore != null && !userBefore.equals(pair.userId())) {
            throw ownErrors.exception("ANOTHER_ACCOUNT", "you signed in as the " + platform.title() + " user " + pair.userId()
                    + ", not as " + userBefore);
        }
        String id = known.map(row -> (String) row.get("id"))
                .orElseGet(() -> platform.supplier() + "-" + platform.environment() + "-" + pair.userId());
        jdbc.sql("""
                INSERT INTO account (id, supplier, environment, user_id, havana_id, account_platform, country, access_token, refresh_token,
                                     access_expires_at, refresh_expires_at, refresh_at, is_default)
                VALUES (:id, :supplier, :environment, :user, :havana, :platform, :country, :access, :refresh, :expires, :refreshExpires,
                        :refreshAt,
                        NOT EXISTS (SELECT 1 FROM account WHERE supplier = :supplier AND environment = :environment AND is_default))
                ON CONFLICT (id) DO UPDATE SET user_id = EXCLUDED.user_id, havana_id = EXCLUDED.havana_id,
                    account_platform = EXCLUDED.account_platform, country = EXCLUDED.country, access_token = EXCLUDED.access_token,
                    refresh_token = EXCLUDED.refresh_token, previous_access_token = NULL, previous_refresh_token = NULL,
                    access_expires_at = EXCLUDED.access_expires_at, refresh_expires_at = EXCLUDED.refresh_expires_at,
                    refresh_at = EXCLUDED.refresh_at, state = 'connected', version = account.version + 1, claim_id = NULL,
                    claimed_until = NULL""")
                .param("id", id).param("supplier", platform.supplier()).param("environment", platform.environment())
                .param("user", pair.userId()).param("havana", pair.havanaId())
                .param("platform", pair.platform()).param("country", pair.country()).param("access", cipher.encrypt(pair.access(), id))
                .param("refresh", pair.refresh() == null ? null : cipher.encrypt(pair.refresh(), id))
                .param("expires", Timestamp.from(pair.expires())).param("refreshExpires", timestamp(pair.refreshExpires()))
                .param("refreshAt", timestamp(refreshAt(pair))).update();
        exchange.setVariable("account", id);
        LOG.info("Account {} is connected until {}", id, pair.expires());
        String concern = platform.concern(pair.country(), pair.platform());
        if (concern != null) {
            LOG.warn("Account {}: {}", id, concern);
        }
    }

    /** Makes the claimed account row in the body into the variable {@code refresh}. */
    public void readRefresh(Exchange exchange) {
        Map<?, ?> row = exchange.getMessage().getBody(Map.class);
        String id = (String) row.get("id");
        String latest = decrypted(row, "refresh_token", id);
        String before = decrypted(row, "previous_refresh_token", id);
        exchange.setVariable("refresh", new Refresh((String) row.get("supplier"), id, (UUID) row.get("claim_id"), latest,
                latest.equals(before) ? null : before));
    }

    private String decrypted(Map<?, ?> row, String column, String id) {
        return row.get(column) == null ? null : cipher.decrypt((String) row.get(column), id);
    }

    /** Stores the pair in the body, the token endpoint's answer; a missing new refresh token keeps the old one. */
    public void keepPair(Exchange exchange) {
        Refresh refresh = exchange.getVariable("refresh", Refresh.class);
        Platform platform = platforms.of(refresh.supplier());
        TokenPair pair = pair(platform, exchange);
        String id = refresh.accountId();
        jdbc.sql("""
                UPDATE account SET previous_access_token = access_token, previous_refresh_token = refresh_token,
                    access_token = :access, refresh_token = coalesce(:refresh, refresh_token), access_expires_at = :expires,
                    refresh_expires_at = CASE WHEN :keepEnd THEN coalesce(refresh_expires_at, :refreshExpires)
                                              ELSE CAST(:refreshExpires AS timestamptz) END,
                    refresh_at = :refreshAt, state = 'connected', version = version + 1,
                    user_id = coalesce(user_id, :user), havana_id = coalesce(havana_id, :havana), country = coalesce(country, :country),
                    account_platform = coalesce(account_platform, :platform), claim_id = NULL, claimed_until = NULL
                WHERE id = :id AND claim_id = :claim""")
                .param("access", cipher.encrypt(pair.access(), id))
                .param("refresh", pair.refresh() == null ? null : cipher.encrypt(pair.refresh(), id))
                .param("expires", Timestamp.from(pair.expires())).param("refreshExpires", timestamp(pair.refreshExpires()))
                .param("keepEnd", platform.refreshTokenEndsOnce() && !pair.refreshEndIsSaid())
                .param("refreshAt", timestamp(refreshAt(pair))).param("user", pair.userId()).param("havana", pair.havanaId())
                .param("country", pair.country()).param("platform", pair.platform())
                .param("id", id).param("claim", refresh.claimId()).update();
        LOG.info("Account {} has a new token until {}", id, pair.expires());
    }

    private TokenPair pair(Platform platform, Exchange exchange) {
        TokenPair pair = TokenPair.read(exchange.getMessage().getBody(JsonNode.class), clock.instant(), platform.importedTokenLife());
        if (pair.access() == null) {
            throw ownErrors.exception("UNREADABLE_TOKEN", "the token endpoint answered without an access_token");
        }
        return pair;
    }

    private Instant refreshAt(TokenPair pair) {
        return pair.refreshable() ? renewal.at(clock.instant(), pair.expires()) : null;
    }

    private static Timestamp timestamp(Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    /**
     * Notes that the account of the variable {@code refresh} cannot be refreshed: a person must connect it again, at once
     * when its access token was refused (variable {@code token}) or has ended, else before it ends.
     */
    public void needsAuthorisation(Exchange exchange) {
        Refresh refresh = exchange.getVariable("refresh", Refresh.class);
        String id = refresh.accountId();
        boolean refused = exchange.getVariable("token") != null;
        boolean ended = jdbc.sql("""
                UPDATE account SET claim_id = NULL, claimed_until = NULL, refresh_at = NULL,
                    state = CASE WHEN :refused OR access_expires_at <= dropship_now() THEN 'needs_authorisation' ELSE state END
                WHERE id = :id AND claim_id = :claim
                RETURNING state <> 'connected'""").param("refused", refused).param("id", id)
                .param("claim", refresh.claimId()).query(Boolean.class).optional().orElse(refused);
        if (ended) {
            LOG.warn("Account {} must be authorised again: its refresh token is not accepted", id);
            throw needsAuthorisation(platforms.of(refresh.supplier()), id);
        }
        LOG.warn("Account {} cannot be refreshed any more: connect it again before its access token ends", id);
    }

    /**
     * Goes on when the pair that was refused (variable {@code token}) has been replaced meanwhile; else says that another
     * worker is replacing it, or that there is nothing to replace it with.
     */
    public void requireNewerPair(Exchange exchange) {
        Token refused = exchange.getVariable("token", Token.class);
        Map<String, Object> row = jdbc.sql("SELECT version, refresh_token IS NULL AS unrefreshable FROM account WHERE id = :id")
                .param("id", refused.accountId()).query().singleRow();
        if ((Integer) row.get("version") > refused.version()) {
            return;
        }
        if ((Boolean) row.get("unrefreshable")) {
            jdbc.sql("UPDATE account SET state = 'needs_authorisation' WHERE id = :id AND version = :version")
                    .param("id", refused.accountId()).param("version", refused.version()).update();
        }
        token(exchange, refused.supplier());
        throw ownErrors.exception("TOKEN_BEING_REFRESHED", "another worker is refreshing the token");
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }
}
