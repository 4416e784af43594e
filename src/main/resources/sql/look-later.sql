UPDATE purchase
SET attempts = attempts + CAST(:#${variable.failure.attempt} AS integer), claim_id = NULL, claimed_until = NULL,
    -- One that has arrived is asked for its number alone, a few times.
    next_attempt_at = CASE WHEN state <> 'delivered' OR attempts + 1 < CAST(:#${properties:track.number-looks} AS integer) THEN
        dropship_now() + greatest(CAST(:#${properties:walk.held-look} AS interval),
                                  make_interval(secs => CAST(:#${variable.failure.delaySeconds} AS double precision))) END,
    reason_code = CASE WHEN state IN ('held', 'delivered') OR reason_code LIKE 'CHANGED_AFTER_%' THEN reason_code ELSE :#${variable.failure.code} END,
    reason = CASE WHEN state IN ('held', 'delivered') OR reason_code LIKE 'CHANGED_AFTER_%' THEN reason ELSE :#${variable.failure.reason} END,
    hint = CASE WHEN state IN ('held', 'delivered') OR reason_code LIKE 'CHANGED_AFTER_%' THEN hint ELSE :#${variable.failure.hint} END,
    what = 'could not be looked at: ' || :#${variable.failure.reason}
WHERE id = :#${variable.purchase.id} AND claim_id = :#${variable.purchase.claimId}
