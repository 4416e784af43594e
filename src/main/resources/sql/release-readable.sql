-- The shop answers again after it did not, so its orders are looked at again.
UPDATE purchase AS p
SET state = p.held_from, held_from = NULL, claim_id = NULL, claimed_until = NULL, attempts = 0, next_attempt_at = dropship_now(),
    reason_code = NULL, reason = NULL, hint = NULL, what = 'the shop can be read again'
FROM shop AS s
WHERE p.state = 'held' AND p.reason_code = 'SHOP_UNREADABLE' AND s.domain = p.shop AND s.mended_at > p.updated_at
