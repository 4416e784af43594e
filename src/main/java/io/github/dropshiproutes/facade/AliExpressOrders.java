package io.github.dropshiproutes.facade;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dropshiproutes.countries.Countries;
import io.github.dropshiproutes.countries.Provinces;
import io.github.dropshiproutes.orders.Address;
import io.github.dropshiproutes.orders.OrderedLine;
import io.github.dropshiproutes.orders.OrderedLines;
import io.github.dropshiproutes.shopify.ShopifyOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * {@code POST /orders/place}: AliExpress is not called here. What is ordered becomes a purchase of the Shopify order it names, which
 * walks like every other one. Shop, order, product and variant are the key: a call that is repeated finds what the first one
 * made, and an order that was taken in by webhook is bought once, whichever of the two came first.
 */
@Component("aliExpressOrders")
public class AliExpressOrders {

    private static final int MOST_PRODUCTS = 100;
    private static final int MOST_PIECES = 10_000;
    private static final Set<String> NOT_TO_BE_BOUGHT = Set.of("ORDER_CANCELLED", "ORDER_REFUNDED", "NOT_PAID", "TEST_ORDER",
            "BEFORE_BUYING_SINCE");

    private static final Set<String> ENDED = Set.of("cancelled", "closed");

    private record Order(String shop, String orderId, List<OrderedLine> lines, Address to, String clearanceCode) {
    }

    /** A line of the Shopify order, and the pieces that purchases hold of it. */
    private record Line(String id, String productId, String skuAttr, String supplier, String reasonCode, int wanted, int held) {
    }

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final OrderedLines orderedLines;
    private final AliExpressAnswers answers;
    private final ObjectMapper json;

