-- A look before its time (look_due_at) does not count: the ones that decide keep their distance.
UPDATE purchase
SET looks = looks + CASE WHEN look_due_at > dropship_now() THEN 0 ELSE CAST(:#${variable.look} AS integer) END,
    claim_id = NULL, claimed_until = NULL, look_due_at = NULL,
    next_attempt_at = CASE WHEN look_due_at > dropship_now() THEN look_due_at
        WHEN looks = 0 THEN dropship_now() + CAST(:#${properties:settle.second-look} AS interval)
        -- The last look decides, so it comes when no worker can still send the call and no call can still be on its way.
        ELSE greatest(dropship_now() + CAST(:#${properties:settle.third-look} AS interval),
                      intent_at + CAST(:#${properties:walk.lease} AS interval) + CAST(:#${properties:walk.lease-margin} AS interval)
                                  + CAST(:#${properties:calls.timeout} AS integer) * INTERVAL '1 millisecond') END,
    what = CASE WHEN look_due_at > dropship_now() THEN 'asked the supplier before time: '
                ELSE 'asked the supplier (' || (looks + CAST(:#${variable.look} AS integer)) || '): ' END || :#${variable.finding}
WHERE id = :#${variable.purchase.id} AND claim_id = :#${variable.purchase.claimId} AND state = 'unknown'
