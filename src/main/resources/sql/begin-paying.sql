SELECT begin_paying(:#${variable.purchase.id}, :#${variable.purchase.claimId}, :#${variable.usd},
    CAST(:#${properties:guards.max-order-cost} AS numeric), CAST(:#${properties:guards.max-daily-cost} AS numeric)) AS outcome
