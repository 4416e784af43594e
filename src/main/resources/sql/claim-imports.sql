UPDATE import_job
SET claim_id = gen_random_uuid(), claimed_until = dropship_now() + CAST(:#${properties:walk.lease} AS interval)
WHERE id IN (
    SELECT c.id FROM import_job AS c
    WHERE c.state = 'searching' AND c.next_attempt_at <= dropship_now() AND (c.claimed_until IS NULL OR c.claimed_until < dropship_now())
    ORDER BY c.next_attempt_at
    FOR UPDATE SKIP LOCKED
    LIMIT CAST(:#${properties:walk.workers} AS integer))
RETURNING id, claim_id, shop, supplier, CAST(search AS text) AS search, min_rating, min_volume, attempts
