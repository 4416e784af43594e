package io.github.dropshiproutes.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The history of costs and prices, and the changes among it that wait for a person's word. */
@RestController
@RequestMapping("/api/price-changes")
class PriceChangeController {

    private static final String NAME = "price change";
    private static final List<String> STATES =
            List.of("noted", "waiting", "due", "writing", "written", "rejected", "superseded", "refused");
    private static final String SELECT = """
            SELECT c.id, c.shop, c.variant_id, c.sku, c.supplier, c.product_id, c.supplier_price, c.supplier_currency, c.currency, c.old_cost,
                c.new_cost, c.old_price, c.new_price, c.old_compare_at, c.new_compare_at, c.state, c.reason_code, c.reason, c.hint,
                c.created_at, c.decided_at, c.ended_at
            FROM price_change AS c""";

    /**
     * Amounts are texts in {@code currency}, the shop's; {@code supplierPrice} is in {@code supplierCurrency}. A {@code newPrice} of null
     * leaves the price as it is.
     */
    @JsonInclude
    @JsonNaming(SnakeCaseStrategy.class)
    record PriceChange(String id, String shop, String variantId, String sku, String supplier, String productId, String supplierPrice,
                       String supplierCurrency, String currency, String oldCost, String newCost, String oldPrice, String newPrice,
                       String oldCompareAt, String newCompareAt, String state, String reasonCode, String reason, String hint,
                       Instant createdAt, Instant decidedAt, Instant endedAt) {
    }

    private final JdbcClient jdbc;

    PriceChangeController(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @GetMapping
    Items<PriceChange> list(HttpServletRequest request) {
        return new Listing(request).filter("shop", "c.shop").filter("variant_id", "c.variant_id").filter("sku", "c.sku")
                .filter("product_id", "c.product_id").filter("state", "c.state", STATES)
                .search("concat_ws(' ', c.sku, c.product_id, c.variant_id, c.supplier, c.reason_code)")
                .behind("c.id < :after", 1, cursor -> Map.of("after", cursor.number(0)))
                .query(jdbc, SELECT, "c.id DESC", PriceChangeController::view, change -> Cursor.of(change.id()));
    }

    @GetMapping("/{id}")
    PriceChange one(@PathVariable String id) {
        return find(Ids.number(id, NAME));
    }

    /** Lets a waiting change be written; the shop is read again before that. */
    @PostMapping("/{id}/approve")
    @Transactional
    public PriceChange approve(@PathVariable String id) {
        PriceChange change = decide(id, "due");
        jdbc.sql("""
                UPDATE linked_variant SET stale = true, claim_id = NULL, claimed_until = NULL
                WHERE shop = :shop AND variant_id = :variant""").param("shop", change.shop()).param("variant", change.variantId()).update();
        return change;
    }

    /** Leaves cost and price in the shop as they are; the same change is not proposed again. */
    @PostMapping("/{id}/reject")
    @Transactional
    public PriceChange reject(@PathVariable String id) {
        return decide(id, "rejected");
    }

    private PriceChange decide(String id, String state) {
        long number = Ids.number(id, NAME);
        int decided = jdbc.sql("""
                UPDATE price_change SET state = :state, decided_at = dropship_now(), reason = NULL,
                    ended_at = CASE :state WHEN 'rejected' THEN dropship_now() END
                WHERE id = :id AND state = 'waiting'""").param("state", state).param("id", number).update();
        PriceChange change = find(number);
        if (decided == 0) {
            throw Refusal.conflict("This change is " + change.state() + "; only one that is waiting can be decided.");
        }
        return change;
    }

    private PriceChange find(long id) {
        return jdbc.sql(SELECT + " WHERE c.id = :id").param("id", id).query(PriceChangeController::view).optional()
                .orElseThrow(() -> Refusal.notFound("There is no price change with this id."));
    }

    private static PriceChange view(ResultSet row, int number) throws SQLException {
        return new PriceChange(row.getString("id"), row.getString("shop"), row.getString("variant_id"), row.getString("sku"),
                row.getString("supplier"), row.getString("product_id"), amount(row, "supplier_price"), row.getString("supplier_currency"),
                row.getString("currency"), amount(row, "old_cost"), amount(row, "new_cost"), amount(row, "old_price"),
                amount(row, "new_price"), amount(row, "old_compare_at"), amount(row, "new_compare_at"), row.getString("state"),
                row.getString("reason_code"), row.getString("reason"), row.getString("hint"), Rows.instant(row, "created_at"),
                Rows.instant(row, "decided_at"), Rows.instant(row, "ended_at"));
    }

    static String amount(ResultSet row, String column) throws SQLException {
        BigDecimal amount = row.getBigDecimal(column);
        return amount == null ? null : amount.toPlainString();
    }
}
