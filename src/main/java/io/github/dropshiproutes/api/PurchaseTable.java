package io.github.dropshiproutes.api;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Purchases, read for answers. */
@Component
class PurchaseTable {

    static final List<String> STATES = List.of("planned", "quoted", "placing", "placed", "paying", "paid", "shipped", "delivered",
            "unknown", "held", "cancelled", "closed");
    static final List<String> SUPPLIERS = List.of("alibaba", "aliexpress");

    private static final String SELECT = """
            SELECT p.*, coalesce(f.state, 'none') AS fulfilment, f.reason_code AS fulfilment_code, f.reason AS fulfilment_reason,
                f.hint AS fulfilment_hint,
                (SELECT coalesce(json_agg(t.trade_id ORDER BY t.created_at, t.trade_id) FILTER (WHERE t.role = 'kept'), '[]')
                 FROM trade AS t WHERE t.purchase_id = p.id) AS trade_ids,
                (SELECT coalesce(json_agg(t.trade_id ORDER BY t.created_at, t.trade_id) FILTER (WHERE t.role = 'surplus'), '[]')
                 FROM trade AS t WHERE t.purchase_id = p.id) AS surplus_trade_ids,
                (SELECT coalesce(json_agg(json_build_object('line_item_id', l.line_item_id, 'title', o.title, 'product_id', l.product_id,
                     'sku_id', l.sku_id, 'sku_attr', l.sku_attr, 'sku', l.sku, 'quantity', l.quantity) ORDER BY l.line_item_id), '[]')
                 FROM purchase_line AS l LEFT JOIN shopify_order_line AS o
                     ON o.shop = p.shop AND o.order_id = p.order_id AND o.line_item_id = l.line_item_id
                 WHERE l.purchase_id = p.id) AS lines,
                %s AS actions
            FROM purchase AS p LEFT JOIN fulfilment AS f ON f.purchase_id = p.id""".formatted(PurchaseAction.allowedNow());

    private static final String TEXTS = """
            concat_ws(' ', p.id, p.reference, p.order_id, p.order_name, p.reason_code,
                (SELECT string_agg(t.trade_id, ' ') FROM trade AS t WHERE t.purchase_id = p.id))""";

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    PurchaseTable(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Items<PurchaseView> list(Listing listing) {
        return listing.filter("state", "p.state", STATES).filter("supplier", "p.supplier", SUPPLIERS).filter("shop", "p.shop")
                // Together with the few shops there are, the order's id finds its index.
                .filter("shopify_order_id", "p.shop IN (SELECT domain FROM shop) AND p.order_id").filter("reason_code", "p.reason_code")
                .search(TEXTS)
                .behind("p.created_at <= :afterTime AND (p.created_at < :afterTime OR p.id > :afterId)", 2,
                        cursor -> Map.of("afterTime", cursor.time(0), "afterId", cursor.text(1)))
                .query(jdbc, SELECT, "p.created_at DESC, p.id", this::view, p -> Cursor.of(p.createdAt(), p.id()));
    }

    /** @return the purchase with its timeline */
    Optional<PurchaseView> find(String id) {
        return jdbc.sql(SELECT + " WHERE p.id = :id").param("id", id).query(this::view).optional().map(p -> p.with(timeline(id)));
    }

    private List<PurchaseView.Step> timeline(String id) {
        return jdbc.sql("SELECT at, from_state, to_state, what FROM timeline WHERE purchase_id = :id ORDER BY id").param("id", id)
                .query((row, n) -> new PurchaseView.Step(Rows.instant(row, "at"), row.getString("from_state"), row.getString("to_state"),
                        row.getString("what"))).list();
    }

    private PurchaseView view(ResultSet row, int number) throws SQLException {
        return new PurchaseView(row.getString("id"), row.getString("state"), row.getString("held_from"), row.getString("supplier"),
                row.getString("environment"), row.getString("shop"), row.getString("order_id"), row.getString("order_name"),
                row.getString("reference"), Rows.list(json, row, "trade_ids", String.class),
                Rows.list(json, row, "surplus_trade_ids", String.class), row.getString("dispatch_location"), row.getString("carrier_code"),
                row.getBigDecimal("quoted_total"), row.getBigDecimal("actual_total"), row.getBigDecimal("approved_total"),
                row.getString("currency"), row.getString("pay_url"), Rows.list(json, row, "tracking", PurchaseView.Tracking.class),
                row.getString("fulfilment"), row.getString("fulfilment_code"), row.getString("fulfilment_reason"),
                row.getString("fulfilment_hint"), row.getString("supplier_status"), row.getBoolean("cancelling"), row.getString("reason_code"),
                row.getString("reason"), row.getString("hint"), row.getInt("attempts"), Rows.instant(row, "next_attempt_at"),
                Rows.instant(row, "paid_at"), Rows.instant(row, "created_at"), Rows.instant(row, "updated_at"),
                Rows.list(json, row, "lines", PurchaseView.Line.class), Rows.list(json, row, "actions", String.class), null);
    }
}
