-- Nothing more can be written now: the supplier's next news wakes it.
UPDATE fulfilment AS f
SET state = :#${variable.standing.state}, intent = NULL, intent_at = NULL, attempts = 0, claim_id = NULL, claimed_until = NULL,
    next_attempt_at = CASE WHEN news THEN dropship_now() END, reason_code = NULL,
    reason = CAST(:#${variable.standing.note} AS text), hint = NULL,
    -- The shop has heard of it, unless the supplier closed it just now.
    supplier_closed = supplier_closed AND news,
    what = CASE WHEN state IN ('fulfilled', 'by_hand', 'waiting', 'partial') AND state = :#${variable.standing.state} THEN what
                ELSE 'shop: ' || :#${variable.standing.words} END
-- The purchase is locked first, as by whoever changes it, so that neither waits for the other for ever.
FROM (SELECT id FROM purchase WHERE id = :#${variable.fulfilment.purchaseId} FOR NO KEY UPDATE) AS p
WHERE f.purchase_id = p.id AND f.claim_id = :#${variable.fulfilment.claimId}
