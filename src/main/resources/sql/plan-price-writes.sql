-- The changes of one product are one call: all of them or none.
WITH ready AS (
    SELECT c.id, c.shop, c.shop_product_id, c.variant_id, c.new_price, c.new_compare_at, c.new_cost
    FROM price_change AS c JOIN linked_variant AS v ON v.shop = c.shop AND v.variant_id = c.variant_id
    WHERE c.state = 'due' AND NOT v.stale
      -- As settle-price-changes.sql saw it: a variant that was read since then may show a person's change.
      AND NOT price_moved(c, v)
    ORDER BY c.shop, c.shop_product_id, c.variant_id
    FOR UPDATE OF c SKIP LOCKED
    LIMIT CAST(:#${properties:catalog.most-planned} AS integer)),
numbered AS (
    SELECT r.*, (row_number() OVER (PARTITION BY shop, shop_product_id ORDER BY variant_id) - 1)
                / CAST(:#${properties:catalog.price-batch} AS integer) AS batch
    FROM ready AS r),
batches AS MATERIALIZED (
    SELECT shop, shop_product_id, batch, gen_random_uuid() AS id, jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
               'id', 'gid://shopify/ProductVariant/' || variant_id, 'price', CAST(new_price AS text),
               'compareAtPrice', CAST(nullif(new_compare_at, 0) AS text),
               'inventoryItem', jsonb_build_object('cost', CAST(new_cost AS text))))
               || CAST(CASE WHEN new_compare_at = 0 THEN '{"compareAtPrice": null}' ELSE '{}' END AS jsonb) ORDER BY variant_id) AS variants
    FROM numbered GROUP BY shop, shop_product_id, batch),
written AS (
    INSERT INTO catalog_write (id, shop, kind, shop_product_id, variables)
    SELECT id, shop, 'price', shop_product_id,
           jsonb_build_object('productId', 'gid://shopify/Product/' || shop_product_id, 'variants', variants)
    FROM batches)
UPDATE price_change AS c SET state = 'writing', write_id = b.id
FROM numbered AS n JOIN batches AS b ON b.shop = n.shop AND b.shop_product_id = n.shop_product_id AND b.batch = n.batch
WHERE c.id = n.id
