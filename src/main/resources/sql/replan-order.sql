UPDATE shopify_order
SET replan = true, claim_id = NULL, claimed_until = NULL, next_attempt_at = dropship_now()
WHERE shop = :#${variable.purchase.shop} AND order_id = :#${variable.purchase.orderId}
