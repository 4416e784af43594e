UPDATE purchase
SET state = 'unknown', claim_id = NULL, claimed_until = NULL,
    next_attempt_at = dropship_now() + CAST(:#${properties:settle.first-look} AS interval),
    reason_code = 'WORKER_LOST', reason = 'the worker ended before the outcome was written',
    hint = 'The supplier is being asked what became of it; nothing is repeated before that is known.',
    what = intent || ' has no known outcome: the worker ended before it was written'
WHERE state IN ('placing', 'paying') AND intent IS NOT NULL AND claimed_until < dropship_now()
