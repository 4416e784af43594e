package io.github.dropshiproutes.alibaba;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.errors.OwnErrors;
import io.github.dropshiproutes.security.TokenCipher;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

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

    /** A claimed refresh. */
    public record Refresh(String accountId, UUID claimId, String refreshToken) {

        @Override
        public String toString() {
            return "Refresh[" + accountId + "]";
        }
    }

    private final JdbcClient jdbc;
    private final TokenCipher cipher;
    private final AlibabaSettings settings;
    private final OwnErrors ownErrors;
    private final Clock clock;

    public AlibabaAccounts(JdbcClient jdbc, TokenCipher cipher, AlibabaSettings settings, OwnErrors ownErrors, Clock clock) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.settings = settings;
        this.ownErrors = ownErrors;
        this.clock = clock;
    }

    /**
     * Imports {@code ALIBABA_ACCESS_TOKEN} and {@code ALIBABA_REFRESH_TOKEN} as the default account: at the first start,
     * and again whenever the variables change. Tokens refreshed since then are not overwritten by the old variables.
     */
    public void importFromSettings() {
        if (blank(settings.accessToken())) {
            return;
        }
        String hash = hash(settings.appKey() + "\n" + settings.accessToken() + "\n" + settings.refreshToken());
        String id = "alibaba-" + settings.environment();
        Instant now = clock.instant();
        Instant expires = now.plus(settings.importedTokenLife());
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

    /** @return the token to call with; an account that must be authorised again is an error that says so */
    public Token token(String environment) {
        Map<String, Object> row = jdbc.sql("""
                SELECT id, version, state, access_token FROM account
                WHERE supplier = 'alibaba' AND environment = :environment AND is_default""")
                .param("environment", environment).query().listOfRows().stream().findFirst()
                .orElseThrow(() -> ownErrors.exception("NOT_CONNECTED", "no Alibaba.com account is connected"));
        String id = (String) row.get("id");
        if (!"connected".equals(row.get("state"))) {
            throw ownErrors.exception("NEEDS_AUTHORISATION", "the Alibaba.com account " + id + " must be authorised again");
        }
        return new Token(id, (Integer) row.get("version"), cipher.decrypt((String) row.get("access_token"), id));
    }

    /** @return since when the default account is connected: Alibaba's risk control asks for it with every payment */
    public Instant connectedAt(String supplier, String environment) {
        return jdbc.sql("SELECT connected_at FROM account WHERE supplier = :supplier AND environment = :environment AND is_default")
                .param("supplier", supplier).param("environment", environment).query(Timestamp.class).optional()
                .map(Timestamp::toInstant).orElseGet(clock::instant);
    }

    /** Makes the claimed account row in the body into the variable {@code refresh}. */
    public void readRefresh(Exchange exchange) {
        Map<?, ?> row = exchange.getMessage().getBody(Map.class);
        String id = (String) row.get("id");
        exchange.setVariable("refresh", new Refresh(id, (UUID) row.get("claim_id"), cipher.decrypt((String) row.get("refresh_token"), id)));
    }

    /** Stores the pair in the body, the token endpoint's answer; a missing new refresh token keeps the old one. */
    public void keepPair(Exchange exchange) {
        Refresh refresh = exchange.getVariable("refresh", Refresh.class);
        JsonNode answer = exchange.getMessage().getBody(JsonNode.class);
        String access = Json.text(answer, "access_token");
        if (access == null) {
            throw ownErrors.exception("UNREADABLE_TOKEN", "the token endpoint answered without an access_token");
        }
        Instant now = clock.instant();
        Instant expires = now.plusSeconds(Json.count(answer, "expires_in", (int) settings.importedTokenLife().toSeconds()));
        String newRefresh = Json.text(answer, "refresh_token");
        // 0 means that this account can never be refreshed: the operator must connect it again when it ends.
        int refreshLife = Json.count(answer, "refresh_expires_in", -1);
        boolean refreshable = refreshLife != 0;
        jdbc.sql("""
                UPDATE account SET previous_access_token = access_token, previous_refresh_token = refresh_token,
                    access_token = :access, refresh_token = coalesce(:refresh, refresh_token), access_expires_at = :expires,
                    refresh_expires_at = :refreshExpires, refresh_at = :refreshAt, state = 'connected', version = version + 1,
                    claim_id = NULL, claimed_until = NULL
                WHERE id = :id AND claim_id = :claim""")
                .param("access", cipher.encrypt(access, refresh.accountId()))
                .param("refresh", newRefresh == null ? null : cipher.encrypt(newRefresh, refresh.accountId()))
                .param("expires", Timestamp.from(expires))
                .param("refreshExpires", refreshLife <= 0 ? null : Timestamp.from(now.plusSeconds(refreshLife)))
                .param("refreshAt", refreshable ? Timestamp.from(refreshAt(now, expires)) : null)
                .param("id", refresh.accountId()).param("claim", refresh.claimId()).update();
        LOG.info("Alibaba account {} has a new token until {}", refresh.accountId(), expires);
    }

    /** Marks the account of the variable {@code refresh}: a person must connect it again. */
    public void needsAuthorisation(Exchange exchange) {
        Refresh refresh = exchange.getVariable("refresh", Refresh.class);
        jdbc.sql("UPDATE account SET state = 'needs_authorisation', claim_id = NULL, claimed_until = NULL WHERE id = :id AND claim_id = :claim")
                .param("id", refresh.accountId()).param("claim", refresh.claimId()).update();
        LOG.warn("Alibaba account {} must be authorised again: its refresh token is not accepted", refresh.accountId());
        throw ownErrors.exception("NEEDS_AUTHORISATION", "the Alibaba.com account " + refresh.accountId() + " must be authorised again");
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
        token(settings.environment());
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

    private static String hash(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
