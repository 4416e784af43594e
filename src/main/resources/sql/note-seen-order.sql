-- Shopify counts in seconds: one that is not over yet may bring another change.
UPDATE shopify_order SET seen_at = greatest(seen_at, CAST(:#${variable.seenAt} AS timestamptz))
WHERE shop = :#${variable.shop} AND order_id = :#${variable.orderId}
  AND CAST(:#${variable.seenAt} AS timestamptz) < dropship_now() - interval '2 seconds'
