-- Whether only what passes by itself stands against sending the call once more: a change that waits to be planned, a stop of
-- buying, an end of the first call that is not sure yet. What is too late, or sent again already, never passes.
SELECT id FROM purchase
WHERE id = :#${variable.purchase.id} AND claim_id = :#${variable.purchase.claimId} AND state = 'unknown' AND intent = 'create'
  AND resends = 0 AND NOT cancelling AND NOT reconsider
  AND first_create_at > dropship_now() - CAST(:#${properties:settle.resend-within} AS interval)
  AND (change_waits(shop, order_id) OR NOT buying_allowed(supplier, shop) OR claimed_until <= dropship_now()
       OR dropship_now() < intent_at + CAST(:#${properties:walk.lease} AS interval) + CAST(:#${properties:walk.lease-margin} AS interval)
                           + CAST(:#${properties:calls.timeout} AS integer) * INTERVAL '1 millisecond')
