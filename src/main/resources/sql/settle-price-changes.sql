-- A change is due until the shop has been read again. What stands there by then is done; what a person changed there meanwhile
-- stays, and is looked at anew by the next reading of the supplier's product.
WITH seen AS (
    SELECT c.id, v.supplier, v.product_id, v.country, v.shop_price, v.shop_cost,
           v.shop_cost IS NOT DISTINCT FROM c.new_cost AND v.shop_price IS NOT DISTINCT FROM coalesce(c.new_price, v.shop_price)
           AND v.shop_compare_at IS NOT DISTINCT FROM nullif(coalesce(c.new_compare_at, v.shop_compare_at), 0) AS done,
           price_moved(c, v) AS changed
    FROM price_change AS c JOIN linked_variant AS v ON v.shop = c.shop AND v.variant_id = c.variant_id
    WHERE c.state = 'due' AND NOT v.stale
    FOR UPDATE OF c SKIP LOCKED),
settled AS (
    UPDATE price_change AS c
    SET state = CASE WHEN s.done THEN 'written' ELSE 'superseded' END, ended_at = dropship_now(), reason_code = NULL, hint = NULL,
        reason = CASE WHEN NOT s.done THEN 'The shop says ' || coalesce(CAST(s.shop_price AS text), 'nothing') || ' at a cost of '
                      || coalesce(CAST(s.shop_cost AS text), 'nothing') || ' by now.' END
    FROM seen AS s WHERE s.id = c.id AND (s.done OR s.changed)
    RETURNING s.supplier, s.product_id, s.country, s.done)
UPDATE supplier_product AS p SET next_read_at = least(p.next_read_at, dropship_now()), news = p.claimed_until IS NOT NULL
FROM settled AS s
WHERE NOT s.done AND p.supplier = s.supplier AND p.product_id = s.product_id AND p.country = s.country