    public AliExpressOrders(JdbcClient jdbc, TransactionTemplate transaction, OrderedLines orderedLines, AliExpressAnswers answers,
                            ObjectMapper json) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.orderedLines = orderedLines;
        this.answers = answers;
        this.json = json;
    }

    /** Reads the variable {@code request} into {@code order}. */
    public void read(Exchange exchange) {
        FacadeRequest request = exchange.getVariable("request", FacadeRequest.class);
        if (request.has("account")) {
            throw request.mistake("account", "is not taken here: the account that buys for the shop buys this too");
        }
        String orderId = request.requiredShopifyOrder("shopify_order_id");
        String shop = shop(request);
        List<OrderedLine> lines = new ArrayList<>();
        for (FacadeRequest product : request.requiredObjects("products", MOST_PRODUCTS)) {
            OrderedLine line = new OrderedLine(product.requiredId("product_id"), product.text("sku_attr", 200), 0,
                    product.requiredNumber("quantity", 1, MOST_PIECES), null);
            product.nothingElse();
            if (lines.stream().anyMatch(other -> line.mayBe(other.productId(), other.skuAttr()))) {
                throw product.mistake("product_id", "is named twice; name each variant once, with its whole quantity and its sku_attr");
            }
            lines.add(line);
        }
        Address to = address(request);
        String clearanceCode = request.text("clearance_code", 64);
        request.nothingElse();
        exchange.setVariable("order", new Order(shop, orderId, lines, to, clearanceCode));
    }

    private String shop(FacadeRequest request) {
        String named = request.text("shop", 255);
        List<String> shops = jdbc.sql("SELECT domain FROM shop ORDER BY domain").query(String.class).list();
        if (named == null && shops.size() == 1) {
            return shops.get(0);
        }
        if (named == null) {
            throw request.mistake("shop", "is missing: " + shops.size() + " shops are connected; GET /api/shops lists them");
        }
        return shops.stream().filter(named.toLowerCase(Locale.ROOT)::equals).findFirst()
                .orElseThrow(() -> request.mistake("shop", "is no connected shop; GET /api/shops lists them"));
    }

    private static Address address(FacadeRequest request) {
        FacadeRequest to = request.object("shipping_address");
        if (to == null) {
            throw request.mistake("shipping_address", "is missing");
        }
        String country = to.requiredCountry("country");
        String state = to.text("state", 128);
        String code = Provinces.code(country, state).orElse(null);
        Address address = new Address(to.requiredText("name", 128), to.text("company", 128), to.requiredText("address1", 512),
                to.text("address2", 512), to.requiredText("city", 128), Provinces.name(country, code).orElse(state), code,
                to.text("zip", 32), Countries.name(country), country, to.text("phone", 64));
        to.nothingElse();
        String missing = address.missingField();
        if (missing != null) {
            throw to.mistake(missing, "is missing, without which nobody delivers");
        }
        return address;
    }

    /**
     * Keeps the variable {@code order}; {@code kept} says whether it is. It is not yet while a change of the Shopify order is known
     * and waits to be planned, which takes a moment.
     */
    public void keep(Exchange exchange) {
        Order order = exchange.getVariable("order", Order.class);
        exchange.setVariable("looks", exchange.getVariable("looks", 0, Integer.class) + 1);
        exchange.setVariable("kept", transaction.execute(status -> keep(order)));
    }

    private boolean keep(Order order) {
        jdbc.sql("INSERT INTO shopify_order (shop, order_id, state) VALUES (:shop, :order, 'buying') ON CONFLICT DO NOTHING")
                .param("shop", order.shop()).param("order", order.orderId()).update();
        Map<String, Object> row = jdbc.sql("""
                SELECT CAST(payload AS text) AS payload, replan, state, reason_code, reason, forgotten
                FROM shopify_order WHERE shop = :shop AND order_id = :order FOR UPDATE""")
                .param("shop", order.shop()).param("order", order.orderId()).query().singleRow();
        String payload = (String) row.get("payload");
        if (payload != null && Boolean.TRUE.equals(row.get("replan"))) {
            return false;
        }
        List<OrderedLine> fresh = fresh(order);
        if (Boolean.TRUE.equals(row.get("forgotten"))) {
            // It came to its end, and its content is not kept any more: nothing is bought for it, and what was bought is shown.
            refuseWhatIsNotBought(order, row);
            return true;
        }
        if (payload == null) {
            nameClearanceCode(order);
            int place = orderedLines.of(order.shop(), order.orderId()).size();
            for (OrderedLine line : fresh) {
                orderedLines.add(order.shop(), order.orderId(), new OrderedLine(line.productId(), line.skuAttr(), ++place,
                        line.quantity(), null), order.to(), order.clearanceCode());
            }
            orderedLines.planUnseen(order.shop(), order.orderId());
            jdbc.sql("""
                    UPDATE shopify_order SET state = 'buying', reason_code = NULL, reason = NULL
                    WHERE shop = :shop AND order_id = :order""")
                    .param("shop", order.shop()).param("order", order.orderId()).update();
        } else if (nameClearanceCode(order) | (!fresh.isEmpty() && joinTheOrder(order, fresh, row, payload))) {
            jdbc.sql("""
                    UPDATE shopify_order SET replan = true, claim_id = NULL, claimed_until = NULL, attempts = 0,
                        next_attempt_at = dropship_now(), updated_at = dropship_now() WHERE shop = :shop AND order_id = :order""")
                    .param("shop", order.shop()).param("order", order.orderId()).update();
            return false;
        }
        refuseWhatIsNotBought(order, row);
        return true;
    }

    /** @return what was not ordered by an earlier call; a call that differs from an earlier one is refused */
    private List<OrderedLine> fresh(Order order) {
        List<OrderedLine> known = orderedLines.of(order.shop(), order.orderId());
        if (known.isEmpty()) {
            return order.lines();
        }
        Address before = jdbc.sql("SELECT CAST(ship_to AS text) FROM ordered_line WHERE shop = :shop AND order_id = :order AND place = 1")
                .param("shop", order.shop()).param("order", order.orderId()).query((rs, n) -> address(rs.getString(1))).single();
        if (!before.isSameDoor(order.to())) {
            throw refused(order, "was ordered for another shipping_address");
        }
        List<OrderedLine> fresh = new ArrayList<>();
        for (OrderedLine line : order.lines()) {
            OrderedLine same = known.stream().filter(other -> line.mayBe(other.productId(), other.skuAttr())).findFirst().orElse(null);
            if (same == null) {
                fresh.add(line);
            } else if (!same.skuKey().equals(line.skuKey())) {
                throw refused(order, "has product " + line.productId() + " already, " + (same.skuAttr() == null ? "without a sku_attr"
                        : "with a sku_attr"));
            } else if (same.quantity() != line.quantity()) {
                throw refused(order, "has product " + line.productId() + " already, with quantity " + same.quantity());
            }
        }
        return fresh;
    }

    /**
     * What is ordered for an order that Shopify has told of is one of its lines, or becomes one for which no product is known.
     *
     * @return true when the order is to be planned anew for it
     */
    private boolean joinTheOrder(Order order, List<OrderedLine> fresh, Map<String, Object> row, String payload) {
        if (NOT_TO_BE_BOUGHT.contains(String.valueOf(row.get("reason_code")))) {
            throw refused(order, "is not bought: " + row.get("reason"));
        }
        Address to = shipsTo(payload);
        if (to == null || !to.isSameDoor(order.to())) {
            throw refused(order, "goes to the address it has in Shopify, which is another one; change it there, or send that one");
        }
        List<Line> lines = lines(order);
        Set<String> taken = new HashSet<>();
        int place = orderedLines.of(order.shop(), order.orderId()).size();
        boolean replan = false;
        for (OrderedLine line : fresh) {
            List<Line> same = lines.stream().filter(l -> "aliexpress".equals(l.supplier()) && line.mayBe(l.productId(), l.skuAttr()))
                    .toList();
            if (same.isEmpty()) {
                Line free = lines.stream().filter(l -> OrderedLines.fits(line, l.reasonCode(), l.wanted()) && l.held() == 0
                        && taken.add(l.id())).findFirst().orElseThrow(() -> refused(order, "has no line for product "
                                + line.productId() + " with quantity " + line.quantity() + " that is not bought as another product"));
                orderedLines.add(order.shop(), order.orderId(), new OrderedLine(line.productId(), line.skuAttr(), ++place,
                        line.quantity(), free.id()), order.to(), order.clearanceCode());
                replan = true;
            } else {
                int wanted = same.stream().mapToInt(l -> Math.max(l.wanted(), l.held())).sum();
                if (wanted != line.quantity()) {
                    throw refused(order, "has " + wanted + " of product " + line.productId()
                            + "; change the order in Shopify, or the quantity");
                }
                nameVariant(order, same, line);
            }
        }
        return replan;
    }

    /** @return true when the order is to be planned anew with the recipient's number */
    private boolean nameClearanceCode(Order order) {
        return order.clearanceCode() != null && jdbc.sql("""
                UPDATE shopify_order SET clearance_code = :code
                WHERE shop = :shop AND order_id = :order AND clearance_code IS DISTINCT FROM :code""").param("code", order.clearanceCode())
                .param("shop", order.shop()).param("order", order.orderId()).update() > 0;
    }

    private List<Line> lines(Order order) {
        return jdbc.sql("""
                SELECT l.line_item_id, coalesce(b.product_id, l.product_id),
                    CASE WHEN b.product_id IS NULL THEN l.sku_attr ELSE b.sku_attr END, coalesce(b.supplier, l.supplier), l.reason_code, l.wanted, coalesce(b.held, 0)
                FROM shopify_order_line AS l
                LEFT JOIN LATERAL (
                    SELECT p.supplier, max(o.product_id) AS product_id, max(o.sku_attr) AS sku_attr, sum(o.quantity) AS held
                    FROM purchase AS p JOIN purchase_line AS o ON o.purchase_id = p.id
                    WHERE p.shop = l.shop AND p.order_id = l.order_id AND p.counts AND o.line_item_id = l.line_item_id
                    GROUP BY p.supplier ORDER BY p.supplier DESC LIMIT 1) AS b ON true
                WHERE l.shop = :shop AND l.order_id = :order ORDER BY l.line_item_id""")
                .param("shop", order.shop()).param("order", order.orderId())
                .query((rs, n) -> new Line(rs.getString(1), rs.getString(2), rs.getString(3), rs.getString(4), rs.getString(5),
                        rs.getInt(6), rs.getInt(7))).list();
    }

    /** A bare product id as SKU names no variant; the call does, before anything is placed. */
    private void nameVariant(Order order, List<Line> same, OrderedLine line) {
        if (line.skuAttr() == null) {
            return;
        }
        for (Line l : same) {
            jdbc.sql("""
                    WITH open AS (
                        -- Locked before it is judged: one that is just being placed is left alone.
                        SELECT p.id FROM purchase AS p WHERE p.shop = :shop AND p.order_id = :order AND p.counts
                          AND coalesce(p.held_from, p.state) IN ('planned', 'quoted') AND p.state IN ('planned', 'quoted', 'held')
                        FOR UPDATE),
                    named AS (
                        UPDATE purchase_line AS b SET sku_attr = :sku FROM open
                        WHERE open.id = b.purchase_id AND b.line_item_id = :line AND b.product_id = :product AND b.sku_id IS NULL
                          AND b.sku_attr IS NULL
                        RETURNING b.purchase_id)
                    -- What a call cannot answer, a risk above all, goes on holding it.
                    UPDATE purchase SET state = 'planned', held_from = NULL, quoted_at = NULL, approved_total = NULL, attempts = 0,
                        looks = 0, claim_id = NULL, claimed_until = NULL, next_attempt_at = dropship_now(), reason_code = NULL, reason = NULL,
                        hint = NULL, what = 'its variant named by a call'
                    WHERE id IN (SELECT purchase_id FROM named)
                      AND coalesce(reason_code, '') NOT IN ('ORDER_RISK', 'ADDRESS_INCOMPLETE', 'CUSTOMER_DATA_MISSING')""")
                    .param("sku", line.skuAttr()).param("shop", order.shop()).param("order", order.orderId()).param("line", l.id())
                    .param("product", line.productId()).update();
        }
    }

    /** Whatever was ordered has a purchase that goes on; a call does not buy again what was cancelled. */
    private void refuseWhatIsNotBought(Order order, Map<String, Object> row) {
        List<Map<String, Object>> purchases = purchases(order);
        for (OrderedLine line : order.lines()) {
            List<Map<String, Object>> own = purchases.stream()
                    .filter(p -> line.mayBe((String) p.get("product_id"), (String) p.get("sku_attr"))).toList();
            if (own.isEmpty()) {
                throw refused(order, NOT_TO_BE_BOUGHT.contains(String.valueOf(row.get("reason_code")))
                        ? "is not bought: " + row.get("reason") : "has no line for product " + line.productId());
            }
            if (own.stream().allMatch(p -> ENDED.contains(p.get("state")))) {
                throw refused(order, "has product " + line.productId() + " in purchase " + own.get(0).get("id") + ", which is "
                        + own.get(0).get("state") + ": " + own.get(0).get("reason") + (Boolean.TRUE.equals(row.get("forgotten")) ? ""
                        : "; POST /api/orders/" + own.get(0).get("id") + "/retry buys it anew"));
            }
        }
    }

    /** @return the purchases that count, once for each line of theirs that is of a product the call names */
    private List<Map<String, Object>> purchases(Order order) {
        return jdbc.sql("""
                SELECT p.id, p.state, p.reference, p.reason_code, p.reason, p.hint, l.product_id, l.sku_attr FROM purchase AS p
                JOIN purchase_line AS l ON l.purchase_id = p.id
                WHERE p.shop = :shop AND p.order_id = :order AND p.supplier = 'aliexpress' AND p.counts
                  AND l.product_id = ANY (string_to_array(:products, ','))
                ORDER BY p.created_at, p.id, l.line_item_id""")
                .param("shop", order.shop()).param("order", order.orderId())
                .param("products", String.join(",", order.lines().stream().map(OrderedLine::productId).toList())).query().listOfRows();
    }

    /** Answers that the purchase is there to stay, or that the caller is to come back. */
    public void answer(Exchange exchange) {
        Order order = exchange.getVariable("order", Order.class);
        if (!Boolean.TRUE.equals(exchange.getVariable("kept", Boolean.class))) {
            throw new CallRefusedException(503, "The Shopify order " + order.orderId() + " is just being planned. Send the call again:"
                    + " it orders nothing twice.");
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("success", true);
        answer.put("message", "Order placement initiated");
        answer.put("shopify_order_id", order.orderId());
        answer.put("shop", order.shop());
        ArrayNode list = answer.putArray("purchases");
        Set<Object> shown = new HashSet<>();
        purchases(order).stream().filter(row -> shown.add(row.get("id"))).forEach(row -> {
            ObjectNode purchase = list.addObject();
            for (String name : List.of("id", "state", "reference", "reason_code", "reason", "hint")) {
                purchase.put(name, (String) row.get(name));
            }
        });
        answers.write(exchange, answer);
    }

    private static CallRefusedException refused(Order order, String why) {
        return new CallRefusedException(409, "The Shopify order " + order.orderId() + " " + why + ". Nothing was changed.");
    }

    private Address shipsTo(String payload) {
        return ShopifyOrder.read(tree(payload), Map.of()).getAddress();
    }

    private Address address(String shipTo) {
        try {
            return json.readValue(shipTo, Address.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode tree(String payload) {
        try {
            return json.readTree(payload);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
