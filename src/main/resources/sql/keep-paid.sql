UPDATE purchase
SET state = 'paid', held_from = NULL, intent = NULL, looks = 0, attempts = 0, paid_at = coalesce(paid_at, dropship_now()), claim_id = NULL,
    claimed_until = NULL, next_attempt_at = dropship_now() + CAST(:#${properties:track.first} AS interval),
    reason_code = NULL, reason = NULL, hint = NULL, what = 'paid'
WHERE id = :#${variable.purchase.id} AND claim_id = :#${variable.purchase.claimId} AND state IN ('paying', 'unknown', 'placed', 'held')
