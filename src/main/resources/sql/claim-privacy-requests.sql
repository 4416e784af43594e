UPDATE privacy_request AS r
SET claim_id = gen_random_uuid(), claimed_until = dropship_now() + CAST(:#${properties:walk.lease} AS interval)
WHERE r.id IN (
    SELECT c.id FROM privacy_request AS c
    WHERE c.next_attempt_at <= dropship_now() AND (c.claimed_until IS NULL OR c.claimed_until < dropship_now())
    ORDER BY c.next_attempt_at
    FOR UPDATE SKIP LOCKED
    LIMIT CAST(:#${properties:walk.workers} AS integer))
RETURNING r.id, r.claim_id, r.shop, r.kind
