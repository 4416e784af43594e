-- As long as the supplier says, doubled with every further refusal, since it goes on counting what it refuses.
UPDATE account
SET next_poll_at = dropship_now() + greatest(CAST(:#${properties:polling.interval} AS interval),
        least(CAST(:#${properties:polling.slowest} AS interval),
              make_interval(secs => CAST(:#${variable.failure.delaySeconds} AS double precision)) * power(2, least(poll_throttles, 20)))),
    poll_throttles = poll_throttles + CAST(:#${variable.failure.attempt} AS integer), poll_claim_id = NULL, poll_claimed_until = NULL
WHERE id = :#${variable.poll.accountId} AND poll_claim_id = :#${variable.poll.claimId}
