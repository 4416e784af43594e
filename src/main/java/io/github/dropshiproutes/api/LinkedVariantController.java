package io.github.dropshiproutes.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The variants whose stock and price follow a supplier, with what stands in the way, and what a merchant should know of them. */
@RestController
@RequestMapping("/api")
class LinkedVariantController {

    private static final List<String> KINDS = List.of("stock", "sold-out", "gone", "back", "cost", "approval", "draft");
    private static final List<String> STATES = List.of("following", "sold-out", "gone", "stuck");
    private static final String SELECT = """
            SELECT * FROM (
                SELECT CASE WHEN coalesce(w.reason_code, v.reason_code, p.reason_code) IS NOT NULL THEN 'stuck'
                    ELSE coalesce(v.event, 'following') END AS state,
                    v.shop, v.variant_id, v.shop_product_id, v.sku, v.supplier, v.product_id, v.sku_id, v.sku_attr, v.shop_quantity,
                    v.shop_price, v.shop_cost, v.wanted_quantity, v.supplier_quantity, v.supplier_price, v.supplier_currency,
                    v.supplier_read_at, v.event, v.drafted_at, coalesce(w.reason_code, v.reason_code, p.reason_code) AS reason_code,
                    coalesce(w.reason, v.reason, p.reason) AS reason, coalesce(w.hint, v.hint, p.hint) AS hint
                FROM linked_variant AS v
                LEFT JOIN catalog_write AS w ON w.id = v.write_id
                LEFT JOIN supplier_product AS p ON p.supplier = v.supplier AND p.product_id = v.product_id AND p.country = v.country) AS v""";

    /**
     * Amounts are texts: {@code shop…} in the shop's currency. {@code wantedQuantity} is null where the shop's stock is left alone.
     * {@code state} is {@code stuck} where something stands in the way, else the {@code event}, else {@code following}.
     */
    @JsonInclude
    @JsonNaming(SnakeCaseStrategy.class)
    record LinkedVariant(String shop, String variantId, String shopProductId, String sku, String supplier, String productId, String skuId,
                         String skuAttr, Integer shopQuantity, Integer wantedQuantity, String shopPrice, String shopCost,
                         Integer supplierQuantity, String supplierPrice, String supplierCurrency, Instant supplierReadAt, String event,
                         Instant draftedAt, String state, String reasonCode, String reason, String hint) {
    }

    /** {@code kind} is stock, sold-out, gone, back, cost, approval or draft. */
    @JsonInclude
    @JsonNaming(SnakeCaseStrategy.class)
    record Notice(String id, String shop, String variantId, String sku, String supplier, String productId, String kind, String words,
                  Instant at) {
    }

    private final JdbcClient jdbc;

    LinkedVariantController(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @GetMapping("/linked-variants")
    Items<LinkedVariant> list(HttpServletRequest request) {
        return new Listing(request).filter("shop", "v.shop").filter("sku", "v.sku").filter("supplier", "v.supplier")
                .filter("product_id", "v.product_id").filter("variant_id", "v.variant_id").filter("reason_code", "v.reason_code")
                .filter("state", "v.state", STATES)
                .search("concat_ws(' ', v.sku, v.product_id, v.variant_id, v.supplier, v.reason_code)")
                .behind("(v.shop, v.variant_id) > (:afterShop, :afterVariant)", 2,
                        cursor -> Map.of("afterShop", cursor.text(0), "afterVariant", cursor.text(1)))
                .query(jdbc, SELECT, "v.shop, v.variant_id", LinkedVariantController::view,
                        variant -> Cursor.of(variant.shop(), variant.variantId()));
    }

    @GetMapping("/catalog-notices")
    Items<Notice> notices(HttpServletRequest request) {
        return new Listing(request).filter("shop", "n.shop").filter("variant_id", "n.variant_id").filter("product_id", "n.product_id")
                .filter("kind", "n.kind", KINDS)
                .search("concat_ws(' ', n.sku, n.product_id, n.variant_id, n.words)")
                .behind("n.id < :after", 1, cursor -> Map.of("after", cursor.number(0)))
                .query(jdbc, "SELECT n.* FROM catalog_notice AS n", "n.id DESC", LinkedVariantController::notice,
                        notice -> Cursor.of(notice.id()));
    }

    private static LinkedVariant view(ResultSet row, int number) throws SQLException {
        return new LinkedVariant(row.getString("shop"), row.getString("variant_id"), row.getString("shop_product_id"), row.getString("sku"),
                row.getString("supplier"), row.getString("product_id"), row.getString("sku_id"), row.getString("sku_attr"),
                row.getObject("shop_quantity", Integer.class), row.getObject("wanted_quantity", Integer.class),
                PriceChangeController.amount(row, "shop_price"), PriceChangeController.amount(row, "shop_cost"),
                row.getObject("supplier_quantity", Integer.class), PriceChangeController.amount(row, "supplier_price"),
                row.getString("supplier_currency"), Rows.instant(row, "supplier_read_at"), row.getString("event"),
                Rows.instant(row, "drafted_at"), row.getString("state"), row.getString("reason_code"), row.getString("reason"),
                row.getString("hint"));
    }

    private static Notice notice(ResultSet row, int number) throws SQLException {
        return new Notice(row.getString("id"), row.getString("shop"), row.getString("variant_id"), row.getString("sku"),
                row.getString("supplier"), row.getString("product_id"), row.getString("kind"), row.getString("words"), Rows.instant(row, "at"));
    }
}
