INSERT INTO trade (supplier, environment, trade_id, purchase_id, role)
SELECT p.supplier, p.environment, :#${variable.tradeId}, p.id, 'surplus' FROM purchase AS p
WHERE p.id = :#${variable.purchase.id} AND p.claim_id = :#${variable.purchase.claimId} AND p.state = 'unknown'
ON CONFLICT DO NOTHING
