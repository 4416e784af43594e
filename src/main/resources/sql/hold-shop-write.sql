-- Something in the shop stands in the way. It is respected, and looked at again, since nobody tells when it is gone.
UPDATE fulfilment AS f
SET state = :#${variable.standing.state}, intent = NULL, intent_at = NULL, claim_id = NULL, claimed_until = NULL, attempts = 0,
    next_attempt_at = dropship_now() + CASE WHEN news THEN interval '0' ELSE CAST(:#${properties:shopify.held-look} AS interval) END,
    reason_code = :#${variable.failure.code}, reason = :#${variable.failure.reason}, hint = :#${variable.failure.hint},
    what = 'shop: ' || :#${variable.failure.reason}
-- The purchase is locked first, as by whoever changes it, so that neither waits for the other for ever.
FROM (SELECT id FROM purchase WHERE id = :#${variable.fulfilment.purchaseId} FOR NO KEY UPDATE) AS p
WHERE f.purchase_id = p.id AND f.claim_id = :#${variable.fulfilment.claimId}
