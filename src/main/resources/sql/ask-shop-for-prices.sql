-- A price call without a known outcome, or one that was refused for a while, is never repeated: the shop is read, and what it shows
-- decides.
WITH given_up AS (
    UPDATE catalog_write SET state = 'refused', claim_id = NULL, claimed_until = NULL, ended_at = dropship_now()
    WHERE id = :#${variable.change.id} AND claim_id = :#${variable.change.claimId}
    RETURNING id, reason_code, reason, hint),
open_again AS (
    UPDATE price_change AS c SET state = 'due', write_id = NULL, reason_code = g.reason_code, reason = g.reason, hint = g.hint
    FROM given_up AS g WHERE c.write_id = g.id AND c.state = 'writing'
    RETURNING c.shop, c.variant_id)
UPDATE linked_variant AS v SET stale = true, claim_id = NULL, claimed_until = NULL
FROM open_again AS o WHERE v.shop = o.shop AND v.variant_id = o.variant_id
