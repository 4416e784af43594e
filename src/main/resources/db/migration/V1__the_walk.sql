-- An order is a row that walks through rooms. These tables are the only state there is.

-- One clock for every lease and every wait, so that replicas whose clocks differ agree. Tests replace this
-- function to move time; nothing else in the schema calls now().
CREATE FUNCTION dropship_now() RETURNS timestamptz
    LANGUAGE sql STABLE AS 'SELECT statement_timestamp()';

-- The inbox is the idempotent repository: storing a message and claiming its key are one INSERT.
CREATE TABLE inbox (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    message_key     text        NOT NULL UNIQUE,     -- what makes two deliveries the same message
    source          text        NOT NULL,            -- shopify, alibaba or aliexpress
    topic           text,
    shop            text,
    triggered_at    timestamptz,                     -- when the sender says it happened
    body            bytea       NOT NULL,            -- the raw bytes as signed
    received_at     timestamptz NOT NULL DEFAULT dropship_now(),
    state           text        NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'done', 'parked')),
    reason_code     text,
    reason          text,
    attempts        integer     NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL DEFAULT dropship_now(),
    claim_id        uuid,
    claimed_until   timestamptz,
    handled_at      timestamptz
);
-- Compressing a body took PostgreSQL half of the time of storing it, while the sender waits.
ALTER TABLE inbox ALTER COLUMN body SET STORAGE EXTERNAL;
-- Only what still waits is looked through, however long the history grows.
CREATE INDEX inbox_waiting ON inbox (next_attempt_at) WHERE state = 'new';
CREATE INDEX inbox_parked ON inbox (id) WHERE state = 'parked';

CREATE TABLE shop (
    domain       text PRIMARY KEY,
    connected_at timestamptz NOT NULL DEFAULT dropship_now()  -- default of BUYING_SINCE: older orders are never bought
);

-- One row per Shopify order: the newest payload seen, and what was decided about it.
CREATE TABLE shopify_order (
    shop          text        NOT NULL,
    order_id      text        NOT NULL,
    name          text,
    version_at    timestamptz,                       -- the payload's updated_at
    version_rank  integer     NOT NULL DEFAULT 0,    -- breaks ties: how far the order has come
    triggered_at  timestamptz,                       -- breaks what is still tied
    payload       jsonb,                             -- null while only an edit or a refund has arrived
    state         text        NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'buying', 'ignored')),
    reason_code   text,
    reason        text,
    replan        boolean     NOT NULL DEFAULT false,-- something changed that the planner has not looked at
    attempts      integer     NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL DEFAULT dropship_now(),
    claim_id      uuid,
    claimed_until timestamptz,
    created_at    timestamptz NOT NULL DEFAULT dropship_now(),
    updated_at    timestamptz NOT NULL DEFAULT dropship_now(),
    PRIMARY KEY (shop, order_id)
);
CREATE INDEX shopify_order_replan ON shopify_order (next_attempt_at) WHERE replan;
CREATE INDEX shopify_order_created ON shopify_order (created_at DESC, shop, order_id);

-- Edits and refunds carry differences; they count only while they are newer than the payload.
CREATE TABLE shopify_order_change (
    shop      text        NOT NULL,
    order_id  text        NOT NULL,
    change_id text        NOT NULL,                  -- edit:<id> or refund:<id>
    at        timestamptz NOT NULL,
    deltas    jsonb       NOT NULL,                  -- {line item id: difference of quantity}
    PRIMARY KEY (shop, order_id, change_id)
);

CREATE TABLE shopify_order_line (
    shop           text    NOT NULL,
    order_id       text    NOT NULL,
    line_item_id   text    NOT NULL,
    title          text,
    variant_id     text,
    sku            text,
    unit_revenue   numeric,                          -- what the customer pays for one piece after discounts
    current_quantity integer NOT NULL DEFAULT 0,
    wanted         integer NOT NULL DEFAULT 0,       -- min(current, fulfillable) of a line that may be bought
    supplier       text,
    product_id     text,
    sku_id         text,
    sku_attr       text,
    reason_code    text,                             -- why it is not bought
    PRIMARY KEY (shop, order_id, line_item_id),
    FOREIGN KEY (shop, order_id) REFERENCES shopify_order ON DELETE CASCADE
);

