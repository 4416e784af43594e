-- The cursor stays. Other shops are polled meanwhile.
UPDATE shop
SET poll_attempts = poll_attempts + 1, poll_claim_id = NULL, poll_claimed_until = NULL, poll_code = :#${variable.failure.code},
    poll_reason = :#${variable.failure.reason}, poll_hint = :#${variable.failure.hint},
    next_poll_at = dropship_now() + CASE WHEN uninstalled_at IS NOT NULL THEN CAST(:#${properties:shopify.reinstall-look} AS interval)
        ELSE greatest(CAST(:#${properties:polling.interval} AS interval), least(CAST(:#${properties:polling.slowest} AS interval),
                      make_interval(secs => CAST(:#${variable.failure.delaySeconds} AS double precision)))) END
WHERE domain = :#${variable.shopPoll.shop} AND poll_claim_id = :#${variable.shopPoll.claimId}
