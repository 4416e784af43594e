UPDATE shop
SET token_claim_id = gen_random_uuid(), token_claimed_until = dropship_now() + CAST(:#${properties:walk.lease} AS interval)
WHERE domain = :#${variable.shopToken.shop} AND token_version = CAST(:#${variable.shopToken.version} AS integer)
  AND CAST(:#${variable.shopToken.renewable} AS boolean) AND (token_claimed_until IS NULL OR token_claimed_until < dropship_now())
RETURNING domain, token_claim_id
