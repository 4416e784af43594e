package io.github.dropshiproutes.alibaba;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.errors.OwnErrors;
import io.github.dropshiproutes.errors.SupplierException;
import io.github.dropshiproutes.security.TokenCipher;
import io.github.dropshiproutes.settings.HouseProperties;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
 * The connected Alibaba.com accounts and their tokens, encrypted at rest. A refresh is one claim of the account's row,
 * so that it happens once however many replicas ask; the old pair stays until the new one is stored, and one longer.
 */
@Component("alibabaAccounts")
public class AlibabaAccounts {

    private static final Logger LOG = LoggerFactory.getLogger(AlibabaAccounts.class);
    private static final Duration EARLY = Duration.ofMinutes(30);

    /** An access token as read for one call; {@code version} counts the pairs of that account. */
    public record Token(String accountId, int version, String accessToken) {
    }

    /** A claimed refresh; {@code previousToken} is that of the pair before, or null. */
    public record Refresh(String accountId, UUID claimId, String refreshToken, String previousToken) {

        @Override
        public String toString() {
            return "Refresh[" + accountId + "]";
        }
    }

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final TokenCipher cipher;
    private final AlibabaSettings settings;
    private final HouseProperties house;
    private final OwnErrors ownErrors;
    private final Clock clock;

    public AlibabaAccounts(JdbcClient jdbc, TransactionTemplate transaction, TokenCipher cipher, AlibabaSettings settings,
                           HouseProperties house, OwnErrors ownErrors, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.cipher = cipher;
        this.settings = settings;
        this.house = house;
        this.ownErrors = ownErrors;
        this.clock = clock;
    }

    /**
     * Imports {@code ALIBABA_ACCESS_TOKEN} and {@code ALIBABA_REFRESH_TOKEN} as the default account: at the first start,
     * and again whenever the variables change. Tokens refreshed since then are not overwritten by the old variables, and an
     * account that a person made the default since then stays it.
     */
    public void importFromSettings() {
        if (blank(settings.accessToken())) {
            return;
        }
        alone(this::importPair);
    }

