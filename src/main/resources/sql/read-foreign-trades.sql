SELECT f.trade_id FROM foreign_trade AS f
WHERE f.supplier = :#${variable.purchase.supplier} AND f.environment = :#${variable.purchase.environment}
  AND coalesce(f.created_at, f.seen_at) >= CAST(:#${variable.createdSince.toString} AS timestamptz)
  -- Only the account that made an order can read it.
  AND f.account_id = coalesce(:#${variable.account}, (SELECT a.id FROM account AS a WHERE a.supplier = f.supplier
                                                      AND a.environment = f.environment AND a.is_default))
  AND NOT EXISTS (SELECT FROM trade AS t WHERE (t.supplier, t.environment, t.trade_id) = (f.supplier, f.environment, f.trade_id))
ORDER BY f.seen_at
