UPDATE purchase
SET looks = looks + CAST(:#${variable.look} AS integer), claim_id = NULL, claimed_until = NULL,
    next_attempt_at = dropship_now() + CASE looks WHEN 0 THEN CAST(:#${properties:settle.second-look} AS interval)
                                                  ELSE CAST(:#${properties:settle.third-look} AS interval) END,
    what = 'asked the supplier (' || (looks + CAST(:#${variable.look} AS integer)) || '): ' || :#${variable.finding}
WHERE id = :#${variable.purchase.id} AND claim_id = :#${variable.purchase.claimId} AND state = 'unknown'
