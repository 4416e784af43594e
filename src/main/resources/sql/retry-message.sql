UPDATE inbox
SET attempts = attempts + 1, claim_id = NULL, claimed_until = NULL, reason_code = 'INTERNAL_ERROR', reason = :#${variable.figures},
    state = CASE WHEN attempts + 1 >= CAST(:#${properties:walk.message-attempts} AS integer) THEN 'parked' ELSE 'new' END,
    next_attempt_at = dropship_now() + least(interval '5 minutes', interval '2 seconds' * power(2, attempts))
WHERE id = :#${variable.message[id]} AND claim_id = :#${variable.message[claim_id]}
