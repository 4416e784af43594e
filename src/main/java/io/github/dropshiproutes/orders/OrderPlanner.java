package io.github.dropshiproutes.orders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dropshiproutes.errors.ErrorCode;
import io.github.dropshiproutes.errors.OwnErrors;
import io.github.dropshiproutes.shopify.ShopifyLine;
import io.github.dropshiproutes.shopify.ShopifyOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings the purchases of one Shopify order in line with what is to be bought, in one transaction under the lock of the
 * order's row. This is the guard against buying twice: the pieces of a line's purchases that count never exceed
 * min(current, fulfillable). What is too much is taken away where nothing was placed, cancelled where nothing was paid,
 * and pointed out to a person where it was.
 */
@Component("orderPlanner")
public class OrderPlanner {

    private static final Set<String> UNPLACED = Set.of("planned", "quoted");
    private static final Set<String> OPEN_CALL = Set.of("placing", "paying", "unknown");
    /** Only these undo what was placed; an order that owes a balance after an edit keeps what it has. */
    private static final Set<String> UNDONE = Set.of("ORDER_CANCELLED", "ORDER_REFUNDED");
    private static final String RISK = "ORDER_RISK";
    private static final List<String> MOST_COMMITTED_FIRST =
            List.of("closed", "delivered", "shipped", "paid", "paying", "unknown", "placing", "placed", "cancelled", "quoted", "planned");

    private record Row(String id, String state, String position, Map<String, Integer> pieces, String shipTo, String clearance,
                       String settledDifference, String heldFor) {
    }

    private record Product(String supplier, String productId, String skuId, String skuAttr) {
    }

    /** What the order says now: its lines by id, and the lines for which another product is bought than before. */
    private record Wish(OrderToPlan plan, String refusal, Map<String, ShopifyLine> lines, Set<String> remapped, String shipTo) {

        /** @return pieces of a line that are still to be bought as they were planned */
        int wanted(String lineId) {
            ShopifyLine line = lines.get(lineId);
            boolean left = refusal != null || line == null || remapped.contains(lineId) || "GIFT_CARD".equals(line.getReasonCode())
                    || "NO_SHIPPING".equals(line.getReasonCode());
            return left ? 0 : line.getWanted();
        }

        boolean undone() {
            return refusal != null && UNDONE.contains(refusal);
        }
    }

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ObjectMapper json;
    private final OwnErrors ownErrors;
    private final SupplierSettings suppliers;
    private final OrderedLines orderedLines;
    private final BuyingSettings buying;

