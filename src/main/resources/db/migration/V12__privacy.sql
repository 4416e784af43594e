-- What Shopify asks for in the name of customers and shops, and how personal data end here.

CREATE TABLE privacy_request (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    message_id      bigint      NOT NULL UNIQUE,     -- the inbox's: a message read twice asks once
    shop            text        NOT NULL,
    kind            text        NOT NULL CHECK (kind IN ('customers/data_request', 'customers/redact', 'shop/redact')),
    customer_id     text,                            -- Shopify's; forgotten once the request is carried out
    contacts        text[]      NOT NULL DEFAULT '{}', -- e-mail and phone, to find what belongs to them; forgotten as well
    order_ids       text[]      NOT NULL DEFAULT '{}', -- the orders Shopify names
    state           text        NOT NULL DEFAULT 'due' CHECK (state IN ('due', 'waiting', 'open', 'answered', 'redacted', 'scrubbed')),
    reason_code     text,
    reason          text,
    orders          integer,                         -- how many orders were redacted
    messages        integer,                         -- how many stored messages were emptied
    received_at     timestamptz NOT NULL DEFAULT dropship_now(),
    done_at         timestamptz,
    next_attempt_at timestamptz DEFAULT dropship_now(),
    claim_id        uuid,
    claimed_until   timestamptz
);
CREATE INDEX privacy_request_due ON privacy_request (next_attempt_at) WHERE next_attempt_at IS NOT NULL;

ALTER TABLE inbox ADD COLUMN emptied_at timestamptz; -- when its body was removed; the key stays, so that no copy is read again
CREATE INDEX inbox_old ON inbox (received_at) WHERE emptied_at IS NULL AND state <> 'new';

ALTER TABLE shopify_order
    ADD COLUMN payload_removed_at timestamptz,       -- when it had become too old to keep
    ADD COLUMN clearance_code text,                  -- the recipient's number for customs, where a call named one
    ADD COLUMN redacted_at timestamptz,              -- its customer is forgotten: nothing of it is kept or planned any more
    -- Its content was known and is not kept: other than an order that no webhook came for.
    ADD COLUMN forgotten boolean NOT NULL
        GENERATED ALWAYS AS (payload IS NULL AND (payload_removed_at IS NOT NULL OR redacted_at IS NOT NULL)) STORED;

-- A redacted order stays so, whatever is delivered again, edited or planned afterwards.
CREATE FUNCTION stay_redacted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.payload := NULL;
    NEW.clearance_code := NULL;
    NEW.replan := false;
    NEW.reason_code := 'REDACTED';
    NEW.reason := NULL;
    RETURN NEW;
END $$;
CREATE TRIGGER shopify_order_redacted BEFORE UPDATE ON shopify_order FOR EACH ROW WHEN (NEW.redacted_at IS NOT NULL)
    EXECUTE FUNCTION stay_redacted();

-- What would go back to before its order was made, as a person's not-placed does, has nobody to be sent to any more.
CREATE FUNCTION end_redacted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM shopify_order AS o WHERE o.shop = NEW.shop AND o.order_id = NEW.order_id AND o.redacted_at IS NOT NULL) THEN
        NEW.state := 'cancelled';
        NEW.held_from := NULL;
        NEW.reason_code := 'REDACTED';
        NEW.next_attempt_at := NULL;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER purchase_redacted BEFORE UPDATE OF state ON purchase FOR EACH ROW
    WHEN (NEW.state IN ('planned', 'quoted') AND NEW.ship_to IS NULL) EXECUTE FUNCTION end_redacted();

-- The planner's statistics quote frequent values; personal ones must not outlive their rows there.
ALTER TABLE inbox ALTER COLUMN body SET STATISTICS 0, ALTER COLUMN reason SET STATISTICS 0;
ALTER TABLE shopify_order ALTER COLUMN payload SET STATISTICS 0, ALTER COLUMN reason SET STATISTICS 0,
    ALTER COLUMN clearance_code SET STATISTICS 0;
ALTER TABLE ordered_line ALTER COLUMN ship_to SET STATISTICS 0, ALTER COLUMN clearance_code SET STATISTICS 0;
ALTER TABLE purchase ALTER COLUMN ship_to SET STATISTICS 0, ALTER COLUMN shopper SET STATISTICS 0,
    ALTER COLUMN clearance_code SET STATISTICS 0, ALTER COLUMN note SET STATISTICS 0, ALTER COLUMN reason SET STATISTICS 0,
    ALTER COLUMN what SET STATISTICS 0, ALTER COLUMN tracking SET STATISTICS 0, ALTER COLUMN payment_refusal SET STATISTICS 0,
    ALTER COLUMN attachments SET STATISTICS 0;
