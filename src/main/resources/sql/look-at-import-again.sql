-- A call that creates it, ours or another job's, may still be under way: the shop is asked again.
UPDATE import_product
SET claim_id = NULL, claimed_until = NULL, next_attempt_at = dropship_now() + CAST(:#${properties:settle.first-look} AS interval)
WHERE job_id = :#${variable.importing.jobId} AND product_id = :#${variable.importing.productId} AND claim_id = :#${variable.importing.claimId}
