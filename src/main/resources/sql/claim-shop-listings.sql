UPDATE shop_catalog AS c
SET claim_id = gen_random_uuid(), claimed_until = dropship_now() + CAST(:#${properties:walk.lease} AS interval),
    -- What failed in the middle goes on where it was.
    list_started_at = CASE WHEN c.list_cursor IS NULL THEN dropship_now() ELSE c.list_started_at END
FROM shop AS s
WHERE s.domain = c.shop AND c.shop IN (
    SELECT d.shop FROM shop_catalog AS d JOIN shop AS t ON t.domain = d.shop
    WHERE t.uninstalled_at IS NULL AND coalesce(d.next_list_at, t.connected_at + CAST(:#${properties:catalog.first-look} AS interval)) <= dropship_now()
      AND (d.claimed_until IS NULL OR d.claimed_until < dropship_now())
    ORDER BY d.next_list_at NULLS FIRST
    FOR UPDATE OF d SKIP LOCKED
    LIMIT CAST(:#${properties:walk.workers} AS integer))
RETURNING c.shop, c.claim_id, c.location_id, coalesce(c.country, :#${properties:catalog.country}) AS country, c.list_cursor,
    c.list_started_at, c.attempts
