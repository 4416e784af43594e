-- As many variants of each shop as one question may name.
WITH picked AS (
    SELECT p.shop, p.variant_id
    FROM (SELECT DISTINCT shop FROM linked_variant JOIN shop AS d ON d.domain = shop
          WHERE d.uninstalled_at IS NULL AND stale AND next_attempt_at <= dropship_now() AND (claimed_until IS NULL OR claimed_until < dropship_now())
          LIMIT CAST(:#${properties:walk.workers} AS integer)) AS s
    CROSS JOIN LATERAL (
        SELECT v.shop, v.variant_id FROM linked_variant AS v
        WHERE v.shop = s.shop AND v.stale AND v.next_attempt_at <= dropship_now()
          AND (v.claimed_until IS NULL OR v.claimed_until < dropship_now())
        ORDER BY v.variant_id
        FOR UPDATE SKIP LOCKED
        LIMIT CAST(:#${properties:catalog.page} AS integer)) AS p),
claims AS MATERIALIZED (SELECT shop, gen_random_uuid() AS claim_id FROM picked GROUP BY shop),
taken AS (
    UPDATE linked_variant AS v SET claim_id = c.claim_id, claimed_until = dropship_now() + CAST(:#${properties:walk.lease} AS interval)
    FROM picked AS p JOIN claims AS c ON c.shop = p.shop
    WHERE v.shop = p.shop AND v.variant_id = p.variant_id
    RETURNING v.shop, v.variant_id, v.claim_id)
SELECT t.shop, t.claim_id, string_agg(t.variant_id, ',' ORDER BY t.variant_id) AS ids, c.used_location
FROM taken AS t JOIN shop_catalog AS c ON c.shop = t.shop
GROUP BY t.shop, t.claim_id, c.used_location
