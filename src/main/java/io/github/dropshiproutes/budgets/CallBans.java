package io.github.dropshiproutes.budgets;

import java.math.BigDecimal;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Until when a supplier only refuses: what one replica was told, all of them keep to. A refused call would prolong the ban. */
@Component
class CallBans {

    /** Every method of the application. */
    static final String EVERY = "*";

    private final JdbcClient jdbc;

    CallBans(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps a ban; a longer one that is known already stays. */
    void keep(String supplier, String appKey, String api, Duration ban) {
        jdbc.sql("""
                INSERT INTO call_ban (supplier, app_key, api, until)
                VALUES (:supplier, :app, :api, dropship_now() + make_interval(secs => CAST(:seconds AS double precision)))
                ON CONFLICT (supplier, app_key, api) DO UPDATE SET until = greatest(call_ban.until, EXCLUDED.until)""")
                .param("supplier", supplier).param("app", appKey).param("api", api)
                .param("seconds", BigDecimal.valueOf(ban.toMillis(), 3)).update();
    }

    /** @return how long calls of that method will only be refused; zero when there is no ban */
    Duration left(String supplier, String appKey, String api) {
        BigDecimal seconds = jdbc.sql("""
                SELECT coalesce(extract(epoch FROM max(until) - dropship_now()), 0) FROM call_ban
                WHERE supplier = :supplier AND app_key = :app AND api IN (:api, '*')""")
                .param("supplier", supplier).param("app", appKey).param("api", api).query(BigDecimal.class).single();
        return Duration.ofMillis(Math.max(0, seconds.movePointRight(3).longValue()));
    }
}
