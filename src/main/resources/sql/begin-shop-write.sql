UPDATE fulfilment
SET state = 'writing', intent = CAST(:#${variable.write.intentJson} AS jsonb), intent_at = dropship_now(), reason_code = NULL,
    reason = NULL, hint = NULL
WHERE purchase_id = :#${variable.fulfilment.purchaseId} AND claim_id = :#${variable.fulfilment.claimId} AND claimed_until > dropship_now()
RETURNING purchase_id