    public OrderPlanner(JdbcClient jdbc, TransactionTemplate transaction, ObjectMapper json, OwnErrors ownErrors,
                        SupplierSettings suppliers, OrderedLines orderedLines, BuyingSettings buying) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.json = json;
        this.ownErrors = ownErrors;
        this.suppliers = suppliers;
        this.orderedLines = orderedLines;
        this.buying = buying;
    }

    /**
     * Carries out the plan in the variable {@code plan}. A variable {@code refusal} (one of our codes) means that nothing
     * of the order may be bought. Does nothing when the order changed since it was claimed: it will be planned again.
     */
    public void carryOut(Exchange exchange) {
        OrderToPlan plan = exchange.getVariable("plan", OrderToPlan.class);
        String refusal = exchange.getVariable("refusal", String.class);
        transaction.executeWithoutResult(status -> carryOut(plan, refusal));
    }

    private void carryOut(OrderToPlan plan, String refusal) {
        Boolean forgotten = jdbc.sql("""
                SELECT forgotten FROM shopify_order
                WHERE shop = :shop AND order_id = :order AND claim_id = :claim FOR UPDATE""")
                .param("shop", plan.shop()).param("order", plan.orderId()).param("claim", plan.claimId())
                .query(Boolean.class).optional().orElse(null);
        if (forgotten == null) {
            return;
        }
        if (forgotten) {
            leaveForgotten(plan);
            return;
        }
        if (plan.order() == null) {
            boolean ordered = orderedLines.planUnseen(plan.shop(), plan.orderId());
            decide(plan, ordered ? "buying" : "new", ordered ? null : refusal);
            return;
        }
        if (refusal == null) {
            orderedLines.settle(plan);
        }
        Set<String> remapped = remapped(plan);
        keepLines(plan, refusal);
        Map<String, Integer> planned = adjust(plan, refusal, remapped);
        if (refusal == null) {
            planMissing(plan, planned);
        }
        boolean buying = jdbc.sql("SELECT EXISTS (SELECT 1 FROM purchase WHERE shop = :shop AND order_id = :order AND counts)")
                .param("shop", plan.shop()).param("order", plan.orderId()).query(Boolean.class).single();
        decide(plan, buying ? "buying" : "ignored", refusal != null ? refusal : buying ? null : reasonOfLines(plan.order()));
    }

    /**
     * An order that came to its end and whose content is not kept any more is not one that Shopify never told of: all of it was
     * decided, and only its content, read from the shop again, can change that.
     */
    private void leaveForgotten(OrderToPlan plan) {
        jdbc.sql("UPDATE purchase SET reconsider = false WHERE shop = :shop AND order_id = :order AND reconsider")
                .param("shop", plan.shop()).param("order", plan.orderId()).update();
        jdbc.sql("""
                UPDATE shopify_order SET replan = false, claim_id = NULL, claimed_until = NULL, attempts = 0, updated_at = dropship_now()
                WHERE shop = :shop AND order_id = :order""").param("shop", plan.shop()).param("order", plan.orderId()).update();
    }

    private static String reasonOfLines(ShopifyOrder order) {
        List<String> reasons = order.getLines().stream().map(ShopifyLine::getReasonCode).filter(Objects::nonNull).distinct().toList();
        return reasons.size() == 1 ? reasons.get(0) : "NOTHING_TO_BUY";
    }

    private void decide(OrderToPlan plan, String state, String code) {
        jdbc.sql("""
                UPDATE shopify_order SET state = :state, reason_code = :code, reason = :reason, replan = false, claim_id = NULL,
                    claimed_until = NULL, attempts = 0, updated_at = dropship_now()
                WHERE shop = :shop AND order_id = :order""")
                .param("state", state).param("code", code).param("reason", code == null ? null : ownErrors.find(code).meaning())
                .param("shop", plan.shop()).param("order", plan.orderId()).update();
    }

    /** @return line items for which another product is bought than when the order was planned last, or none any more */
    private Set<String> remapped(OrderToPlan plan) {
        Map<String, Product> before = new HashMap<>();
        jdbc.sql("""
                SELECT line_item_id, supplier, product_id, sku_id, sku_attr FROM shopify_order_line
                WHERE shop = :shop AND order_id = :order AND supplier IS NOT NULL""")
                .param("shop", plan.shop()).param("order", plan.orderId())
                .query((rs, n) -> before.put(rs.getString(1),
                        new Product(rs.getString(2), rs.getString(3), rs.getString(4), rs.getString(5)))).list();
        return plan.order().getLines().stream().filter(line -> before.containsKey(line.getId()))
                .filter(line -> !before.get(line.getId())
                        .equals(new Product(line.getSupplier(), line.getProductId(), line.getSkuId(), line.getSkuAttr())))
                .map(ShopifyLine::getId).collect(Collectors.toSet());
    }

    private void keepLines(OrderToPlan plan, String refusal) {
        jdbc.sql("DELETE FROM shopify_order_line WHERE shop = :shop AND order_id = :order")
                .param("shop", plan.shop()).param("order", plan.orderId()).update();
        for (ShopifyLine line : plan.order().getLines()) {
            jdbc.sql("""
                    INSERT INTO shopify_order_line (shop, order_id, line_item_id, title, variant_id, sku, unit_revenue, current_quantity,
                                                    wanted, supplier, product_id, sku_id, sku_attr, reason_code)
                    VALUES (:shop, :order, :line, :title, :variant, :sku, :revenue, :current, :wanted, :supplier, :product, :skuId,
                            :skuAttr, :reason)""")
                    .param("shop", plan.shop()).param("order", plan.orderId()).param("line", line.getId()).param("title", line.getTitle())
                    .param("variant", line.getVariantId()).param("sku", line.getSku()).param("revenue", line.getUnitRevenue())
                    .param("current", line.getCurrentQuantity()).param("wanted", refusal == null ? line.getWanted() : 0)
                    .param("supplier", line.getSupplier()).param("product", line.getProductId()).param("skuId", line.getSkuId())
                    .param("skuAttr", line.getSkuAttr()).param("reason", line.getReasonCode()).update();
        }
    }

    /** @return pieces by line item that the purchases hold after the adjustment */
    private Map<String, Integer> adjust(OrderToPlan plan, String refusal, Set<String> remapped) {
        Map<String, ShopifyLine> lines = new LinkedHashMap<>();
        plan.order().getLines().forEach(line -> lines.put(line.getId(), line));
        Wish wish = new Wish(plan, refusal, lines, remapped, write(plan.order().getAddress()));
        Map<String, Integer> held = new HashMap<>();
        for (Row row : purchases(plan)) {
            if (UNPLACED.contains(row.position())) {
                adjustUnplaced(wish, row, held);
            } else {
                adjustPlaced(wish, row, held);
            }
        }
        return held;
    }

    private void adjustUnplaced(Wish wish, Row row, Map<String, Integer> held) {
        boolean heldForRisk = RISK.equals(row.heldFor());
        boolean changed = wish.refusal() == null && (heldForRisk != wish.plan().risky()
                || !sameJson(row.shipTo(), wish.shipTo()) || !Objects.equals(row.clearance(), clearance(wish.plan())));
        Map<String, Integer> kept = new LinkedHashMap<>();
        for (Map.Entry<String, Integer> piece : row.pieces().entrySet()) {
            // More pieces of a line whose purchase is not placed yet go into the same purchase: one parcel, one freight.
            int share = Math.max(0, wish.wanted(piece.getKey()) - held.getOrDefault(piece.getKey(), 0));
            changed |= share != piece.getValue();
            held.merge(piece.getKey(), share, Integer::sum);
            if (share > 0) {
                kept.put(piece.getKey(), share);
            }
        }
        if (kept.isEmpty()) {
            ErrorCode why = ownErrors.find(wish.refusal() != null ? wish.refusal() : "NO_LONGER_WANTED");
            jdbc.sql("""
                    UPDATE purchase SET state = 'cancelled', held_from = NULL, counts = false, reconsider = false, claim_id = NULL,
                        claimed_until = NULL, next_attempt_at = NULL, reason_code = :code, reason = :reason, hint = NULL,
                        what = 'cancelled before it was placed: ' || CAST(:reason AS text)
                    WHERE id = :id""").param("code", why.code()).param("reason", why.meaning()).param("id", row.id()).update();
        } else if (changed) {
            row.pieces().keySet().forEach(line -> jdbc.sql(kept.containsKey(line)
                            ? "UPDATE purchase_line SET quantity = :quantity WHERE purchase_id = :id AND line_item_id = :line"
                            : "DELETE FROM purchase_line WHERE purchase_id = :id AND line_item_id = :line AND :quantity = 0")
                    .param("quantity", kept.getOrDefault(line, 0)).param("id", row.id()).param("line", line).update());
            start(row.id(), wish.plan(), "changed in Shopify: quoted anew");
        } else {
            jdbc.sql("UPDATE purchase SET reconsider = false WHERE id = :id AND reconsider").param("id", row.id()).update();
        }
    }

    private void adjustPlaced(Wish wish, Row row, Map<String, Integer> held) {
        boolean tooMuch = false;
        Map<String, Integer> allowedPieces = new TreeMap<>();
        for (Map.Entry<String, Integer> piece : row.pieces().entrySet()) {
            ShopifyLine line = wish.lines().get(piece.getKey());
            int allowed = wish.undone() || line == null ? 0 : line.getCurrentQuantity();
            if (wish.refusal() != null && !wish.undone() && OrderedLine.isUnseen(piece.getKey())) {
                // Which line of the order it is, is found once the order may be bought.
                allowed = piece.getValue();
            }
            allowedPieces.put(piece.getKey(), allowed);
            tooMuch |= held.getOrDefault(piece.getKey(), 0) + piece.getValue() > allowed;
            held.merge(piece.getKey(), piece.getValue(), Integer::sum);
        }
        boolean risky = !wish.undone() && wish.refusal() == null && wish.plan().risky();
        if (row.position().equals("placed") && adjustRisk(wish, row, risky)) {
            return;
        }
        boolean moved = !wish.undone() && wish.shipTo() != null && !sameJson(row.shipTo(), wish.shipTo());
        boolean differs = tooMuch || moved || risky;
        String difference = digest(tooMuch ? allowedPieces.toString() : "", (moved ? wish.shipTo() : "") + (risky ? wish.plan().risk() : ""));
        boolean told = difference.equals(row.settledDifference());
        if (OPEN_CALL.contains(row.position())) {
            // The outcome comes first; then the order is planned once more, before anything is paid.
            jdbc.sql("UPDATE purchase SET reconsider = :differs WHERE id = :id AND reconsider <> :differs")
                    .param("differs", differs).param("id", row.id()).update();
            return;
        }
        if (!differs || told || row.position().equals("cancelled")) {
            jdbc.sql("UPDATE purchase SET reconsider = false WHERE id = :id AND reconsider").param("id", row.id()).update();
            return;
        }
        String because = tooMuch ? wish.undone() ? "the Shopify order is cancelled or refunded" : "fewer pieces are wanted"
                : moved ? "the address changed" : "Shopify calls the order risky (" + wish.plan().risk() + ")";
        switch (row.position()) {
            case "placed" -> jdbc.sql("""
                    UPDATE purchase SET cancelling = true, reconsider = false, claim_id = NULL, claimed_until = NULL,
                        next_attempt_at = dropship_now(), attempts = 0, what = :what WHERE id = :id""")
                    .param("what", "to be cancelled at the supplier: " + because).param("id", row.id()).update();
            case "paid" -> {
                ErrorCode why = ownErrors.find("CHANGED_AFTER_PAYMENT");
                jdbc.sql("""
                        UPDATE purchase SET state = 'held', held_from = 'paid', reconsider = false, claim_id = NULL, claimed_until = NULL,
                            next_attempt_at = dropship_now(), reason_code = :code, reason = :reason, hint = :hint,
                            settled_difference = :difference, what = :reason WHERE id = :id""")
                        .param("code", why.code()).param("reason", why.meaning() + ": " + because).param("hint", why.hint())
                        .param("difference", difference).param("id", row.id()).update();
            }
            default -> {
                ErrorCode why = ownErrors.find("CHANGED_AFTER_SHIPPING");
                jdbc.sql("""
                        UPDATE purchase SET reconsider = false, reason_code = :code, reason = :reason, hint = :hint,
                            settled_difference = :difference, what = :reason WHERE id = :id""")
                        .param("code", why.code()).param("reason", why.meaning() + ": " + because).param("hint", why.hint())
                        .param("difference", difference).param("id", row.id()).update();
            }
        }
    }

    /**
     * What stands unpaid at the supplier is not paid while Shopify calls the order risky and no person has overruled it.
     *
     * @return true when that is all there is to do about it
     */
    private boolean adjustRisk(Wish wish, Row row, boolean risky) {
        if (risky && !RISK.equals(row.heldFor())) {
            ErrorCode why = ownErrors.find(RISK);
            jdbc.sql("""
                    UPDATE purchase SET state = 'held', held_from = 'placed', claim_id = NULL, claimed_until = NULL, reconsider = false,
                        next_attempt_at = dropship_now(), reason_code = :code, reason = :reason, hint = :hint, what = 'held: ' || :reason
                    WHERE id = :id AND NOT cancelling""")
                    .param("code", why.code()).param("reason", riskReason(why, wish.plan())).param("hint", why.hint())
                    .param("id", row.id()).update();
        } else if (!risky && RISK.equals(row.heldFor())) {
            jdbc.sql("""
                    UPDATE purchase SET state = held_from, held_from = NULL, claim_id = NULL, claimed_until = NULL, reconsider = true,
                        next_attempt_at = dropship_now(), reason_code = NULL, reason = NULL, hint = NULL,
                        what = 'Shopify does not call the order risky any more, or a person overruled it' WHERE id = :id""")
                    .param("id", row.id()).update();
        }
        return risky;
    }

    private static String riskReason(ErrorCode why, OrderToPlan plan) {
        return why.meaning().replaceFirst("\\.$", "") + ": " + plan.risk();
    }

    private void planMissing(OrderToPlan plan, Map<String, Integer> held) {
        Map<String, List<ShopifyLine>> bySupplier = new LinkedHashMap<>();
        for (ShopifyLine line : plan.order().getLines()) {
            if (line.isBought() && line.getWanted() > held.getOrDefault(line.getId(), 0)) {
                bySupplier.computeIfAbsent(line.getSupplier(), s -> new ArrayList<>()).add(line);
            }
        }
        bySupplier.forEach((supplier, lines) -> {
            String id = References.id();
            jdbc.sql("""
                    INSERT INTO purchase (id, shop, order_id, order_name, supplier, environment, reference, state, next_attempt_at,
                                          revenue_currency, what)
                    VALUES (:id, :shop, :order, :name, :supplier, :environment, :reference, 'planned', NULL, :currency, :what)""")
                    .param("id", id).param("shop", plan.shop()).param("order", plan.orderId()).param("name", plan.order().getName())
                    .param("supplier", supplier).param("environment", suppliers.environment(supplier))
                    .param("reference", References.reference()).param("currency", plan.order().getCurrency())
                    .param("what", "planned from Shopify order " + plan.order().getName()).update();
            for (ShopifyLine line : lines) {
                jdbc.sql("""
                        INSERT INTO purchase_line (purchase_id, line_item_id, product_id, sku_id, sku_attr, sku, quantity, unit_revenue)
                        VALUES (:id, :line, :product, :skuId, :skuAttr, :sku, :quantity, :revenue)""")
                        .param("id", id).param("line", line.getId()).param("product", line.getProductId()).param("skuId", line.getSkuId())
                        .param("skuAttr", line.getSkuAttr()).param("sku", line.getSku())
                        .param("quantity", line.getWanted() - held.getOrDefault(line.getId(), 0)).param("revenue", line.getUnitRevenue())
                        .update();
            }
            start(id, plan, null);
        });
    }

    /** Sends an unplaced purchase to the quote, or holds it when nobody could deliver to that address. */
    private void start(String id, OrderToPlan plan, String what) {
        ShopifyOrder order = plan.order();
        Address to = order.getAddress();
        String missing = to == null ? "shipping_address" : to.missingField();
        String code = missing == null ? null
                : to != null && to.strippedOfCustomerData() ? "CUSTOMER_DATA_MISSING" : "ADDRESS_INCOMPLETE";
        if (code == null && plan.risky()) {
            code = RISK;
        }
        ErrorCode why = code == null ? null : ownErrors.find(code);
        String reason = why == null ? null : code.equals(RISK) ? riskReason(why, plan)
                : why.meaning() + (code.equals("ADDRESS_INCOMPLETE") ? ": \"" + missing + "\" is missing" : "");
        jdbc.sql("""
                UPDATE purchase SET state = CASE WHEN CAST(:code AS text) IS NULL THEN 'planned' ELSE 'held' END,
                    held_from = CASE WHEN CAST(:code AS text) IS NULL THEN NULL ELSE 'planned' END,
                    next_attempt_at = CASE WHEN CAST(:code AS text) IS NULL THEN dropship_now() + CAST(:delay AS interval) END,
                    reason_code = :code, reason = :reason, hint = :hint, attempts = 0, looks = 0, reconsider = false,
                    excluded_dispatch = '{}', preferred_dispatch = NULL, approved_total = NULL, claim_id = NULL, claimed_until = NULL,
                    ship_to = CAST(:shipTo AS jsonb), shopper = CAST(:shopper AS jsonb), clearance_code = :clearance,
                    what = coalesce(:reason, :what, what)
                WHERE id = :id""")
                .param("code", code).param("reason", reason).param("hint", why == null ? null : why.hint())
                .param("delay", buying.delay().toMillis() + " milliseconds")
                .param("shipTo", write(to)).param("shopper", write(order.getShopper()))
                .param("clearance", clearance(plan)).param("what", what).param("id", id).update();
    }

    /** @return the recipient's personal number for customs: the order's, else what a call named for it, else null */
    private String clearance(OrderToPlan plan) {
        Address to = plan.order().getAddress();
        String own = plan.order().getNoteAttributes().get(buying.clearanceAttribute(to == null ? null : to.countryCode()));
        return own != null ? own : jdbc.sql("""
                SELECT clearance_code FROM shopify_order
                WHERE shop = :shop AND order_id = :order AND clearance_code IS NOT NULL""")
                .param("shop", plan.shop()).param("order", plan.orderId()).query(String.class).optional().orElse(null);
    }

    private List<Row> purchases(OrderToPlan plan) {
        List<Row> rows = new ArrayList<>(jdbc.sql("""
                SELECT p.id, p.state, p.held_from, p.ship_to::text AS ship_to, p.clearance_code, p.settled_difference,
                    CASE WHEN p.state = 'held' OR p.cancelling THEN coalesce(p.reason_code, '') END AS held_for
                FROM purchase p WHERE p.shop = :shop AND p.order_id = :order AND p.counts ORDER BY p.created_at, p.id FOR UPDATE OF p""")
                .param("shop", plan.shop()).param("order", plan.orderId())
                .query((rs, n) -> new Row(rs.getString("id"), rs.getString("state"),
                        rs.getString("state").equals("held") && rs.getString("held_from") != null ? rs.getString("held_from")
                                : rs.getString("state"),
                        pieces(rs.getString("id")), rs.getString("ship_to"), rs.getString("clearance_code"),
                        rs.getString("settled_difference"), rs.getString("held_for")))
                .list());
        rows.sort((a, b) -> Integer.compare(MOST_COMMITTED_FIRST.indexOf(a.position()), MOST_COMMITTED_FIRST.indexOf(b.position())));
        return rows;
    }

    private Map<String, Integer> pieces(String purchaseId) {
        Map<String, Integer> pieces = new LinkedHashMap<>();
        jdbc.sql("SELECT line_item_id, quantity FROM purchase_line WHERE purchase_id = :id ORDER BY line_item_id").param("id", purchaseId)
                .query((rs, n) -> pieces.put(rs.getString(1), rs.getInt(2))).list();
        return pieces;
    }

    /** So that a person is told of a difference once, however often the order changes in other respects. */
    private static String digest(String pieces, String address) {
        return UUID.nameUUIDFromBytes((pieces + " " + address).getBytes(StandardCharsets.UTF_8)).toString();
    }

    private boolean sameJson(String one, String other) {
        try {
            return Objects.equals(one == null ? null : json.readTree(one), other == null ? null : json.readTree(other));
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
