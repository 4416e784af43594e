UPDATE purchase
SET state = 'held',
    -- A code nobody documented does not prove that nothing was done: a retry asks the supplier first.
    held_from = CASE WHEN state = 'held' THEN held_from WHEN intent IS NOT NULL AND state IN ('placing', 'paying') THEN 'unknown' ELSE state END,
    cancelling = false, claim_id = NULL, claimed_until = NULL,
    next_attempt_at = CASE WHEN EXISTS (SELECT 1 FROM trade AS t WHERE t.purchase_id = purchase.id)
                           THEN dropship_now() + CAST(:#${properties:walk.held-look} AS interval) END,
    reason_code = :#${variable.failure.code}, reason = :#${variable.failure.reason}, hint = :#${variable.failure.hint},
    what = 'held: ' || :#${variable.failure.reason}
WHERE id = :#${variable.purchase.id} AND claim_id = :#${variable.purchase.claimId}