CREATE TABLE product_link (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    shop       text    NOT NULL,
    variant_id text,
    sku        text,
    supplier   text    NOT NULL CHECK (supplier IN ('alibaba', 'aliexpress')),
    product_id text    NOT NULL,
    sku_id     text,
    sku_attr   text,
    countries  text[]  NOT NULL DEFAULT '{}',        -- empty = every country
    priority   integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT dropship_now(),
    CHECK ((variant_id IS NULL) <> (sku IS NULL))
);
CREATE UNIQUE INDEX product_link_by_variant ON product_link (shop, variant_id, priority) WHERE variant_id IS NOT NULL;
CREATE UNIQUE INDEX product_link_by_sku ON product_link (shop, sku, priority) WHERE sku IS NOT NULL;

-- A supplier account; its tokens are AES-256-GCM ciphertext with the key's id in front.
CREATE TABLE account (
    id                 text PRIMARY KEY,
    supplier           text        NOT NULL,
    environment        text        NOT NULL,         -- production, sandbox, or the host of an override
    user_id            text,
    havana_id          text,
    account_platform   text,
    country            text,
    state              text        NOT NULL DEFAULT 'connected' CHECK (state IN ('connected', 'needs_authorisation')),
    access_token       text        NOT NULL,
    refresh_token      text,
    previous_access_token  text,                     -- kept until the new pair has worked
    previous_refresh_token text,
    access_expires_at  timestamptz,
    refresh_expires_at timestamptz,
    refresh_at         timestamptz,                  -- when to refresh: 30 minutes, or a tenth of a short life, before expiry
    version            integer     NOT NULL DEFAULT 1, -- counts the pairs, so that a refresh is done once however many ask
    imported_from      text,                         -- hash of the imported variables: import again when they change
    claim_id           uuid,
    claimed_until      timestamptz,
    connected_at       timestamptz NOT NULL DEFAULT dropship_now(),
    is_default         boolean     NOT NULL DEFAULT false
);
CREATE UNIQUE INDEX account_default ON account (supplier, environment) WHERE is_default;

-- One supplier order in the making.
CREATE TABLE purchase (
    id              text PRIMARY KEY,
    shop            text        NOT NULL,
    order_id        text        NOT NULL,
    order_name      text,
    supplier        text        NOT NULL,
    environment     text        NOT NULL,
    reference       text        NOT NULL UNIQUE,     -- unguessable; given to the supplier, found again by it
    state           text        NOT NULL CHECK (state IN ('planned', 'quoted', 'placing', 'placed', 'paying', 'paid',
                        'shipped', 'delivered', 'unknown', 'held', 'cancelled', 'closed')),
    held_from       text,                            -- the position a held purchase goes on from
    e_company_id    text,
    dispatch_location text,
    preferred_dispatch text,                         -- where to start asking for freight
    excluded_dispatch  text[]   NOT NULL DEFAULT '{}', -- where nothing was left
    carrier_code    text,
    quoted_total    numeric,
    quoted_freight  numeric,
    quoted_at       timestamptz,
    actual_total    numeric,
    cost_usd        numeric,                         -- what a limit was asked for when it last stood against paying
    approved_total  numeric,                         -- a person's approval covers exactly this total
    currency        text        NOT NULL DEFAULT 'USD', -- of quoted_total and actual_total
    revenue_currency text       NOT NULL DEFAULT 'USD', -- of the lines' unit_revenue: the shop's currency
    pay_url         text,
    ship_to         jsonb,                           -- address and contact as given to the supplier
    shopper         jsonb,                           -- browser ip, agent and language for the supplier's risk control
    clearance_code  text,                            -- the recipient's personal customs code, where a country asks for it
    note            text,                            -- the merchant's note to the supplier
    tracking        jsonb       NOT NULL DEFAULT '[]',
    fulfilment      text        NOT NULL DEFAULT 'none', -- the write-back's own state
    supplier_status text,                            -- the supplier's last word, verbatim
    reason_code     text,
    reason          text,
    hint            text,
    attempts        integer     NOT NULL DEFAULT 0,  -- repetitions so far; back to 0 once placed, paid or settled by a person
    next_attempt_at timestamptz DEFAULT dropship_now(), -- null = nothing happens before a person acts
    claim_id        uuid,
    claimed_until   timestamptz,
    intent          text CHECK (intent IN ('create', 'pay')), -- the call whose outcome is open
    intent_at       timestamptz,                     -- committed before the socket opens
    first_create_at timestamptz,                     -- of all its create calls the first: its orders at the supplier are not older
    looks           integer     NOT NULL DEFAULT 0,  -- how often an unknown outcome was asked for without finding anything
    reconsider      boolean     NOT NULL DEFAULT false, -- the Shopify order changed: look again before any money moves
    counts          boolean     NOT NULL DEFAULT true,  -- false: its pieces are free to be planned again
    settled_difference text,                         -- the difference to the Shopify order that was pointed out last, as a digest
    cancelling      boolean     NOT NULL DEFAULT false, -- the supplier's order is to be cancelled before anything else
    paid_at         timestamptz,
    what            text,                            -- the latest thing that happened, kept in the timeline by a trigger
    created_at      timestamptz NOT NULL DEFAULT dropship_now(),
    updated_at      timestamptz NOT NULL DEFAULT dropship_now(),
    FOREIGN KEY (shop, order_id) REFERENCES shopify_order
);
CREATE INDEX purchase_work ON purchase (state, next_attempt_at);
CREATE INDEX purchase_of_order ON purchase (shop, order_id);
-- A change of the Shopify order that arrived while a create or pay call was open is looked at once its outcome is known.
CREATE INDEX purchase_reconsider ON purchase (shop, order_id) WHERE reconsider;
CREATE INDEX purchase_newest ON purchase (created_at DESC, id);

