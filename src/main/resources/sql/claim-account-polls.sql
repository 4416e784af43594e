UPDATE account AS a
SET poll_claim_id = gen_random_uuid(), poll_claimed_until = dropship_now() + CAST(:#${properties:polling.lease} AS interval)
WHERE a.id IN (
    SELECT c.id FROM account AS c
    WHERE c.supplier = 'alibaba' AND c.environment = :#${variable.environment} AND c.state = 'connected'
      AND coalesce(c.next_poll_at, c.connected_at + CAST(:#${properties:polling.interval} AS interval)) <= dropship_now()
      AND (c.poll_claimed_until IS NULL OR c.poll_claimed_until < dropship_now())
    ORDER BY c.next_poll_at NULLS FIRST
    FOR UPDATE SKIP LOCKED
    LIMIT CAST(:#${properties:walk.workers} AS integer))
RETURNING a.id, a.poll_claim_id, a.poll_cursor, dropship_now() AS read_at
