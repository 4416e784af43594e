UPDATE purchase
SET state = 'planned', held_from = NULL, quoted_at = NULL, claim_id = NULL, claimed_until = NULL, next_attempt_at = dropship_now(),
    what = 'quoted anew: the quote is too old'
WHERE id = :#${variable.purchase.id} AND claim_id = :#${variable.purchase.claimId}
