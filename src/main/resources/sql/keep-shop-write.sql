-- There may be more to write, so it is looked at again at once.
UPDATE fulfilment AS f
SET state = 'due', written = CAST(:#${variable.writtenJson} AS jsonb), told_ids = :#${variable.toldIds}, intent = NULL, intent_at = NULL,
    reason_code = NULL, reason = NULL, hint = NULL, attempts = 0, claim_id = NULL, claimed_until = NULL, next_attempt_at = dropship_now(),
    what = coalesce(:#${variable.happened}, what)
-- The purchase is locked first, as by whoever changes it, so that neither waits for the other for ever.
FROM (SELECT id FROM purchase WHERE id = :#${variable.fulfilment.purchaseId} FOR NO KEY UPDATE) AS p
WHERE f.purchase_id = p.id AND f.claim_id = :#${variable.fulfilment.claimId}
