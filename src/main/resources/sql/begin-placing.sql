UPDATE purchase
SET state = CASE WHEN buying_allowed(supplier, shop) THEN 'placing' ELSE state END,
    intent = CASE WHEN buying_allowed(supplier, shop) THEN 'create' ELSE intent END,
    intent_at = CASE WHEN buying_allowed(supplier, shop) THEN dropship_now() ELSE intent_at END,
    first_create_at = CASE WHEN buying_allowed(supplier, shop) THEN coalesce(first_create_at, dropship_now()) ELSE first_create_at END,
    looks = 0,
    what = CASE WHEN buying_allowed(supplier, shop) THEN 'placing at ' || quoted_total || ' ' || currency ELSE what END
WHERE id = :#${variable.purchase.id} AND claim_id = :#${variable.purchase.claimId} AND state = 'quoted'
  AND NOT reconsider AND NOT cancelling AND NOT change_waits(shop, order_id) AND claimed_until > dropship_now()
  -- One that has an order at the supplier never gets another.
  AND NOT EXISTS (SELECT 1 FROM trade AS t WHERE t.purchase_id = purchase.id AND t.role = 'kept')
RETURNING state
