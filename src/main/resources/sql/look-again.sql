UPDATE purchase
SET looks = looks + CAST(:#${variable.look} AS integer), claim_id = NULL, claimed_until = NULL,
    -- The last look decides, so it comes when no worker can still send the call and no call can still be on its way.
    next_attempt_at = CASE looks WHEN 0 THEN dropship_now() + CAST(:#${properties:settle.second-look} AS interval)
        ELSE greatest(dropship_now() + CAST(:#${properties:settle.third-look} AS interval),
                      intent_at + CAST(:#${properties:walk.lease} AS interval) + CAST(:#${properties:walk.lease-margin} AS interval)
                                  + CAST(:#${properties:alibaba.call-timeout} AS integer) * INTERVAL '1 millisecond') END,
    what = 'asked the supplier (' || (looks + CAST(:#${variable.look} AS integer)) || '): ' || :#${variable.finding}
WHERE id = :#${variable.purchase.id} AND claim_id = :#${variable.purchase.claimId} AND state = 'unknown'
