WITH kept AS (
    INSERT INTO trade (supplier, environment, trade_id, purchase_id)
    SELECT p.supplier, p.environment, :#${variable.tradeId}, p.id FROM purchase AS p
    WHERE p.id = :#${variable.purchase.id} AND p.claim_id = :#${variable.purchase.claimId} AND p.state IN ('placing', 'unknown')
    RETURNING purchase_id, trade_id)
UPDATE purchase AS p
SET state = 'placed', held_from = NULL, intent = NULL, looks = 0, attempts = 0, claim_id = NULL, claimed_until = NULL,
    next_attempt_at = dropship_now(), pay_url = :#${variable.payUrl}, actual_total = NULL, reason_code = NULL, reason = NULL, hint = NULL,
    what = 'placed as ' || kept.trade_id
FROM kept WHERE p.id = kept.purchase_id
RETURNING p.id
