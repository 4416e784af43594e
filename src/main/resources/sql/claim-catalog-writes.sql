UPDATE catalog_write AS w
SET claim_id = gen_random_uuid(), claimed_until = dropship_now() + CAST(:#${properties:walk.lease} AS interval)
WHERE w.id IN (
    -- Shops take turns, and one that is left alone is passed over, as in claim-fulfilments.sql.
    SELECT c.id FROM catalog_write AS c JOIN shop AS s ON s.domain = c.shop JOIN (
        SELECT d.id, row_number() OVER (PARTITION BY d.shop ORDER BY d.next_attempt_at) AS turn FROM catalog_write AS d
        WHERE d.state IN ('due', 'unknown') AND d.next_attempt_at <= dropship_now()
          AND (d.claimed_until IS NULL OR d.claimed_until < dropship_now())) AS due USING (id)
    WHERE s.uninstalled_at IS NULL AND c.state IN ('due', 'unknown') AND c.next_attempt_at <= dropship_now()
      AND (c.claimed_until IS NULL OR c.claimed_until < dropship_now())
      AND NOT EXISTS (SELECT FROM call_ban AS b WHERE b.supplier = 'shopify' AND b.app_key = c.shop AND b.until > dropship_now())
    ORDER BY due.turn, c.next_attempt_at
    FOR UPDATE OF c SKIP LOCKED
    LIMIT CAST(:#${properties:walk.workers} AS integer))
RETURNING w.id, w.shop, w.kind, w.state, w.claim_id, w.attempts, CAST(w.variables AS text) AS variables,
    -- The shop was read since the call was planned, and says something else.
    EXISTS (SELECT FROM price_change AS p JOIN linked_variant AS v ON v.shop = p.shop AND v.variant_id = p.variant_id
            WHERE p.write_id = w.id AND price_moved(p, v)) AS outdated
