UPDATE shop
SET subscriptions = :#${variable.subscriptions.state}, subscriptions_at = dropship_now(), subscriptions_attempts = 0,
    subscriptions_claim_id = NULL, subscriptions_claimed_until = NULL, subscriptions_code = NULL, subscriptions_reason = NULL,
    subscriptions_hint = NULL, next_subscriptions_at = dropship_now() + CAST(:#${properties:shopify.subscriptions-look} AS interval)
WHERE domain = :#${variable.subscriptions.shop} AND subscriptions_claim_id = :#${variable.subscriptions.claimId}
