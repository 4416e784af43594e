UPDATE account
SET next_poll_at = dropship_now() + CAST(:#${properties:polling.interval} AS interval), poll_claim_id = NULL, poll_claimed_until = NULL
WHERE id = :#${variable.poll.accountId} AND poll_claim_id = :#${variable.poll.claimId}
