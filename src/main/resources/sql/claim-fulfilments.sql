UPDATE fulfilment AS f
SET claim_id = gen_random_uuid(), claimed_until = dropship_now() + CAST(:#${properties:walk.lease} AS interval), news = false
FROM purchase AS p LEFT JOIN shop AS s ON s.domain = p.shop
WHERE p.id = f.purchase_id AND f.purchase_id IN (
    -- Shops take turns, so that many rows of one never delay another's; a shop that is left alone is passed over.
    SELECT c.purchase_id FROM fulfilment AS c JOIN (
        SELECT d.purchase_id, row_number() OVER (PARTITION BY q.shop ORDER BY d.next_attempt_at) AS turn
        FROM fulfilment AS d JOIN purchase AS q ON q.id = d.purchase_id
        WHERE d.next_attempt_at <= dropship_now() AND (d.claimed_until IS NULL OR d.claimed_until < dropship_now())
          AND NOT EXISTS (SELECT FROM call_ban AS b WHERE b.supplier = 'shopify' AND b.app_key = q.shop AND b.until > dropship_now()))
        AS due USING (purchase_id)
    WHERE c.next_attempt_at <= dropship_now() AND (c.claimed_until IS NULL OR c.claimed_until < dropship_now())
    ORDER BY due.turn, c.next_attempt_at
    FOR UPDATE OF c SKIP LOCKED
    LIMIT CAST(:#${properties:walk.workers} AS integer))
RETURNING f.*, dropship_now() AS read_at, p.shop, p.order_id, p.supplier, p.reference, coalesce(p.held_from, p.state) AS position,
    f.supplier_closed AND p.state IN ('cancelled', 'closed') AS closing,
    CASE WHEN p.counts AND s.on_supplier_cancel <> 'nothing' THEN s.on_supplier_cancel END AS closing_wish,
    NOT EXISTS (SELECT FROM purchase AS q WHERE q.shop = p.shop AND q.order_id = p.order_id AND q.id <> p.id
                AND q.state NOT IN ('cancelled', 'closed')) AS alone,
    (SELECT CAST(coalesce(json_object_agg(g.line_item_id, g.pieces), '{}') AS text) FROM (
        SELECT l.line_item_id, sum(l.quantity) AS pieces FROM purchase AS q JOIN purchase_line AS l ON l.purchase_id = q.id
        WHERE q.shop = p.shop AND q.order_id = p.order_id AND q.state = 'closed' AND q.counts
          AND q.reason_code = 'CLOSED_BY_SUPPLIER' GROUP BY l.line_item_id) AS g) AS given_up,
    CAST(p.tracking AS text) AS tracking, CAST(p.sent AS text) AS sent, coalesce(s.notify_customer, false) AS notify_customer,
    (SELECT CAST(coalesce(json_object_agg(l.line_item_id, l.quantity), '{}') AS text) FROM purchase_line AS l
     WHERE l.purchase_id = p.id) AS pieces,
    (SELECT CAST(coalesce(json_agg(t.trade_id ORDER BY t.created_at, t.trade_id), '[]') AS text) FROM trade AS t
     WHERE t.purchase_id = p.id AND t.role = 'kept') AS trade_ids,
    (SELECT CAST(coalesce(jsonb_agg(w.value -> 'id'), '[]') AS text)
     FROM purchase AS q JOIN fulfilment AS o ON o.purchase_id = q.id CROSS JOIN jsonb_array_elements(o.written) AS w
     WHERE q.shop = p.shop AND q.order_id = p.order_id AND q.id <> p.id) AS others,
    EXISTS (SELECT FROM purchase AS q JOIN fulfilment AS o ON o.purchase_id = q.id
            WHERE q.shop = p.shop AND q.order_id = p.order_id AND q.id <> p.id
              AND o.intent ->> 'kind' IN ('create', 'hold', 'cancel')) AS others_open
