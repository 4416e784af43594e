UPDATE purchase AS p
SET state = p.held_from, held_from = NULL, claim_id = NULL, claimed_until = NULL, next_attempt_at = dropship_now(),
    reason_code = NULL, reason = NULL, hint = NULL, what = 'the account is connected again'
FROM account AS a
WHERE p.state = 'held' AND p.reason_code IN ('NOT_CONNECTED', 'NEEDS_AUTHORISATION') AND a.state = 'connected'
  AND a.id = CASE WHEN p.account_id IS NULL OR p.held_from = 'planned' AND p.first_create_at IS NULL
                  THEN buying_account(p.supplier, p.environment, p.shop) ELSE p.account_id END
