WITH handled AS (
    UPDATE inbox SET state = 'done', handled_at = dropship_now(), claim_id = NULL, claimed_until = NULL, reason_code = NULL, reason = NULL
    WHERE id = :#${variable.message[id]} AND claim_id = :#${variable.message[claim_id]}
    RETURNING id, shop, topic)
INSERT INTO privacy_request (message_id, shop, kind, customer_id, contacts, order_ids)
SELECT id, shop, topic, :#${variable.customerId}, string_to_array(:#${variable.contacts}, E'\n'),
       string_to_array(:#${variable.orderIds}, ',')
FROM handled
ON CONFLICT (message_id) DO NOTHING
