UPDATE told_event SET told_at = dropship_now(), next_attempt_at = NULL, reason = NULL, claim_id = NULL, claimed_until = NULL
WHERE id = :#${variable.event[id]} AND claim_id = :#${variable.event[claim_id]}
