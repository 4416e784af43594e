package io.github.dropshiproutes.orders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dropshiproutes.shopify.ShopifyLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What integrations order for Shopify orders by calls of their own. Until such an order's webhook arrives, the call is what is
 * bought; from then on the order's lines are, and what was ordered by a call takes its place among them: at a line with the same
 * product, else at one for which nobody knows a product. Everything here happens under the lock of the order's row.
 */
@Component
public class OrderedLines {

    private static final String SUPPLIER = "aliexpress";
    private static final String UNMAPPED = "UNMAPPED";

    private record Row(String purchaseId, String lineItemId, int quantity, String shipTo) {
    }

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final SupplierSettings suppliers;
    private final BuyingSettings buying;

    public OrderedLines(JdbcClient jdbc, ObjectMapper json, SupplierSettings suppliers, BuyingSettings buying) {
        this.jdbc = jdbc;
        this.json = json;
        this.suppliers = suppliers;
        this.buying = buying;
    }

    /** @return all that was ordered by calls for that order, in their order */
    public List<OrderedLine> of(String shop, String orderId) {
        return jdbc.sql("""
                SELECT product_id, sku_attr, place, quantity, line_item_id FROM ordered_line
                WHERE shop = :shop AND order_id = :order ORDER BY place""").param("shop", shop).param("order", orderId)
                .query((rs, n) -> new OrderedLine(rs.getString(1), rs.getString(2), rs.getInt(3), rs.getInt(4), rs.getString(5))).list();
    }

    /**
     * Keeps one more line of an order, at the place behind the others.
     *
     * @param clearanceCode the recipient's personal number for customs, or null
     */
    public void add(String shop, String orderId, OrderedLine line, Address to, String clearanceCode) {
        jdbc.sql("""
                INSERT INTO ordered_line (shop, order_id, product_id, sku_key, sku_attr, place, quantity, ship_to, clearance_code,
                                          line_item_id)
                VALUES (:shop, :order, :product, :skuKey, :skuAttr, :place, :quantity, CAST(:to AS jsonb), :clearance, :line)""")
                .param("shop", shop).param("order", orderId).param("product", line.productId()).param("skuKey", line.skuKey())
                .param("skuAttr", line.skuAttr()).param("place", line.place()).param("quantity", line.quantity())
                .param("to", write(to)).param("clearance", clearanceCode).param("line", line.lineItemId()).update();
    }

    /**
     * Plans what was ordered for an order that Shopify has not told of and that no purchase holds. Variants of one product go
     * into purchases of their own, so that each can become a line of the Shopify order by itself.
     *
     * @return true when there is a purchase
     */
    public boolean planUnseen(String shop, String orderId) {
        // There is nothing to compare them with.
        jdbc.sql("UPDATE purchase SET reconsider = false WHERE shop = :shop AND order_id = :order AND reconsider")
                .param("shop", shop).param("order", orderId).update();
        Map<String, Integer> held = new HashMap<>();
        jdbc.sql("""
                SELECT l.line_item_id, sum(l.quantity) FROM purchase_line AS l JOIN purchase AS p ON p.id = l.purchase_id
                WHERE p.shop = :shop AND p.order_id = :order AND p.counts GROUP BY l.line_item_id""")
                .param("shop", shop).param("order", orderId).query((rs, n) -> held.put(rs.getString(1), rs.getInt(2))).list();
        List<List<OrderedLine>> parts = new ArrayList<>();
        for (OrderedLine line : of(shop, orderId)) {
            if (!held.containsKey(line.unseenLineItem())) {
                parts.stream().filter(part -> part.stream().noneMatch(other -> other.productId().equals(line.productId()))).findFirst()
                        .orElseGet(() -> {
                            List<OrderedLine> part = new ArrayList<>();
                            parts.add(part);
                            return part;
                        }).add(line);
            }
        }
        parts.forEach(part -> plan(shop, orderId, part));
        return !parts.isEmpty() || !held.isEmpty();
    }

