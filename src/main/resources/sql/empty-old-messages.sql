-- A batch of old messages: what was read in them is kept as an order, the key keeps copies out. One that came after its order's
-- customer was to be forgotten is emptied as soon as it is read.
UPDATE inbox SET body = '', emptied_at = dropship_now() WHERE id IN (
    SELECT id FROM inbox WHERE emptied_at IS NULL AND state <> 'new'
      AND (received_at < dropship_now() - CAST(:#${properties:privacy.keep-bodies} AS interval)
           OR source = 'shopify' AND coalesce(handled_at, received_at) > dropship_now() - interval '6 hours'
              AND EXISTS (SELECT FROM shopify_order AS o WHERE o.shop = inbox.shop AND o.redacted_at <= inbox.received_at
                          AND speaks_of(inbox.body, ARRAY[o.order_id], '{}')))
    ORDER BY received_at LIMIT 1000 FOR UPDATE SKIP LOCKED)
