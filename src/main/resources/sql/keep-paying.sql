UPDATE purchase
SET state = 'paying', intent = NULL, looks = 0, claim_id = NULL, claimed_until = NULL,
    next_attempt_at = dropship_now() + CAST(:#${properties:settle.payment-look} AS interval),
    reason_code = NULL, reason = NULL, hint = NULL, what = 'the payment is being verified'
WHERE id = :#${variable.purchase.id} AND claim_id = :#${variable.purchase.claimId} AND state IN ('paying', 'unknown', 'placed', 'held')
