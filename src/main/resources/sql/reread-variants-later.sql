UPDATE linked_variant
SET claim_id = NULL, claimed_until = NULL, reason_code = :#${variable.failure.code}, reason = :#${variable.failure.reason},
    hint = :#${variable.failure.hint},
    next_attempt_at = dropship_now() + CASE WHEN :#${variable.failure.action} = 'wait'
        THEN make_interval(secs => CAST(:#${variable.failure.delaySeconds} AS double precision))
        ELSE CAST(:#${properties:shopify.held-look} AS interval) END
WHERE shop = :#${variable.reread.shop} AND claim_id = :#${variable.reread.claimId}
