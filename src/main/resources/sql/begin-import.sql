-- The intent of the one call that creates a product. Whoever lost the claim, whose job was cancelled, or who finds another job at
-- the same product, or under another handle, gets no row and sends nothing.
WITH mine AS (
    SELECT j.shop, j.supplier, p.product_id, p.job_id
    FROM import_product AS p JOIN import_job AS j ON j.id = p.job_id
    WHERE p.job_id = :#${variable.importing.jobId} AND p.product_id = :#${variable.importing.productId}
      AND p.claim_id = :#${variable.importing.claimId} AND p.claimed_until > dropship_now()
      AND (j.state = 'running' OR CAST(:#${variable.importing.open} AS boolean))
    FOR UPDATE OF p)
INSERT INTO imported_product AS k (shop, supplier, product_id, handle, intent_at, intent_job)
SELECT shop, supplier, product_id, CAST(:#${variable.handle} AS text), dropship_now(), job_id FROM mine
ON CONFLICT (shop, supplier, product_id) DO UPDATE SET intent_at = dropship_now(), intent_job = EXCLUDED.intent_job
WHERE k.shopify_id IS NULL AND k.handle = EXCLUDED.handle AND (k.intent_at IS NULL OR k.intent_job = EXCLUDED.intent_job
    OR k.intent_at <= dropship_now() - CAST(:#${properties:shopify.settle} AS interval))
RETURNING k.handle
