-- A batch of old messages: what was read in them is kept as an order, the key keeps copies out. One that came after its order's
-- customer was to be forgotten is emptied as soon as it is read.
UPDATE inbox SET body = '', emptied_at = dropship_now(), reason = NULL WHERE id IN (
    SELECT id FROM inbox WHERE emptied_at IS NULL AND state <> 'new'
      AND (received_at < dropship_now() - CAST(:#${properties:privacy.keep-bodies} AS interval)
           OR source = 'shopify' AND coalesce(handled_at, received_at) > dropship_now() - interval '6 hours'
              AND EXISTS (
                  SELECT FROM regexp_matches(convert_from(substring(inbox.body FROM 1 FOR 1000), 'LATIN1'), '"(?:order_)?id":\s*([0-9]+)', 'g') AS m
                  JOIN shopify_order AS o ON o.shop = inbox.shop AND o.order_id = m[1]
                  WHERE o.redacted_at <= inbox.received_at))
    ORDER BY received_at LIMIT 1000 FOR UPDATE SKIP LOCKED)
