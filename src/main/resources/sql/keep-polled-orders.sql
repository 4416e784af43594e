-- What a poll found and its cursor, or neither. As with a push: a trade's purchase becomes due when its order has changed since
-- it was last told of; a trade that nobody owns is kept and offered to unknown purchases.
WITH poll AS (
    SELECT a.id, a.supplier, a.environment FROM account AS a
    WHERE a.id = :#${variable.poll.accountId} AND a.poll_claim_id = :#${variable.poll.claimId}
    FOR UPDATE),
polled AS (
    SELECT a.id AS account_id, a.supplier, a.environment, o.trade_id, o.status, o.created_at, o.modified_at
    FROM poll AS a, jsonb_to_recordset(CAST(:#${variable.polledJson} AS jsonb))
        AS o (trade_id text, status text, created_at timestamptz, modified_at timestamptz)),
-- One that is being worked on is told of again by the next poll, whose window overlaps by more than any claim lasts.
owner AS (
    SELECT o.*, p.id AS purchase_id
    FROM polled AS o JOIN trade AS t ON (t.supplier, t.environment, t.trade_id) = (o.supplier, o.environment, o.trade_id)
        JOIN purchase AS p ON p.id = t.purchase_id
    WHERE t.role = 'kept' AND (p.claimed_until IS NULL OR p.claimed_until < dropship_now())
      AND CASE WHEN o.modified_at IS NULL THEN p.supplier_status IS DISTINCT FROM o.status
               ELSE coalesce(t.modified_at < o.modified_at, true) END),
noted AS (
    UPDATE trade AS t SET modified_at = o.modified_at FROM owner AS o
    WHERE (t.supplier, t.environment, t.trade_id) = (o.supplier, o.environment, o.trade_id) AND o.modified_at IS NOT NULL),
woken AS (
    UPDATE purchase AS p
    SET next_attempt_at = least(p.next_attempt_at, dropship_now()),
        look_due_at = CASE WHEN p.state = 'unknown' THEN coalesce(p.look_due_at, p.next_attempt_at) END
    FROM owner AS o
    WHERE p.id = o.purchase_id AND (p.claimed_until IS NULL OR p.claimed_until < dropship_now()) AND NOT p.cancelling
      AND (p.state IN ('paying', 'paid', 'shipped', 'held', 'unknown')
           OR p.state = 'placed' AND o.status NOT IN ('unpay', 'to_be_audited'))),
stranger AS (
    INSERT INTO foreign_trade AS f (supplier, environment, trade_id, account_id, status, source, created_at)
    SELECT o.supplier, o.environment, o.trade_id, o.account_id, o.status, 'poll', o.created_at FROM polled AS o
    WHERE NOT EXISTS (SELECT FROM trade AS t WHERE (t.supplier, t.environment, t.trade_id) = (o.supplier, o.environment, o.trade_id))
    ORDER BY o.trade_id
    ON CONFLICT (supplier, environment, trade_id) DO UPDATE
    SET status = EXCLUDED.status, account_id = EXCLUDED.account_id, created_at = coalesce(EXCLUDED.created_at, f.created_at)
    WHERE (f.status, f.account_id, f.created_at) IS DISTINCT FROM
          (EXCLUDED.status, EXCLUDED.account_id, coalesce(EXCLUDED.created_at, f.created_at))
    RETURNING f.account_id, xmax = 0 AS is_new),
offered AS (
    UPDATE purchase AS p
    SET next_attempt_at = least(p.next_attempt_at, dropship_now()), look_due_at = coalesce(p.look_due_at, p.next_attempt_at)
    WHERE p.account_id IN (SELECT s.account_id FROM stranger AS s WHERE s.is_new)
      AND p.state = 'unknown' AND p.intent = 'create' AND (p.claimed_until IS NULL OR p.claimed_until < dropship_now()))
UPDATE account AS a
SET poll_cursor = CAST(:#${variable.poll.startedAt} AS timestamptz), poll_throttles = 0, poll_claim_id = NULL, poll_claimed_until = NULL,
    next_poll_at = greatest(dropship_now(),
        CAST(:#${variable.poll.startedAt} AS timestamptz) + CAST(:#${properties:polling.interval} AS interval))
FROM poll WHERE a.id = poll.id
