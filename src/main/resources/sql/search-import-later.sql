UPDATE import_job
SET state = CASE WHEN CAST(:#${variable.failure.exhausted} AS boolean) OR :#${variable.failure.action} <> 'wait' THEN 'failed' ELSE state END,
    attempts = attempts + CAST(:#${variable.failure.attempt} AS integer), claim_id = NULL, claimed_until = NULL,
    next_attempt_at = dropship_now() + make_interval(secs => CAST(:#${variable.failure.delaySeconds} AS double precision)),
    reason_code = :#${variable.failure.code}, reason = :#${variable.failure.reason}, hint = :#${variable.failure.hint}
WHERE id = :#${variable.importJob.id} AND claim_id = :#${variable.importJob.claimId} AND state = 'searching'
