UPDATE inbox SET state = 'done', handled_at = dropship_now(), claim_id = NULL, claimed_until = NULL, reason_code = NULL, reason = NULL
WHERE id = :#${variable.message[id]} AND claim_id = :#${variable.message[claim_id]}
