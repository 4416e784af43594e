UPDATE shop_catalog
SET attempts = attempts + CAST(:#${variable.failure.attempt} AS integer), claim_id = NULL, claimed_until = NULL,
    next_list_at = dropship_now() + CASE WHEN CAST(:#${variable.failure.exhausted} AS boolean) OR :#${variable.failure.action} <> 'wait'
        THEN CAST(:#${properties:catalog.interval} AS interval)
        ELSE make_interval(secs => CAST(:#${variable.failure.delaySeconds} AS double precision)) END,
    -- A cursor that is refused must not be sent for ever.
    list_cursor = CASE WHEN :#${variable.failure.action} = 'wait' THEN list_cursor END,
    reason_code = :#${variable.failure.code}, reason = :#${variable.failure.reason}, hint = :#${variable.failure.hint}
WHERE shop = :#${variable.listing.shop} AND claim_id = :#${variable.listing.claimId}
