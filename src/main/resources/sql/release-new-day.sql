UPDATE purchase
SET state = held_from, held_from = NULL, claim_id = NULL, claimed_until = NULL, next_attempt_at = dropship_now(),
    reason_code = NULL, reason = NULL, hint = NULL, what = 'it fits under the limit of the day'
WHERE state = 'held' AND reason_code = 'MAX_DAILY_COST'
  AND cost_usd + coalesce((SELECT d.amount FROM spend_day AS d WHERE d.day = (dropship_now() AT TIME ZONE 'UTC')::date), 0)
      <= CAST(:#${properties:guards.max-daily-cost} AS numeric)
