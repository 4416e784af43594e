-- A hold or a cancellation is for what the supplier closed: it is not begun when the pieces are to be bought anew after all, nor a
-- cancellation while anything else of the order is bought.
UPDATE fulfilment AS f
SET state = 'writing', intent = CAST(:#${variable.write.intentJson} AS jsonb), intent_at = dropship_now(), reason_code = NULL,
    reason = NULL, hint = NULL
-- The purchase is locked first, as by whoever changes it, so that neither waits for the other for ever.
FROM (SELECT * FROM purchase WHERE id = :#${variable.fulfilment.purchaseId} FOR NO KEY UPDATE) AS p
WHERE f.purchase_id = p.id AND f.claim_id = :#${variable.fulfilment.claimId} AND f.claimed_until > dropship_now()
  AND (coalesce(CAST(:#${variable.write.intentJson} AS jsonb) ->> 'kind', '') NOT IN ('hold', 'cancel')
       OR p.state IN ('cancelled', 'closed') AND p.counts)
  AND (coalesce(CAST(:#${variable.write.intentJson} AS jsonb) ->> 'kind', '') <> 'cancel'
       OR NOT EXISTS (SELECT FROM purchase AS q WHERE q.shop = p.shop AND q.order_id = p.order_id AND q.id <> p.id
                      AND q.state NOT IN ('cancelled', 'closed')))
RETURNING f.purchase_id
