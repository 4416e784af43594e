-- Committed before the call is sent once more: never twice, never late enough that the supplier has forgotten the reference,
-- never while the first call may still be on its way, and never for what is no longer wanted.
UPDATE purchase
SET resends = resends + 1, what = 'created without a known outcome: sent once more with the same reference'
WHERE id = :#${variable.purchase.id} AND claim_id = :#${variable.purchase.claimId} AND state = 'unknown' AND intent = 'create'
  AND resends = 0 AND claimed_until > dropship_now() AND NOT reconsider AND NOT cancelling
  AND first_create_at > dropship_now() - CAST(:#${properties:settle.resend-within} AS interval)
  AND dropship_now() >= intent_at + CAST(:#${properties:walk.lease} AS interval) + CAST(:#${properties:walk.lease-margin} AS interval)
      + CAST(:#${properties:calls.timeout} AS integer) * INTERVAL '1 millisecond'
  -- As it was sent the first time, and only while orders of this supplier are placed at all.
  AND pays_on_create = CAST(:#${variable.paysOnCreate} AS boolean) AND CAST(:#${variable.payment} AS text) <> 'off'
  AND buying_allowed(supplier, shop) AND NOT change_waits(shop, order_id)
RETURNING id
