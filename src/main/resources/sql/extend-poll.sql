UPDATE account
SET poll_claimed_until = dropship_now() + CAST(:#${properties:polling.lease} AS interval)
WHERE id = :#${variable.poll.accountId} AND poll_claim_id = :#${variable.poll.claimId}
RETURNING id
