package io.github.dropshiproutes.api;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dropshiproutes.errors.OwnErrors;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Every Shopify order taken in: what is bought for it, or why nothing is. */
@RestController
@RequestMapping("/api/shopify-orders")
class ShopifyOrderController {

    private static final List<String> STATES = List.of("new", "buying", "ignored");

    private static final String SELECT = """
            SELECT o.shop, o.order_id, o.name, o.state, o.reason_code, o.reason, o.risk, o.risk_accepted, o.created_at, o.updated_at,
                (SELECT coalesce(json_agg(json_build_object('id', p.id, 'state', p.state, 'held_from', p.held_from, 'supplier', p.supplier,
                     'reference', p.reference, 'reason_code', p.reason_code, 'fulfilment', coalesce(f.state, 'none'))
                     ORDER BY p.created_at, p.id), '[]')
                 FROM purchase AS p LEFT JOIN fulfilment AS f ON f.purchase_id = p.id
                 WHERE p.shop = o.shop AND p.order_id = o.order_id) AS purchases,
                (SELECT coalesce(json_agg(json_build_object('line_item_id', l.line_item_id, 'title', l.title, 'sku', l.sku,
                     'variant_id', l.variant_id, 'quantity', l.current_quantity, 'wanted', l.wanted,
                     'unit_revenue', l.unit_revenue::text, 'supplier', l.supplier, 'product_id', l.product_id, 'sku_id', l.sku_id,
                     'sku_attr', l.sku_attr, 'reason_code', l.reason_code) ORDER BY l.line_item_id), '[]')
                 FROM shopify_order_line AS l WHERE l.shop = o.shop AND l.order_id = o.order_id) AS lines
            FROM (SELECT * FROM shopify_order WHERE shop <> 'api') AS o""";

    private static final String TEXTS = """
            concat_ws(' ', o.order_id, o.name, o.reason_code, (SELECT string_agg(concat_ws(' ', l.sku, l.title, l.reason_code), ' ')
                FROM shopify_order_line AS l WHERE l.shop = o.shop AND l.order_id = o.order_id))""";

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final OwnErrors ownErrors;

    ShopifyOrderController(JdbcClient jdbc, ObjectMapper json, OwnErrors ownErrors) {
        this.jdbc = jdbc;
        this.json = json;
        this.ownErrors = ownErrors;
    }

    @GetMapping
    Items<ShopifyOrderView> list(HttpServletRequest request) {
        return new Listing(request).filter("state", "o.state", STATES).filter("shop", "o.shop").filter("reason_code", "o.reason_code")
                .search(TEXTS)
                .behind("o.created_at <= :afterTime AND (o.created_at < :afterTime OR (o.shop, o.order_id) > (:afterShop, :afterId))", 3,
                        cursor -> Map.of("afterTime", cursor.time(0), "afterShop", cursor.text(1), "afterId", cursor.text(2)))
                .query(jdbc, SELECT, "o.created_at DESC, o.shop, o.order_id", this::view,
                        order -> Cursor.of(order.createdAt(), order.shop(), order.id()));
    }

    /** The id is Shopify's; {@code ?shop=} tells orders of several shops apart. */
    @GetMapping("/{id}")
    ShopifyOrderView one(@PathVariable String id, @RequestParam(required = false) String shop) {
        List<ShopifyOrderView> orders = jdbc.sql(SELECT + " WHERE o.shop IN (SELECT domain FROM shop) AND o.order_id = :id ORDER BY o.shop")
                .param("id", Ids.shopifyOrder(id)).query(this::view).list().stream()
                .filter(order -> shop == null || order.shop().equals(shop)).toList();
        if (orders.isEmpty()) {
            throw Refusal.notFound("There is no Shopify order with this id.");
        }
        if (orders.size() > 1) {
            throw Refusal.badRequest("Several shops have an order with this id; name one with shop: "
                    + String.join(", ", orders.stream().map(ShopifyOrderView::shop).toList()) + ".");
        }
        return orders.get(0);
    }

    private ShopifyOrderView view(ResultSet row, int number) throws SQLException {
        String reasonCode = row.getString("reason_code");
        List<ShopifyOrderView.Line> lines = Rows.list(json, row, "lines", ShopifyOrderView.Line.class);
        return new ShopifyOrderView(row.getString("order_id"), row.getString("order_id"), row.getString("shop"), row.getString("name"),
                row.getString("state"), reasonCode, row.getString("reason"), reasonCode == null ? null : ownErrors.find(reasonCode).hint(),
                row.getString("risk"), row.getString("risk_accepted"),
                Rows.list(json, row, "purchases", ShopifyOrderView.Bought.class),
                lines.stream().filter(line -> "UNMAPPED".equals(line.reasonCode())).map(line -> new ShopifyOrderView.Unmapped(
                        line.lineItemId(), line.title(), line.sku(), line.variantId(), line.reasonCode())).toList(),
                lines, Rows.instant(row, "created_at"), Rows.instant(row, "updated_at"));
    }
}
