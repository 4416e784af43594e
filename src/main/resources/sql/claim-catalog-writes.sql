UPDATE catalog_write AS w
SET claim_id = gen_random_uuid(), claimed_until = dropship_now() + CAST(:#${properties:walk.lease} AS interval)
WHERE w.id IN (
    SELECT c.id FROM catalog_write AS c JOIN shop AS s ON s.domain = c.shop
    WHERE s.uninstalled_at IS NULL AND c.state IN ('due', 'unknown') AND c.next_attempt_at <= dropship_now()
      AND (c.claimed_until IS NULL OR c.claimed_until < dropship_now())
    ORDER BY c.next_attempt_at
    FOR UPDATE OF c SKIP LOCKED
    LIMIT CAST(:#${properties:walk.workers} AS integer))
RETURNING w.id, w.shop, w.kind, w.state, w.claim_id, w.attempts, CAST(w.variables AS text) AS variables
