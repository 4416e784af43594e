UPDATE account AS a
SET claim_id = gen_random_uuid(), claimed_until = dropship_now() + CAST(:#${properties:walk.lease} AS interval)
WHERE a.id = :#${variable.token.accountId} AND a.version = CAST(:#${variable.token.version} AS integer) AND a.state = 'connected'
  AND a.refresh_token IS NOT NULL AND (a.claimed_until IS NULL OR a.claimed_until < dropship_now())
RETURNING a.id, a.supplier, a.claim_id, a.refresh_token, a.previous_refresh_token
