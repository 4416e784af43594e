-- Every page was read, so the cursor moves to where this poll began. A shop that answers again has the app installed again.
UPDATE shop
SET poll_cursor = CAST(:#${variable.shopPoll.startedAt} AS timestamptz), polled_at = dropship_now(), poll_claim_id = NULL,
    poll_claimed_until = NULL, mended_at = CASE WHEN poll_attempts > 0 OR uninstalled_at IS NOT NULL THEN dropship_now() ELSE mended_at END,
    poll_attempts = 0, poll_code = NULL, poll_reason = NULL, poll_hint = NULL,
    installed_at = CASE WHEN uninstalled_at IS NOT NULL THEN dropship_now() ELSE installed_at END,
    next_subscriptions_at = CASE WHEN uninstalled_at IS NOT NULL THEN dropship_now() ELSE next_subscriptions_at END,
    uninstalled_at = NULL,
    next_poll_at = greatest(dropship_now(),
        CAST(:#${variable.shopPoll.startedAt} AS timestamptz) + CAST(:#${properties:polling.interval} AS interval))
WHERE domain = :#${variable.shopPoll.shop} AND poll_claim_id = :#${variable.shopPoll.claimId}
