UPDATE privacy_request SET state = 'waiting', reason_code = 'TRANSIENT', reason = :#${variable.figures}, claim_id = NULL, claimed_until = NULL,
    next_attempt_at = dropship_now() + CAST(:#${properties:privacy.try-again} AS interval)
WHERE id = :#${variable.request[id]} AND claim_id = :#${variable.request[claim_id]}