    /** Replicas that start together, and people who connect together, must not make two accounts the default at once. */
    private void alone(Runnable change) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("LOCK TABLE account IN SHARE ROW EXCLUSIVE MODE").update();
            change.run();
        });
    }

    private void importPair() {
        String hash = DigestUtils.sha256Hex(settings.appKey() + "\n" + settings.accessToken() + "\n" + settings.refreshToken());
        String id = "alibaba-" + settings.environment();
        Instant now = clock.instant();
        Instant expires = now.plus(settings.importedTokenLife());
        jdbc.sql("""
                UPDATE account SET is_default = false WHERE supplier = 'alibaba' AND environment = :environment AND is_default
                    AND NOT EXISTS (SELECT 1 FROM account WHERE id = :id)""")
                .param("environment", settings.environment()).param("id", id).update();
        int changed = jdbc.sql("""
                INSERT INTO account (id, supplier, environment, access_token, refresh_token, access_expires_at, refresh_at, imported_from,
                                     is_default)
                VALUES (:id, 'alibaba', :environment, :access, :refresh, :expires, :refreshAt, :hash, true)
                ON CONFLICT (id) DO UPDATE SET access_token = EXCLUDED.access_token, refresh_token = EXCLUDED.refresh_token,
                    previous_access_token = account.access_token, previous_refresh_token = account.refresh_token,
                    access_expires_at = EXCLUDED.access_expires_at, refresh_expires_at = NULL, refresh_at = EXCLUDED.refresh_at,
                    imported_from = EXCLUDED.imported_from, state = 'connected', version = account.version + 1, claim_id = NULL
                WHERE account.imported_from IS DISTINCT FROM EXCLUDED.imported_from""")
                .param("id", id).param("environment", settings.environment())
                .param("access", cipher.encrypt(settings.accessToken(), id))
                .param("refresh", blank(settings.refreshToken()) ? null : cipher.encrypt(settings.refreshToken(), id))
                .param("expires", Timestamp.from(expires))
                .param("refreshAt", blank(settings.refreshToken()) ? null : Timestamp.from(refreshAt(now, expires)))
                .param("hash", hash).update();
        if (changed > 0) {
            LOG.info("Alibaba account {} connected from ALIBABA_ACCESS_TOKEN", id);
        }
    }

    /**
     * @return the token to call with: of the account in the variable {@code account}, else of the default account; an account
     *     that must be authorised again, or belongs to the other environment, is an error that says so
     */
    public Token token(Exchange exchange) {
        String wanted = exchange.getVariable("account", String.class);
        Map<String, Object> row = jdbc.sql("""
                SELECT id, version, state, access_token FROM account
                WHERE supplier = 'alibaba' AND environment = :environment
                  AND CASE WHEN CAST(:wanted AS text) IS NULL THEN is_default ELSE id = :wanted END""")
                .param("environment", settings.environment()).param("wanted", wanted).query().listOfRows().stream().findFirst()
                .orElseThrow(() -> ownErrors.exception("NOT_CONNECTED", wanted == null ? "no Alibaba.com account is connected"
                        : "the Alibaba.com account " + wanted + " is not connected in the environment " + settings.environment()));
        String id = (String) row.get("id");
        if (!"connected".equals(row.get("state"))) {
            throw needsAuthorisation(id);
        }
        return new Token(id, (Integer) row.get("version"), cipher.decrypt((String) row.get("access_token"), id));
    }

    private SupplierException needsAuthorisation(String accountId) {
        return ownErrors.exception("NEEDS_AUTHORISATION", "the Alibaba.com account " + accountId + " must be authorised again: "
                + house.publicUrl() + "/connect/alibaba?account=" + accountId);
    }

    /** @return since when the account that is called with is connected: Alibaba's risk control asks for it with every payment */
    public Instant connectedAt(Exchange exchange) {
        return jdbc.sql("SELECT connected_at FROM account WHERE id = :id").param("id", token(exchange).accountId())
                .query(Timestamp.class).single().toInstant();
    }

    /**
     * Keeps the account whose token pair is in the body, the answer of {@code /auth/token/create}, and leaves its id in the
     * variable {@code account}. The first of an environment becomes its default. Where the variable {@code expectedAccount}
     * names an account, another one is refused.
     */
    public void connect(Exchange exchange) {
        alone(() -> keepConnected(exchange));
    }

    private void keepConnected(Exchange exchange) {
        Pair pair = pair(exchange.getMessage().getBody(JsonNode.class));
        if (pair.userId() == null) {
            throw ownErrors.exception("UNREADABLE_TOKEN", "the token endpoint answered without a user_id");
        }
        String expected = exchange.getVariable("expectedAccount", String.class);
        Optional<Map<String, Object>> known = jdbc.sql("""
                SELECT id, user_id FROM account WHERE supplier = 'alibaba' AND environment = :environment
                  AND (id = :expected OR CAST(:expected AS text) IS NULL AND user_id = :user)
                ORDER BY connected_at LIMIT 1""")
                .param("environment", settings.environment()).param("expected", expected).param("user", pair.userId())
                .query().listOfRows().stream().findFirst();
        if (expected != null && known.isEmpty()) {
            throw ownErrors.exception("NOT_CONNECTED", "there is no Alibaba.com account " + expected + " any more");
        }
        Object userBefore = known.map(row -> row.get("user_id")).orElse(null);
        if (userBefore != null && !userBefore.equals(pair.userId())) {
            throw ownErrors.exception("ANOTHER_ACCOUNT", "you signed in as the Alibaba.com user " + pair.userId() + ", not as "
                    + userBefore);
        }
        String id = known.map(row -> (String) row.get("id"))
                .orElseGet(() -> "alibaba-" + settings.environment() + "-" + pair.userId());
        jdbc.sql("""
                INSERT INTO account (id, supplier, environment, user_id, havana_id, account_platform, country, access_token, refresh_token,
                                     access_expires_at, refresh_expires_at, refresh_at, is_default)
                VALUES (:id, 'alibaba', :environment, :user, :havana, :platform, :country, :access, :refresh, :expires, :refreshExpires,
                        :refreshAt,
                        NOT EXISTS (SELECT 1 FROM account WHERE supplier = 'alibaba' AND environment = :environment AND is_default))
                ON CONFLICT (id) DO UPDATE SET user_id = EXCLUDED.user_id, havana_id = EXCLUDED.havana_id,
                    account_platform = EXCLUDED.account_platform, country = EXCLUDED.country, access_token = EXCLUDED.access_token,
                    refresh_token = EXCLUDED.refresh_token, previous_access_token = NULL, previous_refresh_token = NULL,
                    access_expires_at = EXCLUDED.access_expires_at, refresh_expires_at = EXCLUDED.refresh_expires_at,
                    refresh_at = EXCLUDED.refresh_at, state = 'connected', version = account.version + 1, claim_id = NULL,
                    claimed_until = NULL""")
                .param("id", id).param("environment", settings.environment()).param("user", pair.userId()).param("havana", pair.havanaId())
                .param("platform", pair.platform()).param("country", pair.country()).param("access", cipher.encrypt(pair.access(), id))
                .param("refresh", pair.refresh() == null ? null : cipher.encrypt(pair.refresh(), id))
                .param("expires", Timestamp.from(pair.expires())).param("refreshExpires", timestamp(pair.refreshExpires()))
                .param("refreshAt", timestamp(pair.refreshAt())).update();
        exchange.setVariable("account", id);
        LOG.info("Alibaba account {} is connected until {}", id, pair.expires());
        if ("cn".equalsIgnoreCase(pair.country())) {
            LOG.warn("Alibaba account {} is registered in China: Alibaba.com refuses its orders with 110001; connect one registered"
                    + " elsewhere", id);
        }
    }

    /** Makes the claimed account row in the body into the variable {@code refresh}. */
    public void readRefresh(Exchange exchange) {
        Map<?, ?> row = exchange.getMessage().getBody(Map.class);
        String id = (String) row.get("id");
        String latest = decrypted(row, "refresh_token", id);
        String before = decrypted(row, "previous_refresh_token", id);
        exchange.setVariable("refresh", new Refresh(id, (UUID) row.get("claim_id"), latest, latest.equals(before) ? null : before));
    }

    private String decrypted(Map<?, ?> row, String column, String id) {
        return row.get(column) == null ? null : cipher.decrypt((String) row.get(column), id);
    }

    /** Stores the pair in the body, the token endpoint's answer; a missing new refresh token keeps the old one. */
    public void keepPair(Exchange exchange) {
        Refresh refresh = exchange.getVariable("refresh", Refresh.class);
        Pair pair = pair(exchange.getMessage().getBody(JsonNode.class));
        String id = refresh.accountId();
        jdbc.sql("""
                UPDATE account SET previous_access_token = access_token, previous_refresh_token = refresh_token,
                    access_token = :access, refresh_token = coalesce(:refresh, refresh_token), access_expires_at = :expires,
                    refresh_expires_at = :refreshExpires, refresh_at = :refreshAt, state = 'connected', version = version + 1,
                    user_id = coalesce(user_id, :user), havana_id = coalesce(havana_id, :havana), country = coalesce(country, :country),
                    account_platform = coalesce(account_platform, :platform), claim_id = NULL, claimed_until = NULL
                WHERE id = :id AND claim_id = :claim""")
                .param("access", cipher.encrypt(pair.access(), id))
                .param("refresh", pair.refresh() == null ? null : cipher.encrypt(pair.refresh(), id))
                .param("expires", Timestamp.from(pair.expires())).param("refreshExpires", timestamp(pair.refreshExpires()))
                .param("refreshAt", timestamp(pair.refreshAt())).param("user", pair.userId()).param("havana", pair.havanaId())
                .param("country", pair.country()).param("platform", pair.platform())
                .param("id", id).param("claim", refresh.claimId()).update();
        LOG.info("Alibaba account {} has a new token until {}", id, pair.expires());
    }

    /** Whose {@code refreshAt} is null cannot be refreshed: a person must connect it again when it ends. */
    private record Pair(String access, String refresh, Instant expires, Instant refreshExpires, Instant refreshAt, String userId,
                        String havanaId, String platform, String country) {
    }

    /** The user stands in {@code user_info}, or in a list of {@code country_user_info}; lives are seconds, number or text. */
    private Pair pair(JsonNode answer) {
        String access = Json.text(answer, "access_token");
        if (access == null) {
            throw ownErrors.exception("UNREADABLE_TOKEN", "the token endpoint answered without an access_token");
        }
        Instant now = clock.instant();
        Instant expires = now.plusSeconds(Json.count(answer, "expires_in", (int) settings.importedTokenLife().toSeconds()));
        int refreshLife = Json.count(answer, "refresh_expires_in", -1);
        JsonNode user = answer.path("user_info");
        for (String list : List.of("country_user_info", "country_user_info_list")) {
            user = user.isObject() ? user : answer.path(list).path(0);
        }
        String userId = first(Json.text(user, "user_id"), Json.text(answer, "user_id"), Json.text(answer, "account_id"));
        return new Pair(access, Json.text(answer, "refresh_token"), expires, refreshLife <= 0 ? null : now.plusSeconds(refreshLife),
                refreshLife == 0 ? null : refreshAt(now, expires), userId,
                first(Json.text(answer, "havana_id"), Json.text(user, "havana_id")), Json.text(answer, "account_platform"),
                Json.text(answer, "country"));
    }

    private static String first(String... texts) {
        return Arrays.stream(texts).filter(Objects::nonNull).findFirst().orElse(null);
    }

    private static Timestamp timestamp(Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    /**
     * Notes that the account of the variable {@code refresh} cannot be refreshed: a person must connect it again, at once
     * when its access token was refused (variable {@code token}) or has ended, else before it ends.
     */
    public void needsAuthorisation(Exchange exchange) {
        String id = exchange.getVariable("refresh", Refresh.class).accountId();
        boolean refused = exchange.getVariable("token") != null;
        boolean ended = jdbc.sql("""
                UPDATE account SET claim_id = NULL, claimed_until = NULL, refresh_at = NULL,
                    state = CASE WHEN :refused OR access_expires_at <= dropship_now() THEN 'needs_authorisation' ELSE state END
                WHERE id = :id AND claim_id = :claim
                RETURNING state <> 'connected'""").param("refused", refused).param("id", id)
                .param("claim", exchange.getVariable("refresh", Refresh.class).claimId()).query(Boolean.class).optional().orElse(refused);
        if (ended) {
            LOG.warn("Alibaba account {} must be authorised again: its refresh token is not accepted", id);
            throw needsAuthorisation(id);
        }
        LOG.warn("Alibaba account {} cannot be refreshed any more: connect it again before its access token ends", id);
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
        token(exchange);
        throw ownErrors.exception("TOKEN_BEING_REFRESHED", "another worker is refreshing the token");
    }

    /** 30 minutes before the end, or a tenth of a short life. */
    private static Instant refreshAt(Instant now, Instant expires) {
        Duration tenth = Duration.between(now, expires).dividedBy(10);
        return expires.minus(tenth.compareTo(EARLY) < 0 ? tenth : EARLY);
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }
}