CREATE TABLE purchase_line (
    purchase_id  text    NOT NULL REFERENCES purchase ON DELETE CASCADE,
    line_item_id text    NOT NULL,
    product_id   text    NOT NULL,
    sku_id       text,
    sku_attr     text,
    sku          text,
    quantity     integer NOT NULL CHECK (quantity > 0),
    unit_revenue numeric,
    unit_price   numeric,
    PRIMARY KEY (purchase_id, line_item_id)
);
CREATE INDEX purchase_line_of_item ON purchase_line (line_item_id);

-- A supplier's order belongs to one purchase, ever.
CREATE TABLE trade (
    supplier    text NOT NULL,
    environment text NOT NULL,
    trade_id    text NOT NULL,
    purchase_id text NOT NULL REFERENCES purchase,
    role        text NOT NULL DEFAULT 'kept' CHECK (role IN ('kept', 'surplus')), -- surplus: a double, to be cancelled
    created_at  timestamptz NOT NULL DEFAULT dropship_now(),
    claimed_until timestamptz,
    closed_at   timestamptz,                         -- a surplus one that the supplier has cancelled
    PRIMARY KEY (supplier, environment, trade_id)
);
CREATE INDEX trade_of_purchase ON trade (purchase_id);

CREATE TABLE timeline (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    purchase_id text        NOT NULL REFERENCES purchase ON DELETE CASCADE,
    at          timestamptz NOT NULL DEFAULT dropship_now(),
    from_state  text,
    to_state    text        NOT NULL,
    what        text
);
CREATE INDEX timeline_of_purchase ON timeline (purchase_id, id);

-- Written by the database, so that no statement can forget it.
CREATE FUNCTION keep_timeline() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO timeline (purchase_id, to_state, what) VALUES (NEW.id, NEW.state, NEW.what);
    ELSIF NEW.state <> OLD.state OR NEW.what IS DISTINCT FROM OLD.what OR NEW.reason_code IS DISTINCT FROM OLD.reason_code THEN
        INSERT INTO timeline (purchase_id, from_state, to_state, what) VALUES (NEW.id, OLD.state, NEW.state, NEW.what);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER purchase_timeline AFTER INSERT OR UPDATE ON purchase FOR EACH ROW EXECUTE FUNCTION keep_timeline();

CREATE FUNCTION touch_purchase() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.updated_at := dropship_now();
    RETURN NEW;
END $$;
CREATE TRIGGER purchase_touched BEFORE UPDATE ON purchase FOR EACH ROW EXECUTE FUNCTION touch_purchase();

