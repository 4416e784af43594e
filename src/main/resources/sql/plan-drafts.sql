-- A product is drafted when every linked variant of it is to be; one that a person publishes again is left alone.
WITH agreed AS (
    SELECT shop, shop_product_id, gen_random_uuid() AS id FROM linked_variant
    WHERE (shop, shop_product_id) IN (SELECT shop, shop_product_id FROM linked_variant WHERE draft AND drafted_at IS NULL)
    GROUP BY shop, shop_product_id
    HAVING bool_and(draft)),
marked AS (
    UPDATE linked_variant AS v SET drafted_at = dropship_now()
    FROM agreed AS a WHERE v.shop = a.shop AND v.shop_product_id = a.shop_product_id AND v.draft AND v.drafted_at IS NULL
    RETURNING v.shop, v.shop_product_id, a.id)
INSERT INTO catalog_write (id, shop, kind, shop_product_id, variables)
SELECT DISTINCT id, shop, 'draft', shop_product_id,
       jsonb_build_object('product', jsonb_build_object('id', 'gid://shopify/Product/' || shop_product_id, 'status', 'DRAFT'))
FROM marked
