-- What was read from a shop takes the way of a webhook. Its key is its content, so that the same content is handled once, and
-- whoever reads it again learns where it stands.
WITH stored AS (
    INSERT INTO inbox (message_key, source, topic, shop, triggered_at, body)
    VALUES (:#${variable.shopOrder.messageKey}, 'shopify', 'orders/read', :#${variable.shopOrder.shop}, dropship_now(),
            CAST(:#${variable.shopOrder.body} AS bytea))
    ON CONFLICT (message_key) DO NOTHING
    RETURNING state)
SELECT state FROM stored
UNION ALL
SELECT state FROM inbox WHERE message_key = :#${variable.shopOrder.messageKey}
