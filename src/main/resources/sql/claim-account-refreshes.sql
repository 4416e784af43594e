UPDATE account AS a
SET claim_id = gen_random_uuid(), claimed_until = dropship_now() + CAST(:#${properties:walk.lease} AS interval)
WHERE a.id IN (
    SELECT c.id FROM account AS c
    WHERE c.supplier = 'alibaba' AND c.state = 'connected' AND c.refresh_token IS NOT NULL AND c.refresh_at <= dropship_now()
      AND (c.claimed_until IS NULL OR c.claimed_until < dropship_now())
    FOR UPDATE SKIP LOCKED)
RETURNING a.id, a.claim_id, a.refresh_token, a.previous_refresh_token
