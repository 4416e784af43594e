UPDATE shopify_order SET seen_at = greatest(seen_at, CAST(:#${variable.seenAt} AS timestamptz))
WHERE shop = :#${variable.shop} AND order_id = :#${variable.orderId}