ALTER TABLE passed_link ALTER COLUMN reason SET STATISTICS 0;
ALTER TABLE timeline ALTER COLUMN what SET STATISTICS 0;
ALTER TABLE fulfilment ALTER COLUMN reason SET STATISTICS 0, ALTER COLUMN what SET STATISTICS 0, ALTER COLUMN written SET STATISTICS 0;
ALTER TABLE privacy_request ALTER COLUMN contacts SET STATISTICS 0;

-- Whether a stored message speaks of one of these: order or customer ids as whole numbers, contacts in any case.
CREATE FUNCTION speaks_of(body bytea, ids text[], contacts text[]) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT EXISTS (SELECT FROM unnest(ids) AS id WHERE convert_from(body, 'LATIN1') ~ ('(^|[^0-9])' || id || '([^0-9]|$)'))
        OR EXISTS (SELECT FROM unnest(contacts) AS contact
                   WHERE strpos(lower(convert_from(body, 'LATIN1')), lower(convert_from(convert_to(contact, 'UTF8'), 'LATIN1'))) > 0)
$$;

-- Whether these are one telephone: people write the same number with and without country, leading zeros, spaces and dashes.
CREATE FUNCTION same_phone(one text, other text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT strpos(same_phone.other, '@') = 0 AND least(length(d.one), length(d.other)) >= 9
        AND right(d.one, length(d.other)) = right(d.other, length(d.one))
    FROM (SELECT ltrim(regexp_replace(one, '[^0-9]', '', 'g'), '0') AS one,
                 ltrim(regexp_replace(other, '[^0-9]', '', 'g'), '0') AS other) AS d
$$;

-- Forgets whom these orders were for. What was bought, when, and for how much stays: it names nobody. Whoever calls it has
-- locked the orders and their purchases, and no outcome of them is open.
CREATE FUNCTION forget_customer(of_shop text, of_orders text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    said text := 'the customer''s data were redacted';
BEGIN
    UPDATE shopify_order SET redacted_at = dropship_now(), payload = NULL, replan = false, claim_id = NULL, claimed_until = NULL,
        reason = NULL, reason_code = 'REDACTED', state = CASE state WHEN 'new' THEN 'ignored' ELSE state END, updated_at = dropship_now()
        WHERE shop = of_shop AND order_id = ANY (of_orders);
    UPDATE ordered_line SET ship_to = '{}', clearance_code = NULL WHERE shop = of_shop AND order_id = ANY (of_orders);
    UPDATE purchase AS p SET ship_to = NULL, shopper = NULL, clearance_code = NULL, note = NULL, reason = NULL, payment_refusal = NULL,
        attachments = NULL, what = said, reconsider = false,
        -- What was never ordered cannot be ordered any more: there is nobody to send it to.
        reason_code = CASE WHEN unplaced THEN 'REDACTED' ELSE reason_code END, state = CASE WHEN unplaced THEN 'cancelled' ELSE p.state END,
        held_from = CASE WHEN unplaced THEN NULL ELSE held_from END,
        next_attempt_at = CASE WHEN unplaced THEN NULL ELSE next_attempt_at END,
        hint = NULL, claim_id = NULL, claimed_until = NULL
        FROM (SELECT q.id, coalesce(q.held_from, q.state) IN ('planned', 'quoted') AND q.first_create_at IS NULL AS unplaced
              FROM purchase AS q WHERE q.shop = of_shop AND q.order_id = ANY (of_orders)) AS one
        WHERE p.id = one.id;
    UPDATE passed_link SET reason = NULL WHERE shop = of_shop AND order_id = ANY (of_orders);
    UPDATE timeline SET what = NULL WHERE what <> said AND purchase_id IN (
        SELECT id FROM purchase WHERE shop = of_shop AND order_id = ANY (of_orders));
    UPDATE fulfilment SET reason = NULL, what = NULL WHERE purchase_id IN (
        SELECT id FROM purchase WHERE shop = of_shop AND order_id = ANY (of_orders));
END $$;

-- Carries a request out, or says what it waits for: 'redacted', 'open' (a request for data, which a person answers), 'waiting'
-- (an outcome is open, or a message about it is not read yet), or 'lost' (the claim is no longer ours).
CREATE FUNCTION carry_out_privacy_request(the_request bigint, the_claim uuid) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    r privacy_request%ROWTYPE;
    found_orders text[];
    api_orders text[] := '{}';
    ids text[];
    emptied integer;
BEGIN
    SELECT * INTO r FROM privacy_request WHERE id = the_request AND claim_id = the_claim FOR UPDATE;
    IF NOT FOUND THEN RETURN 'lost'; END IF;
    IF r.kind = 'customers/data_request' THEN
        UPDATE privacy_request SET state = 'open', next_attempt_at = NULL, claim_id = NULL, claimed_until = NULL WHERE id = r.id;
        RETURN 'open';
    END IF;
    -- An order that Shopify did not name is the customer's later one: it is left alone until it has come to its end.
    SELECT coalesce(array_agg(o.order_id ORDER BY o.order_id), '{}') INTO found_orders FROM shopify_order AS o
        WHERE o.shop = r.shop AND (r.kind = 'shop/redact' OR o.order_id = ANY (r.order_ids)
            OR (o.payload -> 'customer' ->> 'id' = r.customer_id OR lower(o.payload ->> 'email') IN (SELECT lower(unnest(r.contacts))))
                AND o.state <> 'new' AND NOT EXISTS (SELECT FROM purchase AS p WHERE p.shop = o.shop AND p.order_id = o.order_id
                    AND p.state NOT IN ('delivered', 'cancelled', 'closed')));
    IF r.kind = 'customers/redact' AND cardinality(r.contacts) > 0 THEN
        SELECT coalesce(array_agg(DISTINCT p.order_id), '{}') INTO api_orders FROM purchase AS p
            WHERE p.shop = 'api' AND p.state IN ('delivered', 'cancelled', 'closed')
              AND EXISTS (SELECT FROM unnest(r.contacts) AS contact WHERE strpos(lower(p.ship_to::text), lower(contact)) > 0
                  OR same_phone(p.ship_to ->> 'phone', contact));
    END IF;
    PERFORM FROM shopify_order WHERE (shop = r.shop AND order_id = ANY (found_orders) OR shop = 'api' AND order_id = ANY (api_orders))
        ORDER BY shop, order_id FOR UPDATE;
    PERFORM FROM purchase WHERE (shop = r.shop AND order_id = ANY (found_orders) OR shop = 'api' AND order_id = ANY (api_orders))
        ORDER BY id FOR UPDATE;
    ids := found_orders || r.order_ids || CASE WHEN r.customer_id IS NULL THEN '{}'::text[] ELSE ARRAY[r.customer_id] END;
    IF EXISTS (SELECT FROM purchase WHERE shop = r.shop AND order_id = ANY (found_orders)
               AND (state IN ('placing', 'paying', 'unknown') OR claimed_until > dropship_now()))
       OR EXISTS (SELECT FROM inbox WHERE source = 'shopify' AND shop = r.shop AND state = 'new'
                  AND topic NOT IN ('customers/data_request', 'customers/redact', 'shop/redact')
                  AND (r.kind = 'shop/redact' OR speaks_of(body, ids, r.contacts))) THEN
        UPDATE privacy_request SET state = 'waiting', reason_code = 'ORDER_UNDER_WAY',
            reason = 'an order of theirs has an open create or pay call, or a message that is not read yet',
            next_attempt_at = dropship_now() + interval '1 minute', claim_id = NULL, claimed_until = NULL WHERE id = r.id;
        RETURN 'waiting';
    END IF;
    PERFORM forget_customer(r.shop, found_orders);
    PERFORM forget_customer('api', api_orders);
    UPDATE inbox SET body = '', emptied_at = dropship_now(), reason = NULL WHERE source = 'shopify' AND shop = r.shop
        AND state <> 'new' AND emptied_at IS NULL AND (r.kind = 'shop/redact' OR speaks_of(body, ids, r.contacts));
    GET DIAGNOSTICS emptied = ROW_COUNT;
    IF r.kind = 'shop/redact' THEN
        DELETE FROM product_link WHERE shop = r.shop;
        -- What the shop granted has ended with the app's removal; whoever has it again meanwhile has granted it anew.
        UPDATE shop SET access_token = NULL, token_expires_at = NULL,
            own_access_token = CASE WHEN uninstalled_at IS NULL THEN own_access_token END WHERE domain = r.shop;
    END IF;
    UPDATE privacy_request SET state = 'redacted', reason_code = NULL, reason = NULL, customer_id = NULL, contacts = '{}',
        orders = cardinality(found_orders) + cardinality(api_orders), messages = emptied, done_at = dropship_now(), next_attempt_at = NULL,
        claim_id = NULL, claimed_until = NULL WHERE id = r.id;
    -- What asked for the same customer's data has nothing to show any more.
    UPDATE privacy_request SET state = 'redacted', contacts = '{}', customer_id = NULL, done_at = dropship_now()
        WHERE kind = 'customers/data_request' AND shop = r.shop AND state IN ('due', 'open')
          AND (r.kind = 'shop/redact' OR customer_id = r.customer_id);
    RETURN 'redacted';
END $$;
