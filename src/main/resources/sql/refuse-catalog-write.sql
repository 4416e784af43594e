-- What can only be waited out is sent again: stock by the same key, a price after the shop was read again. Anything else dissolves the call: its variants are read in the
-- shop again and planned anew; when it held many, each by itself, so that the one that is at fault says so and the others go on.
WITH failed AS (
    SELECT w.id, w.kind, w.shop, w.shop_product_id,
           :#${variable.failure.action} = 'wait' AND :#${variable.failure.code} <> 'USER_ERROR'
           AND NOT CAST(:#${variable.failure.exhausted} AS boolean) AS again,
           :#${variable.failure.code} = 'CHANGE_FROM_QUANTITY_STALE' AS moved,
           jsonb_array_length(coalesce(w.variables -> 'input' -> 'quantities', w.variables -> 'variants', '[]')) > 1 AS many
    FROM catalog_write AS w
    WHERE w.id = :#${variable.change.id} AND w.claim_id = :#${variable.change.claimId}
    FOR UPDATE),
kept AS (
    UPDATE catalog_write AS w
    SET state = CASE WHEN f.again THEN 'due' ELSE 'refused' END,
        -- Whatever kept a price waiting, the shop is read before it is sent.
        attempts = w.attempts + CASE w.kind WHEN 'price' THEN 1 ELSE CAST(:#${variable.failure.attempt} AS integer) END, claim_id = NULL, claimed_until = NULL,
        next_attempt_at = dropship_now() + make_interval(secs => CAST(:#${variable.failure.delaySeconds} AS double precision)),
        ended_at = CASE WHEN NOT f.again THEN dropship_now() END,
        reason_code = :#${variable.failure.code}, reason = :#${variable.failure.reason}, hint = :#${variable.failure.hint}
    FROM failed AS f WHERE w.id = f.id),
unpriced AS (
    UPDATE price_change AS c
    SET state = 'refused', ended_at = dropship_now(), reason_code = :#${variable.failure.code}, reason = :#${variable.failure.reason},
        hint = :#${variable.failure.hint}
    FROM failed AS f WHERE NOT f.again AND c.write_id = f.id AND c.state = 'writing'),
undrafted AS (
    UPDATE linked_variant AS v
    SET reason_code = :#${variable.failure.code}, reason = :#${variable.failure.reason}, hint = :#${variable.failure.hint}
    FROM failed AS f WHERE NOT f.again AND f.kind = 'draft' AND v.shop = f.shop AND v.shop_product_id = f.shop_product_id)
UPDATE linked_variant AS v
SET write_id = NULL, stale = true, claim_id = NULL, claimed_until = NULL, alone = CASE WHEN f.moved THEN v.alone ELSE true END,
    reason_code = CASE WHEN f.moved THEN v.reason_code ELSE :#${variable.failure.code} END,
    reason = CASE WHEN f.moved THEN v.reason ELSE :#${variable.failure.reason} END,
    hint = CASE WHEN f.moved THEN v.hint ELSE :#${variable.failure.hint} END,
    next_attempt_at = CASE WHEN f.many OR f.moved THEN dropship_now()
                           ELSE dropship_now() + CAST(:#${properties:shopify.held-look} AS interval) END
FROM failed AS f
WHERE NOT f.again AND f.kind = 'stock' AND v.write_id = f.id
