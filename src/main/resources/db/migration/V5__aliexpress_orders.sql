-- What a supplier needs whose create call may pay at once, answers with several orders, and shows no list of them.

ALTER TABLE purchase
    -- The create call also pays: its amount is reserved before it is sent, until the supplier says that it was not paid.
    ADD COLUMN pays_on_create boolean NOT NULL DEFAULT false,
    ADD COLUMN payment_refusal text,                 -- why the supplier did not pay it when it was created, in its own words
    -- How often a create call without a known outcome was sent once more, with the same reference, since its intent.
    ADD COLUMN resends integer NOT NULL DEFAULT 0;

-- One order may name another product than the link does (one that is sold in that country only), and a carrier for each product.
ALTER TABLE purchase_line
    ADD COLUMN ordered_product_id text,
    ADD COLUMN carrier_code text;

-- Reserves the amount of a purchase for the day it is spent on, or says which guard stands against it; null = reserved. Whoever
-- calls it holds the purchase's lock. The row of the day is locked, so that no two replicas both fit under the same limit.
CREATE FUNCTION reserve_spend(p purchase, total_usd numeric, max_order numeric, max_day numeric) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    today date := (dropship_now() AT TIME ZONE 'UTC')::date;
    of_order numeric;
    approved boolean := p.approved_total IS NOT NULL AND p.approved_total = coalesce(p.actual_total, p.quoted_total);
BEGIN
    UPDATE purchase SET cost_usd = total_usd WHERE id = p.id;
    IF NOT buying_allowed(p.supplier, p.shop) THEN RETURN 'BUYING_STOPPED'; END IF;
    INSERT INTO spend_day (day) VALUES (today) ON CONFLICT DO NOTHING;
    PERFORM 1 FROM spend_day WHERE day = today FOR UPDATE;
    SELECT coalesce(sum(s.amount), 0) INTO of_order FROM spend s JOIN purchase o ON o.id = s.purchase_id
        WHERE o.shop = p.shop AND o.order_id = p.order_id AND o.id <> p.id;
    IF of_order + total_usd > max_order AND NOT approved THEN RETURN 'MAX_ORDER_COST'; END IF;
    IF (SELECT amount FROM spend_day WHERE day = today) + total_usd > max_day AND NOT approved THEN RETURN 'MAX_DAILY_COST'; END IF;
    INSERT INTO spend (purchase_id, day, amount) VALUES (p.id, today, total_usd);
    UPDATE spend_day SET amount = amount + total_usd WHERE day = today;
    RETURN NULL;
END $$;

-- As before, with the reservation in a function of its own.
CREATE OR REPLACE FUNCTION begin_paying(the_purchase text, the_claim uuid, total_usd numeric, max_order numeric, max_day numeric)
    RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    p purchase%ROWTYPE;
    guard text;
BEGIN
    SELECT * INTO p FROM purchase WHERE id = the_purchase AND claim_id = the_claim AND state = 'placed'
        AND NOT reconsider AND NOT cancelling AND claimed_until > dropship_now() FOR UPDATE;
    IF NOT FOUND OR change_waits(p.shop, p.order_id) THEN RETURN 'lost'; END IF;
    guard := reserve_spend(p, total_usd, max_order, max_day);
    IF guard IS NOT NULL THEN RETURN guard; END IF;
    UPDATE purchase SET state = 'paying', intent = 'pay', intent_at = dropship_now(), looks = 0, reason_code = NULL, reason = NULL,
        hint = NULL, what = 'paying ' || p.actual_total || ' ' || p.currency WHERE id = p.id;
    RETURN 'paying';
END $$;

-- Commits the intent to create, or says why not. Where creating pays (pays), the amount is reserved by the same statement. The
-- answer is 'placing', 'lost' (the claim is no longer ours, or the order changed), or the guard's code.
CREATE FUNCTION begin_placing(the_purchase text, the_claim uuid, pays boolean, total_usd numeric, max_order numeric, max_day numeric)
    RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    p purchase%ROWTYPE;
    guard text;
BEGIN
    SELECT * INTO p FROM purchase WHERE id = the_purchase AND claim_id = the_claim AND state = 'quoted'
        AND NOT reconsider AND NOT cancelling AND claimed_until > dropship_now() FOR UPDATE;
    -- One that has an order at the supplier never gets another.
    IF NOT FOUND OR change_waits(p.shop, p.order_id)
        OR EXISTS (SELECT 1 FROM trade AS t WHERE t.purchase_id = p.id AND t.role = 'kept') THEN RETURN 'lost'; END IF;
    IF NOT buying_allowed(p.supplier, p.shop) THEN RETURN 'BUYING_STOPPED'; END IF;
    IF coalesce(pays, false) THEN
        guard := reserve_spend(p, total_usd, max_order, max_day);
        IF guard IS NOT NULL THEN RETURN guard; END IF;
    END IF;
    UPDATE purchase SET state = 'placing', intent = 'create', intent_at = dropship_now(),
        first_create_at = coalesce(first_create_at, dropship_now()), looks = 0, resends = 0, pays_on_create = coalesce(pays, false), payment_refusal = NULL,
        what = CASE WHEN pays THEN 'placing and paying at ' ELSE 'placing at ' END || p.quoted_total || ' ' || p.currency WHERE id = p.id;
    RETURN 'placing';
END $$;

-- What was paid by the create call is known only when the order is read back: the reservation becomes what it really cost.
CREATE FUNCTION keep_real_cost() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    real numeric := round(NEW.cost_usd * NEW.actual_total / NEW.quoted_total, 2);
    reserved spend%ROWTYPE;
BEGIN
    SELECT * INTO reserved FROM spend WHERE purchase_id = NEW.id FOR UPDATE;
    IF FOUND THEN
        UPDATE spend_day SET amount = amount + real - reserved.amount WHERE day = reserved.day;
        UPDATE spend SET amount = real WHERE purchase_id = NEW.id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER purchase_real_cost AFTER UPDATE OF actual_total ON purchase FOR EACH ROW
    WHEN (NEW.pays_on_create AND NEW.actual_total IS NOT NULL AND NEW.actual_total IS DISTINCT FROM OLD.actual_total
          AND NEW.cost_usd IS NOT NULL AND NEW.quoted_total > 0)
    EXECUTE FUNCTION keep_real_cost();
