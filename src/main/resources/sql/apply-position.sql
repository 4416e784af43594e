WITH walk AS (SELECT ARRAY['planned', 'quoted', 'placing', 'placed', 'paying', 'paid', 'shipped', 'delivered'] AS steps),
now AS (
    SELECT p.id, p.state, p.reason_code, coalesce(p.held_from, p.state) AS position,
           -- What has arrived is looked at for its number alone: whatever becomes of the order at the supplier changes nothing here.
           CASE WHEN coalesce(p.held_from, p.state) = 'delivered' THEN 'delivered' ELSE CAST(:#${variable.position} AS text) END AS said,
           coalesce(array_position(w.steps, :#${variable.position}), 0)
               > coalesce(array_position(w.steps, CASE coalesce(p.held_from, p.state) WHEN 'unknown' THEN 'placed'
                                                  ELSE coalesce(p.held_from, p.state) END), 0) AS onward,
           -- Where no list of orders can be polled, looking more often has to do instead.
           CASE WHEN p.supplier = ANY (string_to_array(:#${bean:supplierSettings.withoutList}, ','))
                THEN least(CAST(:#${properties:track.first} AS interval), CAST(:#${properties:polling.interval} AS interval))
                ELSE CAST(:#${properties:track.first} AS interval) END AS first_look,
           CASE WHEN p.supplier = ANY (string_to_array(:#${bean:supplierSettings.withoutList}, ','))
                THEN least(CAST(:#${properties:walk.held-look} AS interval), CAST(:#${properties:polling.interval} AS interval))
                ELSE CAST(:#${properties:walk.held-look} AS interval) END AS held_look,
           -- Held for a status that has passed.
           p.state = 'held' AND p.reason_code = p.supplier_status AND :#${variable.position} <> 'odd' AS passed
    FROM purchase AS p, walk AS w
    WHERE p.id = :#${variable.purchase.id} AND p.claim_id = :#${variable.purchase.claimId}
    -- A person may act in the same moment: then the claim is theirs, and this statement waits and finds that out.
    FOR UPDATE OF p),
judged AS (
    -- A reason ends with what caused it; that of a change after payment stays for the person it is meant for.
    SELECT n.*, n.state = 'held' AND NOT n.onward AS stays_held, (n.onward OR n.passed OR n.state <> 'held') AND n.reason_code NOT LIKE 'CHANGED_AFTER_%' AS cured,
           (n.onward OR n.passed OR n.state <> 'held') AND coalesce(n.reason_code NOT LIKE 'CHANGED_AFTER_%', true)
               AND CAST(:#${variable.warning.code} AS text) IS NOT NULL AS warned FROM now AS n)
UPDATE purchase AS p
SET state = CASE WHEN now.said = 'gone' THEN CASE WHEN p.paid_at IS NULL THEN 'cancelled' ELSE 'closed' END
                 WHEN now.said = 'odd' THEN 'held'
                 WHEN now.onward THEN now.said WHEN now.passed THEN p.held_from ELSE p.state END,
    held_from = CASE WHEN now.said = 'gone' OR now.onward OR now.passed THEN NULL
                     WHEN now.said = 'odd' THEN now.position ELSE p.held_from END,
    reason_code = CASE WHEN now.said = 'odd' THEN :#${variable.supplierOrder.status}
                       WHEN now.said = 'gone' THEN 'CLOSED_BY_SUPPLIER'
                       WHEN now.warned THEN :#${variable.warning.code}
                       WHEN now.cured THEN NULL ELSE p.reason_code END,
    reason = CASE WHEN now.said = 'odd' THEN 'the supplier says: ' || :#${variable.supplierOrder.status}
                  WHEN now.said = 'gone' THEN 'the supplier closed the order'
                  WHEN now.warned THEN :#${variable.warning.reason}
                  WHEN now.cured THEN NULL ELSE p.reason END,
    hint = CASE WHEN now.said = 'odd' THEN 'Look at the order at the supplier; it goes on by itself when its status does.'
                WHEN now.said = 'gone' THEN 'Nothing is bought again by itself: use retry to buy these pieces anew.'
                WHEN now.warned THEN :#${variable.warning.hint}
                WHEN now.cured THEN NULL ELSE p.hint END,
    -- An outcome that stays unknown keeps the call it is about.
    intent = CASE WHEN now.position = 'unknown' AND NOT now.onward AND now.said <> 'gone' THEN p.intent END,
    attempts = CASE WHEN now.onward THEN 0 WHEN now.position = 'delivered' THEN p.attempts + 1 ELSE p.attempts END,
    -- Paid while it was to be cancelled: its Shopify order is planned once more.
    reconsider = p.reconsider OR p.cancelling AND now.said <> 'gone',
    cancelling = false,
    paid_at = CASE WHEN now.said IN ('paid', 'shipped', 'delivered') THEN coalesce(p.paid_at, dropship_now())
                   ELSE p.paid_at END,
    supplier_status = :#${variable.supplierOrder.status},
    -- The real cost is what the order says last; in another currency it says nothing here.
    actual_total = coalesce(CASE WHEN p.pays_on_create OR p.actual_total IS NULL THEN
        CASE WHEN :#${variable.supplierOrder.currency} = p.currency THEN CAST(:#${variable.supplierOrder.total} AS numeric) END END,
        p.actual_total),
    -- Of several orders, the one that is still to be paid.
    pay_url = CASE WHEN CAST(:#${variable.supplierOrder.tradeIds.size} AS integer) > 1
        THEN coalesce(CAST(:#${variable.supplierOrder.payUrl} AS text), p.pay_url) ELSE p.pay_url END,
    tracking = coalesce(CAST(:#${variable.trackingJson} AS jsonb), p.tracking),
    sent = CASE WHEN CAST(:#${variable.trackingJson} AS text) IS NULL THEN p.sent ELSE CAST(:#${variable.sentJson} AS jsonb) END,
    claim_id = NULL, claimed_until = NULL,
    -- Looked at less and less often, held or not: a day old, once an hour; a week old, once in the ceiling.
    -- What has arrived is asked for its number a few times more, as its parcels may be unreadable just now.
    next_attempt_at = CASE WHEN now.said = 'gone'
                                OR now.position = 'delivered' AND p.attempts + 1 >= CAST(:#${properties:track.number-looks} AS integer)
                                OR now.said = 'delivered' AND coalesce(CAST(:#${variable.trackingJson} AS jsonb), p.tracking) <> '[]'
                                   -- Whether all of it was on its way is known by this look, or was before.
                                   AND (CAST(:#${variable.trackingJson} AS text) IS NOT NULL OR p.sent IS NULL) THEN NULL
        WHEN now.passed AND NOT now.onward THEN dropship_now()
        ELSE dropship_now() + least(CAST(:#${properties:track.ceiling} AS interval),
             greatest(CASE WHEN now.stays_held THEN now.held_look ELSE now.first_look END,
                      (dropship_now() - coalesce(CASE WHEN now.stays_held THEN p.first_create_at ELSE p.paid_at END, dropship_now()))
                          * CAST(:#${properties:track.growth} AS double precision))) END,
    what = CASE WHEN now.said = 'gone' THEN 'closed by the supplier'
                WHEN now.said = 'odd' THEN 'the supplier says: ' || :#${variable.supplierOrder.status}
                WHEN now.onward THEN now.said || ' says the supplier (' || :#${variable.supplierOrder.status} || ')'
                WHEN now.passed THEN 'goes on: the supplier says ' || :#${variable.supplierOrder.status} ELSE p.what END
FROM judged AS now WHERE p.id = now.id
