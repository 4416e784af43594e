UPDATE inbox
SET state = 'parked', handled_at = dropship_now(), claim_id = NULL, claimed_until = NULL,
    reason_code = :#${variable.code}, reason = left(:#${variable.figures}, 500)
WHERE id = :#${variable.message[id]} AND claim_id = :#${variable.message[claim_id]}
