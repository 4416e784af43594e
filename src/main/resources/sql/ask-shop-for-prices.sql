-- A price call without a known outcome, or one that was refused for a while, is never repeated: the shop is read, and what it shows
-- decides.
WITH given_up AS (
    UPDATE catalog_write SET state = 'refused', claim_id = NULL, claimed_until = NULL, ended_at = dropship_now()
    WHERE id = :#${variable.change.id} AND claim_id = :#${variable.change.claimId}
    RETURNING id),
open_again AS (
    UPDATE price_change AS c SET state = 'due', write_id = NULL FROM given_up AS g WHERE c.write_id = g.id AND c.state = 'writing'
    RETURNING c.shop, c.variant_id)
UPDATE linked_variant AS v SET stale = true, claim_id = NULL, claimed_until = NULL
FROM open_again AS o WHERE v.shop = o.shop AND v.variant_id = o.variant_id
