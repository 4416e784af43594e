-- Stores a batch of messages and claims their keys in one statement; a row comes back for each one that is new.
-- What Shopify sends about a shop that is not connected is kept for a person, never handled.
WITH own (shops) AS (VALUES (?::text[])),
message AS (
    SELECT m.*,
           -- What is asked in the name of people is carried out for a shop that has left, too.
           m.source = 'shopify' AND m.topic NOT IN ('customers/data_request', 'customers/redact', 'shop/redact')
               AND NOT coalesce(m.shop = ANY (own.shops), false)
               AND NOT EXISTS (SELECT FROM shop WHERE shop.domain = m.shop) AS stranger
    FROM own, unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bytea[], ?::text[], ?::text[])
        AS m (message_key, source, topic, shop, triggered_at, body, reason_code, reason)
)
INSERT INTO inbox (message_key, source, topic, shop, triggered_at, body, state, reason_code, reason)
SELECT message_key, source, topic, shop, triggered_at::timestamptz, body,
       CASE WHEN stranger OR reason_code IS NOT NULL THEN 'parked' ELSE 'new' END,
       CASE WHEN stranger THEN 'UNKNOWN_SHOP' ELSE reason_code END,
       CASE WHEN stranger THEN format('The shop "%s" is not connected; connect it and replay the message.', shop) ELSE reason END
FROM message
ON CONFLICT (message_key) DO NOTHING
RETURNING message_key, state = 'parked'
