UPDATE purchase
SET actual_total = :#${variable.supplierOrder.total}, supplier_status = :#${variable.supplierOrder.status},
    quoted_total = coalesce(:#${variable.quotedTotal}, quoted_total),
    quoted_at = CASE WHEN CAST(:#${variable.quotedTotal} AS numeric) IS NULL THEN quoted_at ELSE dropship_now() END
WHERE id = :#${variable.purchase.id} AND claim_id = :#${variable.purchase.claimId} AND state IN ('placed', 'held')
RETURNING id
