WITH done AS (
    UPDATE catalog_write SET state = 'done', claim_id = NULL, claimed_until = NULL, ended_at = dropship_now(), reason_code = NULL,
        reason = NULL, hint = NULL
    WHERE id = :#${variable.change.id} AND claim_id = :#${variable.change.claimId}
    RETURNING id, kind, shop, shop_product_id, variables),
prices AS (
    UPDATE price_change AS c SET state = 'written', ended_at = dropship_now(), reason_code = NULL, reason = NULL, hint = NULL
    FROM done AS d WHERE c.write_id = d.id AND c.state = 'writing'
    RETURNING c.shop, c.variant_id, c.new_price, c.new_compare_at, c.new_cost),
priced AS (
    UPDATE linked_variant AS v
    SET shop_price = coalesce(p.new_price, v.shop_price), shop_compare_at = nullif(coalesce(p.new_compare_at, v.shop_compare_at), 0),
        shop_cost = p.new_cost
    FROM prices AS p WHERE v.shop = p.shop AND v.variant_id = p.variant_id),
drafted AS (
    INSERT INTO catalog_notice (shop, variant_id, sku, supplier, product_id, kind, words)
    SELECT v.shop, v.variant_id, v.sku, v.supplier, v.product_id, 'draft', 'Product ' || v.shop_product_id || ' is a draft now.'
    FROM done AS d JOIN linked_variant AS v ON v.shop = d.shop AND v.shop_product_id = d.shop_product_id
    WHERE d.kind = 'draft' AND v.draft)
UPDATE linked_variant AS v
SET shop_quantity = CAST(q.value ->> 'quantity' AS integer), write_id = NULL, alone = false,
    -- What stood against writing is over; what the supplier's answer lacked is not.
    reason_code = CASE WHEN NOT v.alone THEN v.reason_code END, reason = CASE WHEN NOT v.alone THEN v.reason END,
    hint = CASE WHEN NOT v.alone THEN v.hint END
FROM done AS d CROSS JOIN LATERAL jsonb_array_elements(CASE d.kind WHEN 'stock' THEN d.variables -> 'input' -> 'quantities' ELSE '[]' END) AS q
WHERE v.write_id = d.id AND q.value ->> 'inventoryItemId' = 'gid://shopify/InventoryItem/' || v.inventory_item_id
