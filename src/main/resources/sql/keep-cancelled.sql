WITH cancelled AS (
    UPDATE purchase
    SET state = 'cancelled', held_from = NULL, intent = NULL, counts = NOT :#${variable.rebuy}, cancelling = false, reconsider = false,
        claim_id = NULL, claimed_until = NULL, next_attempt_at = NULL, supplier_status = :#${variable.supplierOrder.status},
        reason_code = 'CANCELLED_AT_SUPPLIER', reason = 'cancelled at the supplier before it was paid', hint = NULL,
        what = 'cancelled at the supplier'
    WHERE id = :#${variable.purchase.id} AND claim_id = :#${variable.purchase.claimId}
    RETURNING shop, order_id)
UPDATE shopify_order AS o
SET replan = true, claim_id = NULL, claimed_until = NULL, next_attempt_at = dropship_now()
FROM cancelled AS c WHERE o.shop = c.shop AND o.order_id = c.order_id
