-- A refusal says that nothing was written; an open write of an earlier attempt stays open.
UPDATE fulfilment AS f
SET state = CASE WHEN intent IS NOT NULL AND NOT CAST(:#${variable.refused} AS boolean) THEN 'unknown'
                 WHEN CAST(:#${variable.failure.exhausted} AS boolean) OR :#${variable.failure.action} <> 'wait' THEN 'held' ELSE 'due' END,
    intent = CASE WHEN CAST(:#${variable.refused} AS boolean) THEN NULL ELSE intent END,
    attempts = attempts + 1, claim_id = NULL, claimed_until = NULL,
    next_attempt_at = dropship_now() + CASE WHEN CAST(:#${variable.failure.exhausted} AS boolean) OR :#${variable.failure.action} <> 'wait'
        THEN CAST(:#${properties:shopify.held-look} AS interval)
        ELSE make_interval(secs => CAST(:#${variable.failure.delaySeconds} AS double precision)) END,
    reason_code = :#${variable.failure.code}, reason = :#${variable.failure.reason}, hint = :#${variable.failure.hint},
    what = 'shop: ' || :#${variable.failure.reason}
-- The purchase is locked first, as by whoever changes it, so that neither waits for the other for ever.
FROM (SELECT id FROM purchase WHERE id = :#${variable.fulfilment.purchaseId} FOR NO KEY UPDATE) AS p
WHERE f.purchase_id = p.id AND f.claim_id = :#${variable.fulfilment.claimId}
