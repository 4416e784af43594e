SELECT begin_paying(:#${variable.purchase.id}, :#${variable.purchase.claimId}, :#${variable.usd},
    CAST(:#${properties:money.max-order-cost} AS numeric), CAST(:#${properties:money.max-daily-cost} AS numeric)) AS outcome
