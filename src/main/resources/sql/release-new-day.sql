UPDATE purchase
SET state = held_from, held_from = NULL, claim_id = NULL, claimed_until = NULL, next_attempt_at = dropship_now(),
    reason_code = NULL, reason = NULL, hint = NULL, what = 'a new day, a new limit'
WHERE state = 'held' AND reason_code = 'MAX_DAILY_COST'
  AND (updated_at AT TIME ZONE 'UTC')::date < (dropship_now() AT TIME ZONE 'UTC')::date
