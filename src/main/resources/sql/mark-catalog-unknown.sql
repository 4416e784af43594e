-- Stock and drafts are set by the same call again, prices are read, and only when the lost call cannot happen any more.
UPDATE catalog_write
SET state = 'unknown', attempts = attempts + 1, claim_id = NULL, claimed_until = NULL,
    next_attempt_at = dropship_now() + CASE kind WHEN 'price' THEN CAST(:#${properties:shopify.settle} AS interval)
        ELSE make_interval(secs => CAST(:#${variable.failure.delaySeconds} AS double precision)) END,
    reason_code = :#${variable.failure.code}, reason = :#${variable.failure.reason},
    hint = 'The answer was lost; what became of it is found out by itself.'
WHERE id = :#${variable.change.id} AND claim_id = :#${variable.change.claimId}