-- What has been reserved for paying: per purchase, and summed per UTC day in one row that every reservation locks.
CREATE TABLE spend (
    purchase_id text PRIMARY KEY REFERENCES purchase,
    day         date    NOT NULL,
    amount      numeric NOT NULL CHECK (amount >= 0)  -- USD
);
CREATE TABLE spend_day (
    day    date PRIMARY KEY,
    amount numeric NOT NULL DEFAULT 0                 -- USD
);

-- A purchase that is certainly not being paid gives its reservation back.
CREATE FUNCTION release_spend() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    WITH gone AS (DELETE FROM spend WHERE purchase_id = NEW.id RETURNING day, amount)
    UPDATE spend_day d SET amount = d.amount - gone.amount FROM gone WHERE d.day = gone.day;
    RETURN NULL;
END $$;
CREATE TRIGGER purchase_unpaid AFTER UPDATE OF state, held_from ON purchase FOR EACH ROW
    WHEN (coalesce(NEW.held_from, NEW.state) IN ('planned', 'quoted', 'placed', 'cancelled')
          AND NEW.state IN ('planned', 'quoted', 'placed', 'cancelled', 'held'))
    EXECUTE FUNCTION release_spend();

-- The stop-buying switch: 'all', 'supplier:<name>' or 'shop:<domain>'. No row = allowed.
CREATE TABLE buying (
    scope      text PRIMARY KEY,
    allowed    boolean     NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT dropship_now()
);
CREATE FUNCTION buying_allowed(of_supplier text, of_shop text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT NOT EXISTS (SELECT 1 FROM buying
                       WHERE NOT allowed AND scope IN ('all', 'supplier:' || of_supplier, 'shop:' || of_shop))
$$;

-- True while a change of the Shopify order is kept but not planned yet: it comes before any money moves.
CREATE FUNCTION change_waits(of_shop text, of_order text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT 1 FROM shopify_order WHERE shop = of_shop AND order_id = of_order AND replan)
$$;

-- Commits the intent to pay and reserves its amount, or says why not: one statement, so that no two replicas can
-- both fit under the same limit. The answer is 'paying', 'lost' (the claim is no longer ours), or the guard's code.
-- A person's approval of exactly this total (approved_total) stands above the limits, never above the switch.
CREATE FUNCTION begin_paying(the_purchase text, the_claim uuid, total_usd numeric, max_order numeric, max_day numeric)
    RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    p purchase%ROWTYPE;
    today date := (dropship_now() AT TIME ZONE 'UTC')::date;
    of_order numeric;
    approved boolean;
BEGIN
    SELECT * INTO p FROM purchase WHERE id = the_purchase AND claim_id = the_claim AND state = 'placed'
        AND NOT reconsider AND NOT cancelling AND claimed_until > dropship_now() FOR UPDATE;
    IF NOT FOUND OR change_waits(p.shop, p.order_id) THEN RETURN 'lost'; END IF;
    UPDATE purchase SET cost_usd = total_usd WHERE id = p.id;
    IF NOT buying_allowed(p.supplier, p.shop) THEN RETURN 'BUYING_STOPPED'; END IF;
    approved := p.approved_total IS NOT NULL AND p.approved_total = p.actual_total;
    INSERT INTO spend_day (day) VALUES (today) ON CONFLICT DO NOTHING;
    PERFORM 1 FROM spend_day WHERE day = today FOR UPDATE;
    SELECT coalesce(sum(s.amount), 0) INTO of_order FROM spend s JOIN purchase o ON o.id = s.purchase_id
        WHERE o.shop = p.shop AND o.order_id = p.order_id AND o.id <> p.id;
    IF of_order + total_usd > max_order AND NOT approved THEN RETURN 'MAX_ORDER_COST'; END IF;
    IF (SELECT amount FROM spend_day WHERE day = today) + total_usd > max_day AND NOT approved THEN RETURN 'MAX_DAILY_COST'; END IF;
    INSERT INTO spend (purchase_id, day, amount) VALUES (p.id, today, total_usd);
    UPDATE spend_day SET amount = amount + total_usd WHERE day = today;
    UPDATE purchase SET state = 'paying', intent = 'pay', intent_at = dropship_now(), looks = 0, reason_code = NULL, reason = NULL,
        hint = NULL, what = 'paying ' || p.actual_total || ' ' || p.currency WHERE id = p.id;
    RETURN 'paying';
END $$;
