package io.github.dropshiproutes.connect;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The {@code state} of the OAuth flow: unguessable, good once, for ten minutes, and only in the browser that set out with it.
 * It stands in the database, so that any replica may answer the way back.
 */
@Component
class ConnectStates {

    /** How long a person has for the supplier's page, in minutes. */
    static final int MINUTES = 10;

    private static final int RANDOM_BYTES = 32;

    /** What a browser takes along: {@code state} through the supplier, {@code browser} in its cookie. */
    record Departure(String state, String browser) {
    }

    /** What was set out for; {@code accountId} is null when any account may be connected. */
    record Arrival(String accountId) {
    }

    private final JdbcClient jdbc;
    private final SecureRandom random = new SecureRandom();

    ConnectStates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Departure depart(String supplier, String accountId) {
        Departure departure = new Departure(unguessable(), unguessable());
        jdbc.sql("DELETE FROM oauth_state WHERE expires_at < dropship_now()").update();
        jdbc.sql("""
                INSERT INTO oauth_state (state_hash, browser_hash, supplier, account_id, expires_at)
                VALUES (:state, :browser, :supplier, :account, dropship_now() + make_interval(mins => :minutes))""")
                .param("state", DigestUtils.sha256Hex(departure.state())).param("browser", DigestUtils.sha256Hex(departure.browser()))
                .param("supplier", supplier).param("account", accountId).param("minutes", MINUTES).update();
        return departure;
    }

    /** Uses the state up; empty when it is unknown, used, too old, of another supplier or of another browser. */
    Optional<Arrival> arrive(String supplier, String state, String browser) {
        if (state == null || browser == null) {
            return Optional.empty();
        }
        return jdbc.sql("""
                DELETE FROM oauth_state
                WHERE state_hash = :state AND browser_hash = :browser AND supplier = :supplier AND expires_at > dropship_now()
                RETURNING account_id""")
                .param("state", DigestUtils.sha256Hex(state)).param("browser", DigestUtils.sha256Hex(browser)).param("supplier", supplier)
                .query((row, n) -> new Arrival(row.getString("account_id"))).optional();
    }

    private String unguessable() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
