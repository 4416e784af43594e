WITH handled AS (
    UPDATE inbox SET state = 'done', handled_at = dropship_now(), claim_id = NULL, claimed_until = NULL, reason_code = NULL, reason = NULL
    WHERE id = :#${variable.message[id]} AND claim_id = :#${variable.message[claim_id]}
    RETURNING id),
event AS (
    INSERT INTO product_event (supplier, product_id, sku_id, kind, word, value, at)
    SELECT 'alibaba', :#${variable.push.productId}, :#${variable.push.skuId}, :#${variable.kind}, :#${variable.push.word},
           :#${variable.push.value}, :#${variable.happenedAt}
    FROM handled
    RETURNING product_id, sku_id, kind, at,
              CASE kind WHEN 'ADD' THEN 'listed' WHEN 'DELETE' THEN 'gone' END AS supplier_state)
UPDATE product_link AS l
-- Pushes overtake each other: older news change nothing.
SET supplier_state = CASE WHEN e.supplier_state IS NOT NULL AND coalesce(l.supplier_state_at <= e.at, true) THEN e.supplier_state
                          ELSE l.supplier_state END,
    supplier_state_at = CASE WHEN e.supplier_state IS NOT NULL THEN greatest(l.supplier_state_at, e.at) ELSE l.supplier_state_at END,
    price_changed_at = CASE e.kind WHEN 'PRICE_CHANGE' THEN greatest(l.price_changed_at, e.at) ELSE l.price_changed_at END
FROM event AS e
WHERE l.supplier = 'alibaba' AND l.product_id = e.product_id AND (e.sku_id IS NULL OR l.sku_id IS NULL OR l.sku_id = e.sku_id)
