-- A batch of old messages: what was read in them is kept as an order, the key keeps copies out.
UPDATE inbox SET body = '', emptied_at = dropship_now() WHERE id IN (
    SELECT id FROM inbox WHERE emptied_at IS NULL AND state <> 'new'
      AND received_at < dropship_now() - CAST(:#${properties:privacy.keep-bodies} AS interval)
    ORDER BY received_at LIMIT 1000 FOR UPDATE SKIP LOCKED)
