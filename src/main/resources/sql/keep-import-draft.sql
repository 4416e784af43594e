UPDATE import_product
SET draft = CAST(:#${variable.draftJson} AS jsonb)
WHERE job_id = :#${variable.importing.jobId} AND product_id = :#${variable.importing.productId} AND claim_id = :#${variable.importing.claimId}
