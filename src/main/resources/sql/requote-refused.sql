UPDATE purchase
SET state = 'planned', held_from = NULL, intent = NULL, quoted_at = NULL, claim_id = NULL, claimed_until = NULL, attempts = attempts + 1,
    next_attempt_at = dropship_now() + make_interval(secs => CAST(:#${variable.failure.delaySeconds} AS double precision)),
    preferred_dispatch = coalesce(:#${variable.failure.dispatch}, preferred_dispatch),
    reason_code = :#${variable.failure.code}, reason = :#${variable.failure.reason}, hint = :#${variable.failure.hint},
    what = 'quoted anew: ' || :#${variable.failure.reason}
WHERE id = :#${variable.purchase.id} AND claim_id = :#${variable.purchase.claimId}
