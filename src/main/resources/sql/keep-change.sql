WITH handled AS (
    UPDATE inbox SET state = 'done', handled_at = dropship_now(), claim_id = NULL, claimed_until = NULL, reason_code = NULL, reason = NULL
    WHERE id = :#${variable.message[id]} AND claim_id = :#${variable.message[claim_id]}
    RETURNING shop),
kept AS (
    INSERT INTO shopify_order_change (shop, order_id, change_id, at, deltas)
    SELECT shop, :#${variable.orderId}, :#${variable.changeId}, :#${variable.changeAt}, CAST(:#${variable.deltas} AS jsonb) FROM handled
    ON CONFLICT DO NOTHING
    RETURNING shop)
INSERT INTO shopify_order (shop, order_id, replan)
SELECT shop, :#${variable.orderId}, true FROM kept
ON CONFLICT (shop, order_id) DO UPDATE
SET replan = true, claim_id = NULL, claimed_until = NULL, attempts = 0, next_attempt_at = dropship_now(), updated_at = dropship_now()
