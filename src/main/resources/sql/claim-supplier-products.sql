UPDATE supplier_product AS p
SET claim_id = gen_random_uuid(), claimed_until = dropship_now() + CAST(:#${properties:walk.lease} AS interval), news = false
WHERE (p.supplier, p.product_id, p.country) IN (
    SELECT c.supplier, c.product_id, c.country FROM supplier_product AS c
    WHERE c.next_read_at <= dropship_now() AND (c.claimed_until IS NULL OR c.claimed_until < dropship_now())
      -- A shop that is just being read may have more variants of a product on its next pages: it is asked for once, for all of them.
      AND (c.read_at IS NOT NULL OR NOT EXISTS (
          SELECT FROM linked_variant AS v JOIN shop_catalog AS s ON s.shop = v.shop
          WHERE v.supplier = c.supplier AND v.product_id = c.product_id AND v.country = c.country
            AND s.list_cursor IS NOT NULL AND s.claimed_until > dropship_now()))
    ORDER BY c.next_read_at
    FOR UPDATE SKIP LOCKED
    LIMIT CAST(:#${properties:walk.workers} AS integer))
RETURNING p.supplier, p.product_id, p.country, p.claim_id, p.attempts
