-- Whatever is wanted otherwise than it stands becomes part of one call of its shop; the key of that call is kept with it.
WITH free AS (
    SELECT v.shop, v.variant_id, v.inventory_item_id, v.wanted_quantity, v.shop_quantity, v.alone, c.used_location
    FROM linked_variant AS v JOIN shop_catalog AS c ON c.shop = v.shop
    WHERE v.wanted_quantity IS DISTINCT FROM v.shop_quantity AND v.wanted_quantity IS NOT NULL AND v.shop_quantity IS NOT NULL
      -- More is offered only by a reading of the supplier that is younger than the last sale: what it does not know is not undone.
      AND (v.wanted_quantity > v.shop_quantity AND v.supplier_read_at < v.shop_fell_at) IS NOT TRUE
      AND v.tracked AND v.write_id IS NULL AND NOT v.stale AND v.next_attempt_at <= dropship_now() AND c.used_location IS NOT NULL
    ORDER BY v.shop, v.variant_id
    FOR UPDATE OF v SKIP LOCKED
    LIMIT CAST(:#${properties:catalog.most-planned} AS integer)),
numbered AS (
    SELECT f.*, (row_number() OVER (PARTITION BY shop, alone ORDER BY variant_id) - 1)
                / CASE WHEN alone THEN 1 ELSE CAST(:#${properties:catalog.stock-batch} AS integer) END AS batch
    FROM free AS f),
batches AS MATERIALIZED (
    SELECT shop, alone, batch, gen_random_uuid() AS id, jsonb_agg(jsonb_build_object(
               'inventoryItemId', 'gid://shopify/InventoryItem/' || inventory_item_id, 'locationId', used_location,
               'quantity', wanted_quantity, 'changeFromQuantity', shop_quantity) ORDER BY variant_id) AS quantities
    FROM numbered GROUP BY shop, alone, batch),
written AS (
    INSERT INTO catalog_write (id, shop, kind, variables)
    SELECT id, shop, 'stock', jsonb_build_object('key', id, 'input', jsonb_build_object('name', 'available', 'reason', 'correction',
           'quantities', quantities))
    FROM batches)
UPDATE linked_variant AS v SET write_id = b.id
FROM numbered AS n JOIN batches AS b ON b.shop = n.shop AND b.alone = n.alone AND b.batch = n.batch
WHERE v.shop = n.shop AND v.variant_id = n.variant_id
