UPDATE purchase
SET state = 'held',
    held_from = CASE state WHEN 'held' THEN held_from WHEN 'placing' THEN 'quoted'
                           WHEN 'paying' THEN 'placed'
                           -- A refused payment has a known outcome: the order stands unpaid.
                           WHEN 'unknown' THEN CASE WHEN intent = 'pay' AND :#${variable.failure.action} = 'pay-by-hand' THEN 'placed'
                                                    ELSE 'unknown' END
                           ELSE state END,
    intent = CASE WHEN state IN ('placing', 'paying') OR :#${variable.failure.action} = 'pay-by-hand' THEN NULL ELSE intent END,
    cancelling = false, excluded_dispatch = '{}', claim_id = NULL, claimed_until = NULL,
    -- One that stands at the supplier is still looked at: a person may pay or cancel it there.
    next_attempt_at = CASE WHEN EXISTS (SELECT 1 FROM trade AS t WHERE t.purchase_id = purchase.id)
                           THEN dropship_now() + CAST(:#${properties:walk.held-look} AS interval) END,
    pay_url = coalesce(:#${variable.payUrl}, pay_url),
    reason_code = :#${variable.failure.code}, reason = :#${variable.failure.reason}, hint = :#${variable.failure.hint},
    what = 'held: ' || :#${variable.failure.reason}
WHERE id = :#${variable.purchase.id} AND claim_id = :#${variable.purchase.claimId}
