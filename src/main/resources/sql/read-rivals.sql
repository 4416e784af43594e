-- Purchases of the same account that may own an order of the same product: its orders cannot be told apart.
SELECT o.id FROM purchase AS p JOIN purchase AS o ON (o.supplier, o.environment) = (p.supplier, p.environment) AND o.id <> p.id
WHERE p.id = :#${variable.purchase.id} AND o.account_id IS NOT DISTINCT FROM p.account_id
  AND (o.state IN ('placing', 'unknown') AND o.intent = 'create' OR o.state = 'held' AND o.held_from = 'unknown')
  AND NOT EXISTS (SELECT FROM trade AS t WHERE t.purchase_id = o.id)
  AND EXISTS (SELECT FROM purchase_line AS mine JOIN purchase_line AS theirs USING (product_id)
              WHERE mine.purchase_id = p.id AND theirs.purchase_id = o.id)
