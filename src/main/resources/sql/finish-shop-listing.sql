-- Variants that the whole reading has not met are gone, or linked no more; a product that nobody is linked to is not read.
WITH listed AS (
    UPDATE shop_catalog
    SET listed_at = dropship_now(), next_list_at = list_started_at + CAST(:#${properties:catalog.interval} AS interval), list_cursor = NULL,
        attempts = 0, claim_id = NULL, claimed_until = NULL, reason_code = NULL, reason = NULL, hint = NULL
    WHERE shop = :#${variable.listing.shop} AND claim_id = :#${variable.listing.claimId}
    RETURNING shop, list_started_at),
gone AS (
    DELETE FROM linked_variant AS v USING listed AS l WHERE v.shop = l.shop AND v.seen_at < l.list_started_at
    RETURNING v.shop, v.variant_id, v.supplier, v.product_id, v.country),
dropped AS (
    UPDATE price_change AS c SET state = 'superseded', reason = 'The variant is linked no more, or gone.', ended_at = dropship_now()
    FROM gone AS g WHERE c.shop = g.shop AND c.variant_id = g.variant_id AND c.state IN ('waiting', 'due'))
DELETE FROM supplier_product AS p USING gone AS g
WHERE p.supplier = g.supplier AND p.product_id = g.product_id AND p.country = g.country
  AND NOT EXISTS (SELECT FROM linked_variant AS v WHERE v.supplier = p.supplier AND v.product_id = p.product_id AND v.country = p.country
                  AND NOT EXISTS (SELECT FROM gone AS h WHERE h.shop = v.shop AND h.variant_id = v.variant_id))
