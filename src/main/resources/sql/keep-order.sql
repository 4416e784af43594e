-- What was read from the shop lacks some of what a webhook tells, such as the customer's browser: it is laid over what is known.
WITH handled AS (
    UPDATE inbox SET state = 'done', handled_at = dropship_now(), claim_id = NULL, claimed_until = NULL, reason_code = NULL, reason = NULL
    WHERE id = :#${variable.message[id]} AND claim_id = :#${variable.message[claim_id]}
    RETURNING shop, topic, coalesce(triggered_at, received_at) AS triggered_at)
INSERT INTO shopify_order AS o (shop, order_id, name, version_at, version_rank, triggered_at, payload, risk, replan)
SELECT shop, :#${variable.orderId}, :#${variable.orderName}, :#${variable.versionAt}, CAST(:#${variable.versionRank} AS integer),
       triggered_at, CAST(:#${variable.orderPayload} AS jsonb), :#${variable.risk}, true
FROM handled
ON CONFLICT (shop, order_id) DO UPDATE
SET name = EXCLUDED.name, version_at = EXCLUDED.version_at, version_rank = EXCLUDED.version_rank, triggered_at = EXCLUDED.triggered_at,
    payload = CASE WHEN (SELECT topic FROM handled) = 'orders/read' THEN coalesce(o.payload, '{}') || EXCLUDED.payload
                   ELSE EXCLUDED.payload END,
    risk = coalesce(EXCLUDED.risk, o.risk), replan = true, claim_id = NULL, claimed_until = NULL, attempts = 0,
    next_attempt_at = dropship_now(), updated_at = dropship_now()
WHERE o.payload IS NULL
   OR (EXCLUDED.version_at, EXCLUDED.version_rank, EXCLUDED.triggered_at) >= (o.version_at, o.version_rank, o.triggered_at)
