-- Asked for later, never repeated before that. A question that was answered by a code nobody documented waits for a person.
UPDATE fulfilment AS f
SET state = CASE WHEN intent IS NULL THEN 'held' ELSE 'unknown' END, claim_id = NULL, claimed_until = NULL,
    next_attempt_at = dropship_now() + CASE WHEN intent IS NULL THEN CAST(:#${properties:shopify.held-look} AS interval)
                                            ELSE CAST(:#${properties:settle.first-look} AS interval) END,
    reason_code = :#${variable.failure.code}, reason = :#${variable.failure.reason},
    hint = CASE WHEN intent IS NULL THEN :#${variable.failure.hint}
                ELSE 'The shop is being asked what became of it; nothing is repeated before that is known.' END,
    what = CASE WHEN intent IS NULL THEN 'shop: ' ELSE 'shop: a write has no known outcome: ' END || :#${variable.failure.reason}
-- The purchase is locked first, as by whoever changes it, so that neither waits for the other for ever.
FROM (SELECT id FROM purchase WHERE id = :#${variable.fulfilment.purchaseId} FOR NO KEY UPDATE) AS p
WHERE f.purchase_id = p.id AND f.claim_id = :#${variable.fulfilment.claimId}
