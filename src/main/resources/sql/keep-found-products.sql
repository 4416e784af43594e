-- What the search has found becomes the job's products, in the same statement that ends the search.
WITH job AS (
    UPDATE import_job
    SET state = 'running', claim_id = NULL, claimed_until = NULL, reason_code = NULL, reason = NULL, hint = NULL
    WHERE id = :#${variable.importJob.id} AND claim_id = :#${variable.importJob.claimId} AND state = 'searching'
    RETURNING id)
INSERT INTO import_product (job_id, product_id, place)
SELECT job.id, found.product_id, found.place
FROM job CROSS JOIN unnest(string_to_array(:#${variable.foundIds}, ',')) WITH ORDINALITY AS found (product_id, place)
WHERE found.product_id <> ''
ON CONFLICT DO NOTHING
