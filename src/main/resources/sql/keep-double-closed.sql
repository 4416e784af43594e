UPDATE trade SET closed_at = dropship_now(), claimed_until = NULL
WHERE supplier = :#${variable.supplier} AND environment = :#${variable.environment} AND trade_id = :#${variable.tradeId} AND role = 'surplus'
