-- One create call may be answered with several orders, of several sellers: they are one purchase.
WITH kept AS (
    INSERT INTO trade (supplier, environment, trade_id, purchase_id, created_at)
    SELECT p.supplier, p.environment, t.id, p.id, dropship_now() + t.place * interval '1 microsecond'
    FROM purchase AS p, unnest(string_to_array(:#${variable.tradeIds}, ',')) WITH ORDINALITY AS t (id, place)
    WHERE p.id = :#${variable.purchase.id} AND p.claim_id = :#${variable.purchase.claimId} AND p.state IN ('placing', 'unknown')
    RETURNING purchase_id, trade_id),
purchased AS (SELECT purchase_id, string_agg(trade_id, ', ') AS trades FROM kept GROUP BY purchase_id)
UPDATE purchase AS p
-- What its create call was to pay may be paid: only the order itself says so, and until then its money stays reserved.
SET state = CASE WHEN p.pays_on_create AND CAST(:#${variable.paymentRefusal} AS text) IS NULL THEN 'paying' ELSE 'placed' END,
    held_from = NULL, intent = NULL, looks = 0, attempts = 0, claim_id = NULL, claimed_until = NULL,
    -- A supplier may show an order only after a while.
    next_attempt_at = dropship_now() + coalesce(CAST(:#${variable.shownAfter} AS interval), interval '0'),
    pay_url = :#${variable.payUrl}, payment_refusal = :#${variable.paymentRefusal},
    actual_total = NULL, reason_code = NULL, reason = NULL, hint = NULL,
    what = 'placed as ' || purchased.trades || coalesce(', but not paid: ' || CAST(:#${variable.paymentRefusal} AS text), '')
FROM purchased WHERE p.id = purchased.purchase_id
RETURNING p.id