    private void plan(String shop, String orderId, List<OrderedLine> lines) {
        String id = References.id();
        jdbc.sql("""
                INSERT INTO purchase (id, shop, order_id, supplier, environment, reference, state, next_attempt_at, ship_to,
                                      clearance_code, what)
                SELECT :id, shop, order_id, :supplier, :environment, :reference, 'planned', dropship_now() + CAST(:delay AS interval),
                    ship_to, clearance_code, 'ordered through the API'
                FROM ordered_line WHERE shop = :shop AND order_id = :order AND place = :place""")
                .param("id", id).param("supplier", SUPPLIER).param("environment", suppliers.environment(SUPPLIER))
                .param("reference", References.reference()).param("delay", buying.delay().toMillis() + " milliseconds").param("shop", shop)
                .param("order", orderId).param("place", lines.get(0).place()).update();
        for (OrderedLine line : lines) {
            jdbc.sql("""
                    INSERT INTO purchase_line (purchase_id, line_item_id, product_id, sku_attr, quantity)
                    VALUES (:id, :line, :product, :sku, :quantity)""")
                    .param("id", id).param("line", line.unseenLineItem()).param("product", line.productId()).param("sku", line.skuAttr())
                    .param("quantity", line.quantity()).update();
        }
    }

    /** Finds for every line ordered by a call its line of the Shopify order, which from now on says how many pieces are bought. */
    void settle(OrderToPlan plan) {
        List<OrderedLine> ordered = of(plan.shop(), plan.orderId());
        if (ordered.isEmpty()) {
            return;
        }
        Set<String> taken = new HashSet<>();
        for (OrderedLine line : ordered) {
            List<ShopifyLine> own = new ArrayList<>(linesFor(plan, line, taken));
            own.sort(Comparator.comparing((ShopifyLine l) -> !l.getId().equals(line.lineItemId()))
                    .thenComparing(l -> !line.skuKey().equals(OrderedLine.skuKey(l.getSkuAttr()))));
            if (own.isEmpty()) {
                continue;
            }
            own.forEach(l -> taken.add(l.getId()));
            ShopifyLine first = own.get(0);
            if (!first.isBought()) {
                first.buy(SUPPLIER, line.productId(), null, line.skuAttr());
            }
            nameVariant(line, own, ordered);
            jdbc.sql("""
                    UPDATE ordered_line SET line_item_id = :line WHERE shop = :shop AND order_id = :order AND place = :place
                      AND line_item_id IS DISTINCT FROM :line""").param("line", first.getId()).param("shop", plan.shop())
                    .param("order", plan.orderId()).param("place", line.place()).update();
            handOver(plan, line, own);
        }
    }

    /** A bare product id as SKU names no variant; the call does, where only one of its lines can be meant. */
    private static void nameVariant(OrderedLine line, List<ShopifyLine> own, List<OrderedLine> ordered) {
        if (line.skuAttr() != null && ordered.stream().filter(other -> other.productId().equals(line.productId())).count() == 1) {
            own.stream().filter(l -> l.getSkuId() == null && l.getSkuAttr() == null)
                    .forEach(l -> l.buy(SUPPLIER, line.productId(), null, line.skuAttr()));
        }
    }

    /** @return lines of the Shopify order that are this product; else one that is as large and for which no product is known */
    private static List<ShopifyLine> linesFor(OrderToPlan plan, OrderedLine line, Set<String> taken) {
        List<ShopifyLine> same = plan.order().getLines().stream()
                .filter(l -> l.isBought() && SUPPLIER.equals(l.getSupplier()) && line.mayBe(l.getProductId(), l.getSkuAttr())).toList();
        if (!same.isEmpty()) {
            return same;
        }
        return plan.order().getLines().stream().filter(l -> !taken.contains(l.getId())
                        && (fits(line, l.getReasonCode(), l.getWanted())
                            || l.getId().equals(line.lineItemId()) && UNMAPPED.equals(l.getReasonCode())))
                .min(Comparator.comparing((ShopifyLine l) -> !l.getId().equals(line.lineItemId()))).map(List::of).orElse(List.of());
    }

