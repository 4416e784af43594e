WITH cancelled AS (
    UPDATE purchase
    SET state = 'cancelled', held_from = NULL, intent = NULL, cancelling = false, reconsider = false,
        claim_id = NULL, claimed_until = NULL, next_attempt_at = NULL, supplier_status = :#${variable.supplierOrder.status},
        -- What a person cancelled is not bought again by itself.
        counts = reason_code IS NOT DISTINCT FROM 'CANCELLED_BY_OPERATOR',
        reason_code = CASE reason_code WHEN 'CANCELLED_BY_OPERATOR' THEN reason_code ELSE 'CANCELLED_AT_SUPPLIER' END,
        reason = 'cancelled at the supplier before it was paid',
        hint = CASE reason_code WHEN 'CANCELLED_BY_OPERATOR' THEN 'Use retry to buy these pieces anew.' END,
        what = 'cancelled at the supplier'
    WHERE id = :#${variable.purchase.id} AND claim_id = :#${variable.purchase.claimId}
    RETURNING shop, order_id)
UPDATE shopify_order AS o
SET replan = true, claim_id = NULL, claimed_until = NULL, next_attempt_at = dropship_now()
FROM cancelled AS c WHERE o.shop = c.shop AND o.order_id = c.order_id
