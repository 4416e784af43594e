INSERT INTO trade (supplier, environment, trade_id, purchase_id, role)
VALUES (:#${variable.purchase.supplier}, :#${variable.purchase.environment}, :#${variable.tradeId}, :#${variable.purchase.id}, 'surplus')
ON CONFLICT DO NOTHING
