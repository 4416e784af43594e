UPDATE shopify_order
SET attempts = attempts + 1, claim_id = NULL, claimed_until = NULL, reason_code = 'INTERNAL_ERROR', reason = :#${variable.figures},
    next_attempt_at = dropship_now() + least(interval '15 minutes', interval '2 seconds' * power(2, least(attempts, 10)))
WHERE shop = :#${variable.plan.shop} AND order_id = :#${variable.plan.orderId} AND claim_id = :#${variable.plan.claimId}
