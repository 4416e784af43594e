-- The order is locked before its purchase, as by whoever plans it. It is planned anew without what was given up; what the old
-- purchase still holds then goes into one for the next supplier.
WITH planned AS (
    SELECT o.shop, o.order_id FROM shopify_order AS o
    WHERE o.shop = :#${variable.purchase.shop} AND o.order_id = :#${variable.purchase.orderId} FOR UPDATE),
freed AS (
    UPDATE purchase AS p
    SET state = CASE p.state WHEN 'placing' THEN 'quoted' ELSE p.state END, intent = NULL, attempts = 0, reconsider = true,
        excluded_dispatch = '{}', claim_id = NULL, claimed_until = NULL, next_attempt_at = dropship_now(),
        reason_code = :#${variable.failure.code}, reason = :#${variable.failure.reason}, hint = NULL,
        what = 'the next supplier is asked: ' || :#${variable.failure.reason}
    FROM planned
    WHERE p.id = :#${variable.purchase.id} AND p.claim_id = :#${variable.purchase.claimId} AND p.state IN ('planned', 'quoted', 'placing')
      AND NOT EXISTS (SELECT 1 FROM trade AS t WHERE t.purchase_id = p.id)
    RETURNING p.shop, p.order_id),
passed AS (
    INSERT INTO passed_link (shop, order_id, line_item_id, link_id, reason)
    SELECT freed.shop, freed.order_id, g."lineItemId", g."linkId", :#${variable.failure.reason}
    FROM freed, jsonb_to_recordset(CAST(:#${variable.passedLinks} AS jsonb)) AS g ("lineItemId" text, "linkId" bigint)
    ON CONFLICT DO NOTHING)
UPDATE shopify_order AS o
SET replan = true, claim_id = NULL, claimed_until = NULL, attempts = 0, next_attempt_at = dropship_now()
FROM freed WHERE o.shop = freed.shop AND o.order_id = freed.order_id
