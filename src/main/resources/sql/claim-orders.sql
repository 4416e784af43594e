UPDATE shopify_order AS o
SET claim_id = gen_random_uuid(), claimed_until = dropship_now() + CAST(:#${properties:walk.lease} AS interval)
FROM shop AS s
WHERE s.domain = o.shop
  AND (o.shop, o.order_id) IN (
    SELECT c.shop, c.order_id FROM shopify_order AS c
    WHERE (c.replan OR EXISTS (
            -- The outcome of an open call is known now: what changed meanwhile is looked at.
            SELECT 1 FROM purchase AS p WHERE p.shop = c.shop AND p.order_id = c.order_id AND p.reconsider
              AND p.state NOT IN ('placing', 'paying', 'unknown') AND coalesce(p.held_from, '') <> 'unknown'))
      AND c.next_attempt_at <= dropship_now()
      AND (c.claimed_until IS NULL OR c.claimed_until < dropship_now())
    ORDER BY c.next_attempt_at
    FOR UPDATE SKIP LOCKED
    LIMIT CAST(:#${properties:walk.workers} AS integer))
RETURNING o.shop, o.order_id, o.claim_id, CAST(o.payload AS text) AS payload, o.risk, o.risk_accepted, s.connected_at,
    (SELECT CAST(coalesce(jsonb_agg(c.deltas), '[]') AS text) FROM shopify_order_change AS c
     WHERE c.shop = o.shop AND c.order_id = o.order_id AND (o.version_at IS NULL OR c.at > o.version_at)) AS deltas
