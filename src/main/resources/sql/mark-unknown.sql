UPDATE purchase
SET state = 'unknown', intent = coalesce(intent, 'pay'), looks = 0, claim_id = NULL, claimed_until = NULL,
    next_attempt_at = dropship_now() + CAST(:#${properties:settle.first-look} AS interval),
    reason_code = :#${variable.failure.code}, reason = :#${variable.failure.reason},
    hint = 'The supplier is being asked what became of it; nothing is repeated before that is known.',
    what = coalesce(intent, 'pay') || ' has no known outcome: ' || :#${variable.failure.reason}
WHERE id = :#${variable.purchase.id} AND claim_id = :#${variable.purchase.claimId} AND state IN ('placing', 'paying')
