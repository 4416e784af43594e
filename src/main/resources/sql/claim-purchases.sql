UPDATE purchase AS p
SET claim_id = gen_random_uuid(), claimed_until = dropship_now() + CAST(:#${properties:walk.lease} AS interval),
    account_id = CASE WHEN p.account_id IS NULL OR p.state = 'planned' AND p.first_create_at IS NULL
                      THEN buying_account(p.supplier, p.environment, p.shop) ELSE p.account_id END
WHERE p.id IN (
    -- Shops take turns, so that what one sells in an hour does not keep another's single order waiting.
    SELECT c.id FROM purchase AS c JOIN (
        SELECT d.id, row_number() OVER (PARTITION BY d.shop ORDER BY d.next_attempt_at) AS turn FROM purchase AS d
        WHERE d.state = ANY (string_to_array(:#${variable.states}, ',')) AND d.next_attempt_at <= dropship_now()
          AND d.supplier || '/' || d.environment = ANY (string_to_array(:#${bean:supplierSettings.environments}, ','))
          AND (d.claimed_until IS NULL OR d.claimed_until < dropship_now())) AS due USING (id)
    WHERE c.state = ANY (string_to_array(:#${variable.states}, ','))
      AND c.next_attempt_at <= dropship_now()
      -- What belongs to a supplier's other environment waits until that one is set again.
      AND c.supplier || '/' || c.environment = ANY (string_to_array(:#${bean:supplierSettings.environments}, ','))
      AND (c.claimed_until IS NULL OR c.claimed_until < dropship_now())
      AND c.cancelling = (:#${variable.stage} = 'cancel')
      -- What changed is looked at first; only an open call's outcome is asked for meanwhile.
      AND (NOT c.reconsider OR c.state IN ('unknown', 'paying'))
      AND (c.state <> 'paying' OR c.intent IS NULL)
    ORDER BY due.turn, c.next_attempt_at
    FOR UPDATE OF c SKIP LOCKED
    LIMIT CAST(:#${properties:walk.workers} AS integer))
RETURNING p.*, dropship_now() AS read_at,
    (SELECT coalesce(json_agg(row_to_json(l) ORDER BY l.line_item_id), '[]') FROM purchase_line AS l WHERE l.purchase_id = p.id) AS lines,
    (SELECT coalesce(json_agg(t.trade_id ORDER BY t.created_at), '[]') FROM trade AS t
     WHERE t.purchase_id = p.id AND t.role = 'kept') AS trade_ids,
    (SELECT coalesce(json_agg(t.trade_id ORDER BY t.created_at), '[]') FROM trade AS t
     WHERE t.purchase_id = p.id AND t.role = 'surplus') AS surplus_trade_ids
