UPDATE account AS a
SET claim_id = gen_random_uuid(), claimed_until = dropship_now() + CAST(:#${properties:walk.lease} AS interval)
WHERE a.id IN (
    SELECT c.id FROM account AS c
    WHERE c.state = 'connected' AND c.refresh_token IS NOT NULL AND c.refresh_at <= dropship_now()
      -- The tokens of a supplier's other environment mean nothing to the host in use.
      AND c.supplier || '/' || c.environment = ANY (string_to_array(:#${bean:platforms.inUse}, ','))
      AND (c.claimed_until IS NULL OR c.claimed_until < dropship_now())
    FOR UPDATE SKIP LOCKED)
RETURNING a.id, a.supplier, a.claim_id, a.refresh_token, a.previous_refresh_token
