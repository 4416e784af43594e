-- Nothing hangs on it: after ten attempts, about a day and a half, it is left, and a notice says so.
WITH failed AS (
    UPDATE told_event SET attempts = attempts + 1, reason = :#${variable.failure.reason}, claim_id = NULL, claimed_until = NULL,
        next_attempt_at = CASE WHEN attempts + 1 < 10 THEN dropship_now() + interval '2 minutes' * power(2, attempts) END
    WHERE id = :#${variable.event[id]} AND claim_id = :#${variable.event[claim_id]}
    RETURNING *)
INSERT INTO catalog_notice (shop, supplier, product_id, kind, words)
SELECT shop, 'alibaba', product_id, 'untold', kind || ' could not be told to Alibaba.com: ' || coalesce(reason, 'no reason')
FROM failed WHERE next_attempt_at IS NULL AND EXISTS (SELECT FROM shop WHERE domain = failed.shop)
