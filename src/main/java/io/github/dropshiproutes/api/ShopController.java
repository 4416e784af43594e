package io.github.dropshiproutes.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The connected shops, and what each of them wants. */
@RestController
@RequestMapping("/api/shops")
class ShopController {

    private static final String SELECT = "SELECT domain, connected_at, notify_customer FROM shop";

    /**
     * {@code connectedAt} is the default of {@code BUYING_SINCE}: orders processed earlier are never bought. {@code notifyCustomer}
     * says whether Shopify writes to the customer when a parcel is written back or its number changes.
     */
    @JsonInclude
    @JsonNaming(SnakeCaseStrategy.class)
    record Shop(String domain, Instant connectedAt, boolean notifyCustomer) {
    }

    private final JdbcClient jdbc;

    ShopController(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @GetMapping
    Items<Shop> list() {
        return Items.all(jdbc.sql(SELECT + " ORDER BY connected_at DESC, domain").query(ShopController::view).list());
    }

    @PutMapping("/{domain}")
    Shop change(@PathVariable String domain, HttpServletRequest request) {
        JsonBody body = JsonBody.read(request, "notify_customer");
        if (body.flag("notify_customer") == null) {
            throw Refusal.badRequest("notify_customer must be true or false.");
        }
        int changed = jdbc.sql("UPDATE shop SET notify_customer = :notify WHERE domain = :domain")
                .param("notify", body.flag("notify_customer")).param("domain", domain).update();
        if (changed == 0) {
            throw Refusal.notFound("There is no connected shop of this domain.");
        }
        return jdbc.sql(SELECT + " WHERE domain = :domain").param("domain", domain).query(ShopController::view).single();
    }

    private static Shop view(ResultSet row, int number) throws SQLException {
        return new Shop(row.getString("domain"), Rows.instant(row, "connected_at"), row.getBoolean("notify_customer"));
    }
}
