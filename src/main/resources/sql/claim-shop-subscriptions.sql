UPDATE shop AS s
SET subscriptions_claim_id = gen_random_uuid(),
    subscriptions_claimed_until = dropship_now() + CAST(:#${properties:walk.lease} AS interval)
WHERE s.domain IN (
    SELECT c.domain FROM shop AS c
    WHERE (c.own_access_token IS NOT NULL OR c.own_client_id IS NOT NULL OR c.domain = :#${bean:shopTokens.staticShop}
           OR CAST(:#${bean:shopTokens.isForEveryShop} AS boolean) AND c.domain <> 'api')
      AND c.uninstalled_at IS NULL AND c.next_subscriptions_at <= dropship_now()
      AND (c.subscriptions_claimed_until IS NULL OR c.subscriptions_claimed_until < dropship_now())
    ORDER BY c.next_subscriptions_at
    FOR UPDATE SKIP LOCKED
    LIMIT CAST(:#${properties:walk.workers} AS integer))
RETURNING s.domain, s.subscriptions_claim_id AS claim_id, s.subscriptions_attempts AS attempts
