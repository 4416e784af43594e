-- From here on nobody knows the outcome until it is written down.
UPDATE catalog_write SET state = 'unknown', next_attempt_at = dropship_now()
WHERE id = :#${variable.change.id} AND claim_id = :#${variable.change.claimId} AND claimed_until > dropship_now()
RETURNING id
