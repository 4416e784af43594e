UPDATE trade SET closed_at = dropship_now()
WHERE supplier = :#${variable.supplier} AND trade_id = :#${variable.tradeId} AND role = 'surplus'
