-- The merchant has deleted the product since it was imported: it is imported anew.
WITH mine AS (
    UPDATE import_product AS p
    SET claim_id = NULL, claimed_until = NULL, next_attempt_at = dropship_now()
    FROM import_job AS j
    WHERE j.id = p.job_id AND p.job_id = :#${variable.importing.jobId} AND p.product_id = :#${variable.importing.productId}
      AND p.claim_id = :#${variable.importing.claimId}
    RETURNING j.shop, j.supplier, p.product_id)
UPDATE imported_product AS k
SET shopify_id = NULL, intent_at = NULL, intent_job = NULL
FROM mine AS m
WHERE k.shop = m.shop AND k.supplier = m.supplier AND k.product_id = m.product_id AND k.shopify_id = :#${variable.importing.shopifyId}
