package io.github.dropshiproutes.api;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The connected supplier accounts. Their tokens never leave the table. */
@RestController
@RequestMapping("/api/accounts")
class AccountController {

    /** {@code state} is {@code connected}, or {@code needs_authorisation} when a person has to connect it again. */
    @JsonInclude
    @JsonNaming(SnakeCaseStrategy.class)
    record Account(String id, String supplier, String environment, String userId, String havanaId, String country, String state,
                   Instant accessExpiresAt, Instant refreshExpiresAt) {
    }

    private final JdbcClient jdbc;

    AccountController(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @GetMapping
    Items<Account> list() {
        return Items.all(jdbc.sql("""
                SELECT id, supplier, environment, user_id, havana_id, country, state, access_expires_at, refresh_expires_at
                FROM account ORDER BY connected_at DESC, id""")
                .query((row, n) -> new Account(row.getString("id"), row.getString("supplier"), row.getString("environment"),
                        row.getString("user_id"), row.getString("havana_id"), row.getString("country"), row.getString("state"),
                        Rows.instant(row, "access_expires_at"), Rows.instant(row, "refresh_expires_at"))).list());
    }
}
