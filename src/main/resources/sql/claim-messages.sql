UPDATE inbox AS m
SET claim_id = gen_random_uuid(), claimed_until = dropship_now() + CAST(:#${properties:walk.lease} AS interval)
WHERE m.id IN (
    -- Shops take turns, and each is asked for its oldest only: a flood of one is neither counted nor waited for.
    SELECT c.id FROM inbox AS c JOIN (
        SELECT o.id, row_number() OVER (PARTITION BY o.shop ORDER BY o.next_attempt_at) AS turn FROM (
            (SELECT d.id, d.shop, d.next_attempt_at FROM inbox AS d
             WHERE d.state = 'new' AND d.source = :#${variable.stage} AND d.next_attempt_at <= dropship_now()
               AND (d.claimed_until IS NULL OR d.claimed_until < dropship_now())
             ORDER BY d.next_attempt_at LIMIT CAST(:#${properties:walk.workers} AS integer))
            UNION
            (SELECT e.* FROM shop AS s CROSS JOIN LATERAL (
                SELECT d.id, d.shop, d.next_attempt_at FROM inbox AS d
                WHERE d.state = 'new' AND d.shop = s.domain AND d.source = :#${variable.stage} AND d.next_attempt_at <= dropship_now()
                  AND (d.claimed_until IS NULL OR d.claimed_until < dropship_now())
                ORDER BY d.next_attempt_at LIMIT CAST(:#${properties:walk.workers} AS integer)) AS e)) AS o) AS due USING (id)
    WHERE c.state = 'new' AND c.source = :#${variable.stage}
      AND c.next_attempt_at <= dropship_now()
      AND (c.claimed_until IS NULL OR c.claimed_until < dropship_now())
    ORDER BY due.turn, c.next_attempt_at
    FOR UPDATE OF c SKIP LOCKED
    LIMIT CAST(:#${properties:walk.workers} AS integer))
RETURNING m.id, m.claim_id, m.topic, m.shop, m.triggered_at, m.received_at, m.body, m.attempts
