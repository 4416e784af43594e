package io.github.dropshiproutes.api;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.dropshiproutes.errors.ErrorCode;
import io.github.dropshiproutes.errors.OwnErrors;
import io.github.dropshiproutes.orders.SupplierSettings;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Carries out what a person decides about a purchase, or says why it does not fit and what would. Who did it stands in the timeline. */
@Component
public class PurchaseActions {

    private final JdbcClient jdbc;
    private final PurchaseTable purchases;
    private final ErrorCode cancelled;
    private final SupplierSettings suppliers;

    PurchaseActions(JdbcClient jdbc, PurchaseTable purchases, OwnErrors ownErrors, SupplierSettings suppliers) {
        this.jdbc = jdbc;
        this.purchases = purchases;
        this.cancelled = ownErrors.find("CANCELLED_BY_OPERATOR");
        this.suppliers = suppliers;
    }

    /** Back to where it was held; what was cancelled or closed is given up, and its Shopify order planned anew. */
    @Transactional
    public PurchaseView retry(String id, String who) {
        lockOrder(id);
        PurchaseView purchase = perform(PurchaseAction.RETRY, id, who, Map.of());
        if (purchase.state().equals("cancelled") || purchase.state().equals("closed")) {
            jdbc.sql("""
                    UPDATE shopify_order SET replan = true, claim_id = NULL, claimed_until = NULL, next_attempt_at = dropship_now()
                    WHERE shop = :shop AND order_id = :order""")
                    .param("shop", purchase.shop()).param("order", purchase.shopifyOrderId()).update();
        }
        return purchase;
    }

    /** The planner locks the order before its purchases; in the same order nobody waits in a circle. */
    private void lockOrder(String id) {
        jdbc.sql("SELECT 1 FROM shopify_order AS o JOIN purchase AS p USING (shop, order_id) WHERE p.id = :id FOR UPDATE OF o")
                .param("id", id).query(Integer.class).optional();
    }

    @Transactional
    public PurchaseView requote(String id, String who) {
        return perform(PurchaseAction.REQUOTE, id, who, Map.of());
    }

    /** @param total what the person saw, or null; any other total is not approved */
    @Transactional
    public PurchaseView approve(String id, String who, BigDecimal total) {
        lockOrder(id);
        boolean risk = jdbc.sql("""
                UPDATE shopify_order AS o
                SET risk_accepted = o.risk, replan = true, claim_id = NULL, claimed_until = NULL, next_attempt_at = dropship_now()
                FROM purchase AS p
                WHERE p.id = :id AND p.state = 'held' AND p.reason_code = 'ORDER_RISK' AND (o.shop, o.order_id) = (p.shop, p.order_id)""")
                .param("id", id).update() > 0;
        PurchaseView purchase = perform(PurchaseAction.APPROVE, id, who, Map.of());
        if (risk) {
            return purchase;
        }
        if (total != null && total.compareTo(purchase.approvedTotal()) != 0) {
            throw Refusal.conflict("The total is " + purchase.approvedTotal().toPlainString() + " " + purchase.currency() + ", not "
                    + total.toPlainString() + "; look at it again and approve that, or cancel.");
        }
        return purchase;
    }

    @Transactional
    public PurchaseView cancel(String id, String who) {
        return perform(PurchaseAction.CANCEL, id, who, Map.of("reason", cancelled.meaning(), "hint", cancelled.hint()));
    }

    /**
     * As {@link #cancel}, for a call of an integration: only what stands unpaid at the supplier.
     *
     * @return false, and nothing has changed, when it does not
     */
    @Transactional
    public boolean cancelPlaced(String id, String who) {
        boolean placed = jdbc.sql("SELECT coalesce(held_from, state) = 'placed' FROM purchase WHERE id = :id FOR UPDATE").param("id", id)
                .query(Boolean.class).optional().orElse(false);
        if (placed) {
            cancel(id, who);
        }
        return placed;
    }

    @Transactional
    public PurchaseView markPaid(String id, String who) {
        return perform(PurchaseAction.MARK_PAID, id, who, Map.of());
    }

    /** @param tradeIds the supplier's orders of this purchase, the first one leading; no comma in any */
    @Transactional
    public PurchaseView link(String id, String who, List<String> tradeIds) {
        String ids = String.join(",", tradeIds);
        perform(PurchaseAction.LINK, id, who, Map.of("tradeIds", String.join(", ", tradeIds),
                "payUrl", suppliers.payUrl(find(id).supplier(), tradeIds.get(0))));
        try {
            jdbc.sql("""
                    INSERT INTO trade (supplier, environment, trade_id, purchase_id, created_at)
                    SELECT p.supplier, p.environment, t.id, p.id, dropship_now() + t.place * interval '1 microsecond'
                    FROM purchase AS p, unnest(string_to_array(:ids, ',')) WITH ORDINALITY AS t (id, place) WHERE p.id = :id""")
                    .param("ids", ids).param("id", id).update();
        } catch (DuplicateKeyException owned) {
            throw Refusal.conflict("One of these trades belongs to a purchase already; search the purchases for " + ids
                    + " and link only what is this purchase's own.");
        }
        return find(id);
    }

    @Transactional
    public PurchaseView notPlaced(String id, String who) {
        return perform(PurchaseAction.NOT_PLACED, id, who, Map.of());
    }

    private PurchaseView perform(PurchaseAction action, String id, String who, Map<String, Object> parameters) {
        Map<String, Object> all = new HashMap<>(parameters);
        all.put("id", id);
        all.put("who", who);
        if (jdbc.sql(action.update()).params(all).update() == 0) {
            PurchaseView purchase = find(id);
            throw Refusal.conflict(action.path() + " does not fit: " + why(purchase) + " As for " + action.path() + ", "
                    + action.purpose() + ". Possible now: "
                    + (purchase.actions().isEmpty() ? "nothing." : String.join(", ", purchase.actions()) + "."),
                    Map.of("state", purchase.state(), "actions", purchase.actions()));
        }
        return find(id);
    }

    private PurchaseView find(String id) {
        return purchases.find(id).orElseThrow(() -> Refusal.notFound("There is no purchase with this id."));
    }

    private static String why(PurchaseView purchase) {
        if (purchase.cancelling()) {
            return "the purchase is being cancelled at the supplier; wait for the outcome.";
        }
        return switch (purchase.state()) {
            case "placing", "paying" -> "the purchase is " + purchase.state() + "; wait until the supplier has answered.";
            case "unknown" -> "the outcome of a call is unknown and the supplier is being asked.";
            case "held" -> "the purchase is held from " + purchase.heldFrom() + " (" + purchase.reasonCode() + ")."
                    + (purchase.hint() == null ? "" : " " + purchase.hint());
            case "cancelled", "closed" -> "the purchase is " + purchase.state()
                    + (List.of("writing", "unknown").contains(purchase.fulfilment())
                    ? ", and its order in the shop is being changed because of it; look at it again in a minute." : ".");
            default -> "the purchase is " + purchase.state() + ".";
        };
    }
}
