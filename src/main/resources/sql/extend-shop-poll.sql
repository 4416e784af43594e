UPDATE shop
SET poll_claimed_until = dropship_now() + CAST(:#${properties:polling.lease} AS interval)
WHERE domain = :#${variable.shopPoll.shop} AND poll_claim_id = :#${variable.shopPoll.claimId}
RETURNING domain
