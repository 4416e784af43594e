WITH quoted AS (
    UPDATE purchase
    SET state = CASE state WHEN 'planned' THEN 'quoted' ELSE state END,
        e_company_id = :#${variable.quote.companyId}, dispatch_location = :#${variable.quote.dispatchLocation},
        carrier_code = :#${variable.quote.carrierCode}, quoted_freight = :#${variable.quote.freight},
        quoted_total = :#${variable.quote.total}, currency = :#${variable.quote.currency}, quoted_at = dropship_now(),
        actual_total = NULL, claim_id = NULL, claimed_until = NULL, next_attempt_at = dropship_now(),
        reason_code = NULL, reason = NULL, hint = NULL,
        what = 'quoted ' || :#${variable.quote.total} || ' ' || :#${variable.quote.currency} || ' from ' || :#${variable.quote.dispatchLocation}
               || ' by ' || :#${variable.quote.carrierCode}
    WHERE id = :#${variable.purchase.id} AND claim_id = :#${variable.purchase.claimId} AND state = 'planned'
    RETURNING id)
UPDATE purchase_line AS l
SET sku_id = q.sku_id, sku_attr = coalesce(q.sku_attr, l.sku_attr), unit_price = q.unit_price, ordered_product_id = q.ordered_product_id,
    carrier_code = q.carrier_code
FROM quoted, json_to_recordset(CAST(:#${variable.quotedLines} AS json))
    AS q (line_item_id text, sku_id text, sku_attr text, unit_price numeric, ordered_product_id text, carrier_code text)
WHERE l.purchase_id = quoted.id AND l.line_item_id = q.line_item_id
