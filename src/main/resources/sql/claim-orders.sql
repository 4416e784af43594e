UPDATE shopify_order AS o
SET claim_id = gen_random_uuid(), claimed_until = dropship_now() + CAST(:#${properties:walk.lease} AS interval)
FROM shop AS s
WHERE s.domain = o.shop
  AND (o.shop, o.order_id) IN (
    -- Shops take turns, as in claim-messages.sql.
    SELECT c.shop, c.order_id FROM shopify_order AS c LEFT JOIN (
        SELECT d.shop, d.order_id, row_number() OVER (PARTITION BY d.shop ORDER BY d.next_attempt_at) AS turn FROM shopify_order AS d
        WHERE d.replan AND d.next_attempt_at <= dropship_now() AND (d.claimed_until IS NULL OR d.claimed_until < dropship_now())) AS due
        USING (shop, order_id)
    WHERE (c.replan OR EXISTS (
            -- The outcome of an open call is known now: what changed meanwhile is looked at.
            SELECT 1 FROM purchase AS p WHERE p.shop = c.shop AND p.order_id = c.order_id AND p.reconsider
              AND p.state NOT IN ('placing', 'paying', 'unknown') AND coalesce(p.held_from, '') <> 'unknown'))
      AND c.next_attempt_at <= dropship_now()
      AND (c.claimed_until IS NULL OR c.claimed_until < dropship_now())
    ORDER BY due.turn NULLS FIRST, c.next_attempt_at
    FOR UPDATE OF c SKIP LOCKED
    LIMIT CAST(:#${properties:walk.workers} AS integer))
RETURNING o.shop, o.order_id, o.claim_id, CAST(o.payload AS text) AS payload, o.risk, o.risk_accepted, s.connected_at,
    (SELECT CAST(coalesce(jsonb_agg(c.deltas), '[]') AS text) FROM shopify_order_change AS c
     WHERE c.shop = o.shop AND c.order_id = o.order_id AND (o.version_at IS NULL OR c.at > o.version_at)) AS deltas
