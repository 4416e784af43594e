UPDATE purchase
SET state = :#${variable.backTo}, intent = NULL, looks = 0, claim_id = NULL, claimed_until = NULL, next_attempt_at = dropship_now(),
    reason_code = NULL, reason = NULL, hint = NULL, what = :#${variable.finding}
WHERE id = :#${variable.purchase.id} AND claim_id = :#${variable.purchase.claimId} AND state = 'unknown'
  AND dropship_now() >= intent_at + CAST(:#${properties:walk.lease} AS interval) + CAST(:#${properties:walk.lease-margin} AS interval)
      + CAST(:#${properties:calls.timeout} AS integer) * INTERVAL '1 millisecond'
