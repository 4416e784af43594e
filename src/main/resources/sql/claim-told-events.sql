UPDATE told_event AS e
SET claim_id = gen_random_uuid(), claimed_until = dropship_now() + CAST(:#${properties:walk.lease} AS interval)
WHERE e.id IN (
    SELECT c.id FROM told_event AS c
    WHERE c.next_attempt_at <= dropship_now() AND (c.claimed_until IS NULL OR c.claimed_until < dropship_now())
    ORDER BY c.next_attempt_at
    FOR UPDATE SKIP LOCKED
    LIMIT CAST(:#${properties:walk.workers} AS integer))
RETURNING e.id, e.claim_id, e.shop, e.product_id, e.kind, e.at, coalesce(e.account_id,
    (SELECT s.account_id FROM account_shop AS s WHERE s.shop = e.shop AND s.supplier = 'alibaba'
        AND s.environment = :#${bean:alibabaPolls.environment})) AS account
