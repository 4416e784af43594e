UPDATE purchase
SET state = held_from, held_from = NULL, claim_id = NULL, claimed_until = NULL, next_attempt_at = dropship_now(),
    reason_code = NULL, reason = NULL, hint = NULL, what = 'buying is allowed again'
WHERE state = 'held' AND reason_code IN ('BUYING_STOPPED', 'SHOP_UNINSTALLED') AND buying_allowed(supplier, shop)
