-- There may be more to write, so it is looked at again at once. What Shopify has only taken on stays open until the shop shows it.
UPDATE fulfilment AS f
SET state = CASE WHEN CAST(:#${variable.openJson} AS jsonb) IS NULL THEN 'due' ELSE 'unknown' END,
    written = CAST(:#${variable.writtenJson} AS jsonb), told_ids = :#${variable.toldIds},
    intent = CAST(:#${variable.openJson} AS jsonb),
    intent_at = CASE WHEN CAST(:#${variable.openJson} AS jsonb) IS NOT NULL THEN intent_at END,
    reason_code = NULL, reason = NULL, hint = NULL, attempts = 0, claim_id = NULL, claimed_until = NULL,
    next_attempt_at = dropship_now() + CASE WHEN CAST(:#${variable.openJson} AS jsonb) IS NULL THEN interval '0'
        ELSE CAST(:#${properties:settle.first-look} AS interval) END,
    what = coalesce(:#${variable.happened}, what)
-- The purchase is locked first, as by whoever changes it, so that neither waits for the other for ever.
FROM (SELECT id FROM purchase WHERE id = :#${variable.fulfilment.purchaseId} FOR NO KEY UPDATE) AS p
WHERE f.purchase_id = p.id AND f.claim_id = :#${variable.fulfilment.claimId}
