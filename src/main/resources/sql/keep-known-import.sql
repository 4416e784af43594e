-- Imported before and still there: what the merchant has made of it stays.
UPDATE import_product
SET state = 'success', shopify_id = :#${variable.importing.shopifyId}, draft = NULL, claim_id = NULL, claimed_until = NULL,
    reason_code = NULL, reason = NULL, hint = NULL, finished_at = dropship_now()
WHERE job_id = :#${variable.importing.jobId} AND product_id = :#${variable.importing.productId} AND claim_id = :#${variable.importing.claimId}
