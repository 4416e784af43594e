UPDATE import_product AS p
SET claim_id = gen_random_uuid(), claimed_until = dropship_now() + CAST(:#${properties:walk.lease} AS interval)
FROM import_job AS j
WHERE j.id = p.job_id AND (p.job_id, p.product_id) IN (
    -- Shops take turns, and one that is left alone is passed over, as in claim-fulfilments.sql.
    SELECT c.job_id, c.product_id FROM import_product AS c JOIN (
        SELECT d.job_id, d.product_id, row_number() OVER (PARTITION BY i.shop ORDER BY d.next_attempt_at, d.place) AS turn
        FROM import_product AS d JOIN import_job AS i ON i.id = d.job_id
        WHERE d.state = 'waiting' AND d.next_attempt_at <= dropship_now() AND (d.claimed_until IS NULL OR d.claimed_until < dropship_now())
          AND NOT EXISTS (SELECT FROM call_ban AS b WHERE b.supplier = 'shopify' AND b.app_key = i.shop AND b.until > dropship_now()))
        AS due USING (job_id, product_id)
    WHERE c.state = 'waiting' AND c.next_attempt_at <= dropship_now() AND (c.claimed_until IS NULL OR c.claimed_until < dropship_now())
    ORDER BY due.turn, c.next_attempt_at, c.place
    FOR UPDATE OF c SKIP LOCKED
    LIMIT CAST(:#${properties:walk.workers} AS integer))
RETURNING p.job_id, p.product_id, p.claim_id, CAST(p.draft AS text) AS draft, p.attempts, j.shop, j.supplier, j.publish,
    j.state = 'cancelled' AS cancelled,
    coalesce(j.markup_percentage, (SELECT s.markup_percentage FROM shop_catalog AS s WHERE s.shop = j.shop)) AS markup_percentage,
    (SELECT CAST(json_build_object('handle', k.handle, 'shopify_id', k.shopify_id, 'open', k.intent_at IS NOT NULL AND k.shopify_id IS NULL,
            'settled', k.intent_at IS NULL OR k.intent_at <= dropship_now() - CAST(:#${properties:shopify.settle} AS interval)) AS text)
     FROM imported_product AS k
     WHERE k.shop = j.shop AND k.supplier = j.supplier AND k.product_id = p.product_id) AS known
