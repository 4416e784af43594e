-- By now nobody delivers these messages again.
DELETE FROM inbox WHERE id IN (
    SELECT id FROM inbox WHERE emptied_at IS NOT NULL AND state <> 'new'
      AND received_at < dropship_now() - CAST(:#${properties:privacy.keep-keys} AS interval)
    ORDER BY received_at LIMIT 1000 FOR UPDATE SKIP LOCKED)
