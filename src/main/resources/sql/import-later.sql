-- A refusal of the call that creates says that nothing was made. While one is open the product is never given up: it may be there.
WITH mine AS (
    UPDATE import_product AS p
    SET state = CASE WHEN o.open OR NOT o.last THEN 'waiting' ELSE 'failed' END,
        draft = CASE WHEN o.open OR NOT o.last THEN p.draft END,
        finished_at = CASE WHEN NOT o.open AND o.last THEN dropship_now() END,
        attempts = p.attempts + CAST(:#${variable.failure.attempt} AS integer), claim_id = NULL, claimed_until = NULL,
        next_attempt_at = dropship_now() + CASE WHEN o.last THEN CAST(:#${properties:shopify.held-look} AS interval)
            ELSE make_interval(secs => CAST(:#${variable.failure.delaySeconds} AS double precision)) END,
        reason_code = :#${variable.failure.code}, reason = :#${variable.failure.reason}, hint = :#${variable.failure.hint}
    FROM import_job AS j, (SELECT
        NOT CAST(:#${variable.refused} AS boolean)
            AND (CAST(:#${variable.importing.open} AS boolean) OR CAST(:#${variable.sent} AS boolean)) AS open,
        CAST(:#${variable.failure.exhausted} AS boolean) OR :#${variable.failure.action} <> 'wait' AS last) AS o
    WHERE j.id = p.job_id AND p.job_id = :#${variable.importing.jobId} AND p.product_id = :#${variable.importing.productId}
      AND p.claim_id = :#${variable.importing.claimId}
    RETURNING j.shop, j.supplier, p.product_id, p.job_id)
UPDATE imported_product AS k
SET intent_at = NULL, intent_job = NULL
FROM mine AS m
WHERE CAST(:#${variable.refused} AS boolean) AND k.shop = m.shop AND k.supplier = m.supplier AND k.product_id = m.product_id
  AND k.intent_job = m.job_id AND k.shopify_id IS NULL
