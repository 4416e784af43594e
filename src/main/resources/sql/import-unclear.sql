-- Asked for later, never sent again before that.
UPDATE import_product
SET claim_id = NULL, claimed_until = NULL, attempts = attempts + 1, reason_code = :#${variable.failure.code},
    reason = :#${variable.failure.reason},
    hint = 'The shop is being asked what became of it; nothing is sent again before that is known.',
    next_attempt_at = dropship_now() + CAST(:#${properties:settle.first-look} AS interval)
WHERE job_id = :#${variable.importing.jobId} AND product_id = :#${variable.importing.productId} AND claim_id = :#${variable.importing.claimId}
