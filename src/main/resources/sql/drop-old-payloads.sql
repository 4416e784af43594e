-- Orders that have come to their end: what was bought stays, the customer does not.
UPDATE shopify_order SET payload = NULL, clearance_code = NULL, payload_removed_at = dropship_now() WHERE (shop, order_id) IN (
    SELECT o.shop, o.order_id FROM shopify_order AS o
    WHERE o.payload IS NOT NULL AND NOT o.replan AND o.state <> 'new'
      AND o.updated_at < dropship_now() - CAST(:#${properties:privacy.keep-bodies} AS interval)
      AND NOT EXISTS (SELECT FROM purchase AS p WHERE p.shop = o.shop AND p.order_id = o.order_id
                      AND (p.state NOT IN ('delivered', 'cancelled', 'closed') OR p.reconsider))
    LIMIT 1000 FOR UPDATE SKIP LOCKED)
