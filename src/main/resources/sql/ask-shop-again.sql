-- A write without a known outcome, this one's or another purchase's of the same order, may still happen: the shop is asked again.
UPDATE fulfilment
SET state = CASE WHEN intent IS NULL THEN 'due' ELSE 'unknown' END, claim_id = NULL, claimed_until = NULL,
    next_attempt_at = dropship_now() + CAST(:#${properties:settle.first-look} AS interval)
WHERE purchase_id = :#${variable.fulfilment.purchaseId} AND claim_id = :#${variable.fulfilment.claimId}
