UPDATE purchase AS p
SET state = p.held_from, held_from = NULL, claim_id = NULL, claimed_until = NULL, next_attempt_at = dropship_now(),
    reason_code = NULL, reason = NULL, hint = NULL, what = 'the account is connected again'
FROM account AS a
WHERE p.state = 'held' AND p.reason_code IN ('NOT_CONNECTED', 'NEEDS_AUTHORISATION')
  AND a.supplier = p.supplier AND a.environment = p.environment AND a.is_default AND a.state = 'connected'