    /** @return true when a line of the Shopify order, for which that reason stands, can be what was ordered */
    public static boolean fits(OrderedLine line, String reasonCode, int wanted) {
        return UNMAPPED.equals(reasonCode) && wanted == line.quantity();
    }

    /** The pieces that purchases hold under the call's own name go over to the order's lines, as many to each as it wants. */
    private void handOver(OrderToPlan plan, OrderedLine ordered, List<ShopifyLine> lines) {
        for (Row row : rows(plan, ordered)) {
            int left = row.quantity();
            for (int i = 0; i < lines.size() && left > 0; i++) {
                ShopifyLine line = lines.get(i);
                int room = line.getWanted() - held(plan, line.getId());
                // Whatever has no room anywhere stays with the last line: there it is seen to be too much.
                int pieces = i == lines.size() - 1 ? left : Math.max(0, Math.min(left, room));
                if (pieces > 0) {
                    left -= pieces;
                    give(row, line, pieces, left == 0);
                }
            }
            Address to = plan.order().getAddress();
            boolean sameDoor = to != null && row.shipTo() != null && read(row.shipTo()).isSameDoor(to);
            jdbc.sql("""
                    UPDATE purchase SET order_name = :name, revenue_currency = :currency,
                        ship_to = CASE WHEN :sameDoor THEN CAST(:to AS jsonb) ELSE ship_to END WHERE id = :id""")
                    .param("name", plan.order().getName()).param("currency", plan.order().getCurrency()).param("sameDoor", sameDoor)
                    .param("to", write(to)).param("id", row.purchaseId()).update();
        }
    }

    private List<Row> rows(OrderToPlan plan, OrderedLine ordered) {
        return jdbc.sql("""
                SELECT p.id, l.line_item_id, l.quantity, CAST(p.ship_to AS text) FROM purchase AS p
                JOIN purchase_line AS l ON l.purchase_id = p.id
                WHERE p.shop = :shop AND p.order_id = :order AND l.line_item_id = :line ORDER BY p.created_at, p.id""")
                .param("shop", plan.shop()).param("order", plan.orderId()).param("line", ordered.unseenLineItem())
                .query((rs, n) -> new Row(rs.getString(1), rs.getString(2), rs.getInt(3), rs.getString(4))).list();
    }

    private int held(OrderToPlan plan, String lineItemId) {
        return jdbc.sql("""
                SELECT coalesce(sum(l.quantity), 0) FROM purchase AS p JOIN purchase_line AS l ON l.purchase_id = p.id
                WHERE p.shop = :shop AND p.order_id = :order AND p.counts AND l.line_item_id = :line""")
                .param("shop", plan.shop()).param("order", plan.orderId()).param("line", lineItemId).query(Integer.class).single();
    }

    private void give(Row row, ShopifyLine line, int pieces, boolean all) {
        jdbc.sql("""
                INSERT INTO purchase_line (purchase_id, line_item_id, product_id, sku_id, sku_attr, sku, quantity, unit_revenue, unit_price,
                    ordered_product_id, carrier_code)
                SELECT purchase_id, :to, product_id, sku_id, sku_attr, :sku, :pieces, :revenue, unit_price, ordered_product_id, carrier_code
                FROM purchase_line WHERE purchase_id = :id AND line_item_id = :from
                ON CONFLICT (purchase_id, line_item_id) DO UPDATE SET quantity = purchase_line.quantity + EXCLUDED.quantity""")
                .param("to", line.getId()).param("sku", line.getSku()).param("pieces", pieces)
                .param("revenue", line.getUnitRevenue()).param("id", row.purchaseId()).param("from", row.lineItemId()).update();
        jdbc.sql(all ? "DELETE FROM purchase_line WHERE purchase_id = :id AND line_item_id = :from AND :pieces > 0"
                : "UPDATE purchase_line SET quantity = quantity - :pieces WHERE purchase_id = :id AND line_item_id = :from")
                .param("pieces", pieces).param("id", row.purchaseId()).param("from", row.lineItemId()).update();
    }

    private Address read(String shipTo) {
        try {
            return json.readValue(shipTo, Address.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private String write(Object value) {
        try {
            return value == null ? null : json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
