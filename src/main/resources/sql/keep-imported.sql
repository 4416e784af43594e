-- The product stands in the shop: who sells it, which variant is which, and the job's result, all at once.
WITH mine AS (
    UPDATE import_product AS p
    SET state = 'success', shopify_id = :#${variable.shopifyId}, draft = NULL, claim_id = NULL, claimed_until = NULL, reason_code = NULL,
        reason = NULL, hint = NULL, finished_at = dropship_now()
    FROM import_job AS j
    WHERE j.id = p.job_id AND p.job_id = :#${variable.importing.jobId} AND p.product_id = :#${variable.importing.productId}
      AND p.claim_id = :#${variable.importing.claimId}
    RETURNING j.shop, j.supplier, p.product_id, p.job_id),
kept AS (
    INSERT INTO imported_product (shop, supplier, product_id, handle, intent_at, intent_job, shopify_id)
    SELECT shop, supplier, product_id, CAST(:#${variable.handle} AS text), dropship_now(), job_id, :#${variable.shopifyId} FROM mine
    ON CONFLICT (shop, supplier, product_id) DO UPDATE SET shopify_id = EXCLUDED.shopify_id)
INSERT INTO product_link (shop, variant_id, supplier, product_id, sku_id, sku_attr)
SELECT m.shop, l.variant_id, m.supplier, m.product_id, l.sku_id, l.sku_attr
FROM mine AS m CROSS JOIN jsonb_to_recordset(CAST(:#${variable.linksJson} AS jsonb)) AS l (variant_id text, sku_id text, sku_attr text)
ON CONFLICT (shop, variant_id, priority) WHERE variant_id IS NOT NULL DO NOTHING
