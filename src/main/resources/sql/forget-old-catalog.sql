WITH writes AS (
    DELETE FROM catalog_write WHERE ended_at < dropship_now() - CAST(:#${properties:catalog.keep} AS interval)),
notices AS (
    DELETE FROM catalog_notice WHERE at < dropship_now() - CAST(:#${properties:catalog.keep} AS interval))
DELETE FROM product_event WHERE handled_at < dropship_now() - CAST(:#${properties:catalog.keep} AS interval)
