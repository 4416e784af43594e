UPDATE inbox AS m
SET claim_id = gen_random_uuid(), claimed_until = dropship_now() + CAST(:#${properties:walk.lease} AS interval)
WHERE m.id IN (
    SELECT c.id FROM inbox AS c
    WHERE c.state = 'new' AND c.source = :#${variable.stage}
      AND c.next_attempt_at <= dropship_now()
      AND (c.claimed_until IS NULL OR c.claimed_until < dropship_now())
    ORDER BY c.next_attempt_at
    FOR UPDATE SKIP LOCKED
    LIMIT CAST(:#${properties:walk.workers} AS integer))
RETURNING m.id, m.claim_id, m.topic, m.shop, m.triggered_at, m.received_at, m.body, m.attempts
