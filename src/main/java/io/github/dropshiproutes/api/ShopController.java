package io.github.dropshiproutes.api;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The connected shops. */
@RestController
@RequestMapping("/api/shops")
class ShopController {

    /** {@code connectedAt} is the default of {@code BUYING_SINCE}: orders processed earlier are never bought. */
    @JsonInclude
    @JsonNaming(SnakeCaseStrategy.class)
    record Shop(String domain, Instant connectedAt) {
    }

    private final JdbcClient jdbc;

    ShopController(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @GetMapping
    Items<Shop> list() {
        return Items.all(jdbc.sql("SELECT domain, connected_at FROM shop ORDER BY connected_at DESC, domain")
                .query((row, n) -> new Shop(row.getString("domain"), Rows.instant(row, "connected_at"))).list());
    }
}
