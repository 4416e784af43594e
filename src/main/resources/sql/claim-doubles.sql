UPDATE trade AS t
SET claimed_until = dropship_now() + CAST(:#${properties:walk.lease} AS interval)
WHERE (t.supplier, t.environment, t.trade_id) IN (
    SELECT c.supplier, c.environment, c.trade_id FROM trade AS c
    WHERE c.role = 'surplus' AND c.closed_at IS NULL AND (c.claimed_until IS NULL OR c.claimed_until < dropship_now())
    FOR UPDATE SKIP LOCKED
    LIMIT CAST(:#${properties:walk.workers} AS integer))
RETURNING t.supplier, t.environment, t.trade_id, (SELECT p.account_id FROM purchase AS p WHERE p.id = t.purchase_id) AS account_id
