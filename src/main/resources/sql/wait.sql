UPDATE purchase
SET state = CASE state WHEN 'placing' THEN 'quoted' WHEN 'paying' THEN CASE WHEN intent = 'pay' THEN 'placed' ELSE 'paying' END ELSE state END,
    intent = CASE WHEN state IN ('placing', 'paying') THEN NULL ELSE intent END,
    excluded_dispatch = CASE WHEN CAST(:#${variable.failure.attempt} AS integer) = 0 THEN excluded_dispatch ELSE '{}' END,
    attempts = attempts + CAST(:#${variable.failure.attempt} AS integer), claim_id = NULL, claimed_until = NULL,
    next_attempt_at = dropship_now() + make_interval(secs => CAST(:#${variable.failure.delaySeconds} AS double precision)),
    reason_code = CASE state WHEN 'held' THEN reason_code ELSE :#${variable.failure.code} END,
    reason = CASE state WHEN 'held' THEN reason ELSE :#${variable.failure.reason} END,
    hint = CASE state WHEN 'held' THEN hint ELSE :#${variable.failure.hint} END,
    what = 'waits: ' || :#${variable.failure.reason}
WHERE id = :#${variable.purchase.id} AND claim_id = :#${variable.purchase.claimId}
