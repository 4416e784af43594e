UPDATE purchase
SET state = 'planned', held_from = NULL, intent = NULL, quoted_at = NULL, claim_id = NULL, claimed_until = NULL,
    excluded_dispatch = array_append(excluded_dispatch, dispatch_location), preferred_dispatch = NULL, next_attempt_at = dropship_now(),
    reason_code = :#${variable.failure.code}, reason = :#${variable.failure.reason}, hint = NULL,
    what = 'nothing left at ' || dispatch_location || ': another dispatch country is asked'
WHERE id = :#${variable.purchase.id} AND claim_id = :#${variable.purchase.claimId}
