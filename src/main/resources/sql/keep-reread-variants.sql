-- What the shop did not show any more is left to the next reading of the whole shop, which drops it.
WITH shown AS (
    SELECT * FROM jsonb_to_recordset(CAST(:#${variable.shownJson} AS jsonb)) AS s(variant_id text, inventory_item_id text, tracked boolean,
        quantity integer, price numeric, compare_at numeric, cost numeric)),
kept AS (
    UPDATE linked_variant AS v
    SET stale = false, claim_id = NULL, claimed_until = NULL, shop_read_at = dropship_now(),
        inventory_item_id = coalesce(s.inventory_item_id, v.inventory_item_id), tracked = coalesce(s.tracked, false),
        -- Nothing is left to be written, so nothing stands in its way.
        alone = v.alone AND v.wanted_quantity IS DISTINCT FROM s.quantity,
        reason_code = CASE WHEN NOT v.alone OR v.wanted_quantity IS DISTINCT FROM s.quantity THEN v.reason_code END,
        reason = CASE WHEN NOT v.alone OR v.wanted_quantity IS DISTINCT FROM s.quantity THEN v.reason END,
        hint = CASE WHEN NOT v.alone OR v.wanted_quantity IS DISTINCT FROM s.quantity THEN v.hint END,
        shop_fell_at = CASE WHEN s.quantity < v.shop_quantity THEN dropship_now() ELSE v.shop_fell_at END,
        shop_quantity = s.quantity, shop_price = s.price, shop_compare_at = s.compare_at, shop_cost = s.cost
    FROM linked_variant AS o LEFT JOIN shown AS s ON s.variant_id = o.variant_id
    WHERE o.shop = :#${variable.reread.shop} AND o.claim_id = :#${variable.reread.claimId}
      AND v.shop = o.shop AND v.variant_id = o.variant_id AND v.claim_id = :#${variable.reread.claimId}
    RETURNING v.supplier, v.product_id, v.country, NOT v.alone AND v.wanted_quantity > v.shop_quantity
        AND v.supplier_read_at < v.shop_fell_at AS raises)
-- Less is there than is wanted: only a younger reading of the supplier may raise it.
UPDATE supplier_product AS p SET next_read_at = least(p.next_read_at, dropship_now()), news = p.claimed_until IS NOT NULL
FROM kept AS k
WHERE k.raises AND p.supplier = k.supplier AND p.product_id = k.product_id AND p.country = k.country
