UPDATE shop AS s
SET poll_claim_id = gen_random_uuid(), poll_claimed_until = dropship_now() + CAST(:#${properties:polling.lease} AS interval)
WHERE s.domain IN (
    SELECT c.domain FROM shop AS c
    WHERE (c.own_access_token IS NOT NULL OR c.own_client_id IS NOT NULL OR c.domain = :#${bean:shopTokens.staticShop}
           OR CAST(:#${bean:shopTokens.isForEveryShop} AS boolean) AND c.domain <> 'api')
      AND coalesce(c.next_poll_at, c.connected_at + CAST(:#${properties:polling.interval} AS interval)) <= dropship_now()
      AND (c.poll_claimed_until IS NULL OR c.poll_claimed_until < dropship_now())
    ORDER BY c.next_poll_at NULLS FIRST
    FOR UPDATE SKIP LOCKED
    LIMIT CAST(:#${properties:walk.workers} AS integer))
RETURNING s.domain, s.poll_claim_id AS claim_id, s.poll_cursor, s.poll_attempts AS attempts, s.uninstalled_at IS NOT NULL AS uninstalled,
    dropship_now() AS read_at
