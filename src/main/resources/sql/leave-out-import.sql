-- Its job was cancelled before anything of it was sent.
UPDATE import_product
SET state = 'cancelled', draft = NULL, claim_id = NULL, claimed_until = NULL, finished_at = dropship_now()
WHERE job_id = :#${variable.importing.jobId} AND product_id = :#${variable.importing.productId} AND claim_id = :#${variable.importing.claimId}
