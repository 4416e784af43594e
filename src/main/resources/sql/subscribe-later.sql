UPDATE shop
SET subscriptions = 'failed', subscriptions_attempts = subscriptions_attempts + 1, subscriptions_claim_id = NULL,
    subscriptions_claimed_until = NULL, subscriptions_code = :#${variable.failure.code}, subscriptions_reason = :#${variable.failure.reason},
    subscriptions_hint = :#${variable.failure.hint},
    next_subscriptions_at = dropship_now() + CASE WHEN CAST(:#${variable.failure.exhausted} AS boolean) OR :#${variable.failure.action} <> 'wait'
        THEN CAST(:#${properties:shopify.subscriptions-look} AS interval)
        ELSE make_interval(secs => CAST(:#${variable.failure.delaySeconds} AS double precision)) END
WHERE domain = :#${variable.subscriptions.shop} AND subscriptions_claim_id = :#${variable.subscriptions.claimId}
