UPDATE purchase
SET claim_id = NULL, claimed_until = NULL, next_attempt_at = dropship_now() + CAST(:#${properties:walk.look-later} AS interval)
WHERE id = :#${variable.purchase.id} AND claim_id = :#${variable.purchase.claimId} AND state IN ('quoted', 'placed')
