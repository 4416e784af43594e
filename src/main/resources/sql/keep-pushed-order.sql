-- A push says "look" and nothing else. Its trade's purchase becomes due; a trade that nobody owns is kept, and may be what a
-- lost create call left.
WITH message AS (
    SELECT m.id FROM inbox AS m WHERE m.id = :#${variable.message[id]} AND m.claim_id = :#${variable.message[claim_id]}),
owner AS (
    SELECT p.id, p.claimed_until >= dropship_now() AS busy
    FROM message, trade AS t JOIN purchase AS p ON p.id = t.purchase_id
    WHERE t.supplier = :#${variable.supplier} AND t.environment = :#${variable.environment} AND t.trade_id = :#${variable.push.tradeId}
      AND t.role = 'kept'),
woken AS (
    UPDATE purchase AS p
    SET next_attempt_at = least(p.next_attempt_at, dropship_now()),
        look_due_at = CASE WHEN p.state = 'unknown' THEN coalesce(p.look_due_at, p.next_attempt_at) END
    FROM owner AS o
    WHERE p.id = o.id AND (p.claimed_until IS NULL OR p.claimed_until < dropship_now()) AND NOT p.cancelling
      -- Unpaid is what a placed order is: nothing to look at, and its waits are there for a reason.
      AND (p.state IN ('paying', 'paid', 'shipped', 'held', 'unknown')
           OR p.state = 'placed' AND :#${variable.push.status} <> ALL (string_to_array(:#${variable.unpaidWords}, ',')))),
stranger AS (
    INSERT INTO foreign_trade AS f (supplier, environment, trade_id, account_id, status, source)
    SELECT CAST(:#${variable.supplier} AS text), CAST(:#${variable.environment} AS text), CAST(:#${variable.push.tradeId} AS text),
           coalesce((SELECT min(a.id) FROM account AS a WHERE a.supplier = :#${variable.supplier} AND a.environment = :#${variable.environment}
                     AND a.user_id = :#${variable.userId}),
                    (SELECT min(a.id) FROM account AS a WHERE a.supplier = :#${variable.supplier} AND a.environment = :#${variable.environment}
                     AND :#${variable.olderId} IN (a.havana_id, a.user_id)),
                    -- The only account there is, when its numbers are not known.
                    (SELECT min(a.id) FROM account AS a WHERE a.supplier = :#${variable.supplier} AND a.environment = :#${variable.environment}
                     HAVING count(*) = 1 AND bool_and(a.user_id IS NULL AND a.havana_id IS NULL))),
           :#${variable.push.status}, 'push'
    FROM message
    WHERE NOT EXISTS (SELECT FROM trade AS t WHERE t.supplier = :#${variable.supplier} AND t.environment = :#${variable.environment}
                      AND t.trade_id = :#${variable.push.tradeId})
    ON CONFLICT (supplier, environment, trade_id) DO UPDATE
    SET status = EXCLUDED.status, account_id = coalesce(f.account_id, EXCLUDED.account_id)
    RETURNING f.account_id, xmax = 0 AS is_new),
offered AS (
    UPDATE purchase AS p
    SET next_attempt_at = least(p.next_attempt_at, dropship_now()), look_due_at = coalesce(p.look_due_at, p.next_attempt_at)
    FROM stranger AS s
    WHERE s.is_new AND p.supplier = :#${variable.supplier} AND p.environment = :#${variable.environment}
      AND p.state = 'unknown' AND p.intent = 'create'
      AND (s.account_id IS NULL OR p.account_id = s.account_id)
      AND (p.claimed_until IS NULL OR p.claimed_until < dropship_now()))
-- Whoever works on the purchase may have asked the supplier before this happened: the message waits until it is free.
UPDATE inbox AS m
SET state = CASE WHEN busy.it THEN 'new' ELSE 'done' END, handled_at = CASE WHEN NOT busy.it THEN dropship_now() END,
    next_attempt_at = CASE WHEN busy.it THEN dropship_now() + CAST(:#${properties:walk.look-later} AS interval) ELSE m.next_attempt_at END,
    claim_id = NULL, claimed_until = NULL, reason_code = NULL, reason = NULL
FROM message, (SELECT coalesce(bool_or(o.busy), false) AS it FROM owner AS o) AS busy
WHERE m.id = message.id
