-- A push only says "look". What is being read just now is read once more afterwards.
WITH told AS (
    UPDATE product_event SET handled_at = dropship_now()
    WHERE id IN (SELECT id FROM product_event WHERE handled_at IS NULL ORDER BY id FOR UPDATE SKIP LOCKED
                 LIMIT CAST(:#${properties:catalog.batch} AS integer))
    RETURNING supplier, product_id)
UPDATE supplier_product AS p SET next_read_at = least(p.next_read_at, dropship_now()), news = p.claimed_until IS NOT NULL
FROM (SELECT DISTINCT supplier, product_id FROM told) AS t
WHERE p.supplier = t.supplier AND p.product_id = t.product_id
