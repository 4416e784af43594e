UPDATE purchase
SET state = held_from, held_from = NULL, claim_id = NULL, claimed_until = NULL, next_attempt_at = dropship_now(),
    reason_code = NULL, reason = NULL, hint = NULL, what = 'a new day, a new limit'
WHERE state = 'held' AND reason_code = 'MAX_DAILY_COST'
  -- The row itself is touched by every look at the supplier; the day it was held stands in the timeline.
  AND ((SELECT max(t.at) FROM timeline AS t WHERE t.purchase_id = purchase.id AND t.to_state = 'held'
        AND t.from_state IS DISTINCT FROM 'held') AT TIME ZONE 'UTC')::date < (dropship_now() AT TIME ZONE 'UTC')::date
