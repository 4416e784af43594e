-- Only a person can cancel it; it stays marked as no longer wanted and is looked at until it is closed, or paid after all.
UPDATE purchase
SET state = 'held', held_from = 'placed', intent = NULL, claim_id = NULL, claimed_until = NULL,
    next_attempt_at = dropship_now() + CAST(:#${properties:walk.held-look} AS interval),
    -- What a person cancelled is not bought again: that reason stays, since it says so.
    reason_code = CASE reason_code WHEN 'CANCELLED_BY_OPERATOR' THEN reason_code ELSE :#${variable.failure.code} END,
    reason = :#${variable.failure.reason}, hint = :#${variable.failure.hint}, what = 'held: ' || :#${variable.failure.reason}
WHERE id = :#${variable.purchase.id} AND claim_id = :#${variable.purchase.claimId} AND cancelling
