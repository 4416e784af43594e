-- A reading that failed says nothing of stock or price: only when it is made again, and why.
UPDATE supplier_product
SET attempts = attempts + CAST(:#${variable.failure.attempt} AS integer), claim_id = NULL, claimed_until = NULL,
    next_read_at = dropship_now() + CASE WHEN news THEN interval '0'
        WHEN CAST(:#${variable.failure.exhausted} AS boolean) OR :#${variable.failure.action} <> 'wait'
        THEN CAST(:#${properties:catalog.interval} AS interval)
        ELSE make_interval(secs => CAST(:#${variable.failure.delaySeconds} AS double precision)) END,
    reason_code = :#${variable.failure.code}, reason = :#${variable.failure.reason}, hint = :#${variable.failure.hint}
WHERE supplier = :#${variable.linkedProduct.supplier} AND product_id = :#${variable.linkedProduct.productId}
  AND country = :#${variable.linkedProduct.country} AND claim_id = :#${variable.linkedProduct.claimId}
