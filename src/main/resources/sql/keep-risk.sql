-- Without access to the shop the message itself has to do: a high risk is to be looked into by a person.
WITH handled AS (
    UPDATE inbox SET state = 'done', handled_at = dropship_now(), claim_id = NULL, claimed_until = NULL, reason_code = NULL, reason = NULL
    WHERE id = :#${variable.message[id]} AND claim_id = :#${variable.message[claim_id]}
    RETURNING shop)
UPDATE shopify_order AS o
SET risk = :#${variable.risk}, replan = true, claim_id = NULL, claimed_until = NULL, attempts = 0, next_attempt_at = dropship_now(),
    updated_at = dropship_now()
FROM handled
WHERE o.shop = handled.shop AND o.order_id = :#${variable.orderId} AND CAST(:#${variable.risk} AS text) IS NOT NULL
  AND o.risk IS DISTINCT FROM :#${variable.risk}
