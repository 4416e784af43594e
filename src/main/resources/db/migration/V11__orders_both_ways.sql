-- Orders both ways: what Shopify is asked in case its webhooks were lost, what it says of an order's risk, whether the app is
-- still in the shop, and each shop's own credentials.

ALTER TABLE shop
    -- Of a shop that is not the one of the settings; encrypted. Null = those of the settings.
    ADD COLUMN own_webhook_secrets text,             -- comma-separated; only deliveries of this shop are verified with them
    ADD COLUMN own_access_token    text,             -- static
    ADD COLUMN own_client_id       text,
    ADD COLUMN own_client_secret   text,
    -- The app was uninstalled: its token is dead, nothing is bought. Everything is kept, and goes on when it is installed again.
    ADD COLUMN uninstalled_at      timestamptz,
    ADD COLUMN installed_at        timestamptz NOT NULL DEFAULT dropship_now(), -- news of an uninstallation before it are old
    -- The poll of changed orders, one at a time over all replicas.
    ADD COLUMN poll_cursor         timestamptz,      -- up to when all changes are known; null = never polled
    ADD COLUMN next_poll_at        timestamptz,      -- null = one interval after it was connected
    ADD COLUMN polled_at           timestamptz,      -- when a poll last succeeded
    ADD COLUMN mended_at           timestamptz,      -- when one last succeeded after others had failed
    ADD COLUMN poll_attempts       integer NOT NULL DEFAULT 0,
    ADD COLUMN poll_claim_id       uuid,
    ADD COLUMN poll_claimed_until  timestamptz,
    ADD COLUMN poll_code           text,             -- why the last poll failed; null = it did not
    ADD COLUMN poll_reason         text,
    ADD COLUMN poll_hint           text,
    -- The webhook subscriptions, which Shopify removes after too many failed deliveries.
    ADD COLUMN subscriptions       text NOT NULL DEFAULT 'due' CHECK (subscriptions IN ('due', 'off', 'kept', 'failed')),
    ADD COLUMN subscriptions_at    timestamptz,      -- when they were last seen complete
    ADD COLUMN next_subscriptions_at timestamptz NOT NULL DEFAULT dropship_now(),
    ADD COLUMN subscriptions_attempts integer NOT NULL DEFAULT 0,
    ADD COLUMN subscriptions_claim_id uuid,
    ADD COLUMN subscriptions_claimed_until timestamptz,
    ADD COLUMN subscriptions_code  text,
    ADD COLUMN subscriptions_reason text,
    ADD COLUMN subscriptions_hint  text;

-- Shops take turns in being read.
CREATE INDEX inbox_turn ON inbox (shop, next_attempt_at) WHERE state = 'new';

ALTER TABLE shopify_order
    ADD COLUMN risk          text,                   -- Shopify's recommendation: ACCEPT, INVESTIGATE, CANCEL or NONE; null = not known
    ADD COLUMN risk_accepted text,                   -- the recommendation that a person has overruled; a worse one holds again
    ADD COLUMN seen_at       timestamptz;            -- the shop's last change that was looked at, also where it changed nothing here

-- Null = it may be bought; else the reason why not, in our own words.
CREATE FUNCTION buying_stop(of_supplier text, of_shop text) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN EXISTS (SELECT 1 FROM shop WHERE domain = of_shop AND uninstalled_at IS NOT NULL) THEN 'SHOP_UNINSTALLED'
                WHEN EXISTS (SELECT 1 FROM buying
                             WHERE NOT allowed AND scope IN ('all', 'supplier:' || of_supplier, 'shop:' || of_shop)) THEN 'BUYING_STOPPED' END
$$;
CREATE OR REPLACE FUNCTION buying_allowed(of_supplier text, of_shop text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT buying_stop(of_supplier, of_shop) IS NULL
$$;

-- As before, but it says which of the two stops it is.
CREATE OR REPLACE FUNCTION reserve_spend(p purchase, total_usd numeric, max_order numeric, max_day numeric) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    today date := (dropship_now() AT TIME ZONE 'UTC')::date;
    of_order numeric;
    approved boolean := p.approved_total IS NOT NULL AND p.approved_total = coalesce(p.actual_total, p.quoted_total);
BEGIN
    UPDATE purchase SET cost_usd = total_usd WHERE id = p.id;
    IF NOT buying_allowed(p.supplier, p.shop) THEN RETURN buying_stop(p.supplier, p.shop); END IF;
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

CREATE OR REPLACE FUNCTION begin_placing(the_purchase text, the_claim uuid, pays boolean, total_usd numeric, max_order numeric,
                                         max_day numeric)
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
    IF NOT buying_allowed(p.supplier, p.shop) THEN RETURN buying_stop(p.supplier, p.shop); END IF;
    IF coalesce(pays, false) THEN
        guard := reserve_spend(p, total_usd, max_order, max_day);
        IF guard IS NOT NULL THEN RETURN guard; END IF;
    END IF;
    UPDATE purchase SET state = 'placing', intent = 'create', intent_at = dropship_now(),
        first_create_at = coalesce(first_create_at, dropship_now()), looks = 0, resends = 0, pays_on_create = coalesce(pays, false), payment_refusal = NULL,
        what = CASE WHEN pays THEN 'placing and paying at ' ELSE 'placing at ' END || p.quoted_total || ' ' || p.currency WHERE id = p.id;
    RETURN 'placing';
END $$;

-- A supplier that could not sell or send a line of an order: the link with the next priority is asked instead. Whoever changes the
-- link has it tried again.
CREATE TABLE passed_link (
    shop         text   NOT NULL,
    order_id     text   NOT NULL,
    line_item_id text   NOT NULL,
    link_id      bigint NOT NULL REFERENCES product_link ON DELETE CASCADE,
    reason       text,                               -- the supplier's words
    passed_at    timestamptz NOT NULL DEFAULT dropship_now(),
    PRIMARY KEY (link_id, shop, order_id, line_item_id),
    FOREIGN KEY (shop, order_id) REFERENCES shopify_order ON DELETE CASCADE
);
CREATE INDEX passed_link_of_order ON passed_link (shop, order_id);
CREATE FUNCTION try_link_again() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM passed_link WHERE link_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER product_link_changed AFTER UPDATE OF supplier, product_id, sku_id, sku_attr, countries, priority ON product_link
    FOR EACH ROW EXECUTE FUNCTION try_link_again();
