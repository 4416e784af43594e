SELECT begin_placing(:#${variable.purchase.id}, :#${variable.purchase.claimId}, CAST(:#${variable.paysOnCreate} AS boolean),
    :#${variable.usd}, CAST(:#${properties:guards.max-order-cost} AS numeric), CAST(:#${properties:guards.max-daily-cost} AS numeric)) AS outcome
