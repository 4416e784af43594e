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
    approved_total  numeric,                         -- a person's approval covers exactly this total
    currency        text        NOT NULL DEFAULT 'USD',
    pay_url         text,
    ship_to         jsonb,                           -- address and contact as given to the supplier
    shopper         jsonb,                           -- browser ip, agent and language for the supplier's risk control
    note            text,                            -- the merchant's note to the supplier
    tracking        jsonb       NOT NULL DEFAULT '[]',
    fulfilment      text        NOT NULL DEFAULT 'none', -- the write-back's own state
    supplier_status text,                            -- the supplier's last word, verbatim
    reason_code     text,
    reason          text,
    hint            text,
    attempts        integer     NOT NULL DEFAULT 0,  -- of the present stage; back to 0 when it moves on
    next_attempt_at timestamptz NOT NULL DEFAULT dropship_now(),
    claim_id        uuid,
    claimed_until   timestamptz,
    intent          text CHECK (intent IN ('create', 'pay')), -- the call whose outcome is open
    intent_at       timestamptz,                     -- committed before the socket opens
    looks           integer     NOT NULL DEFAULT 0,  -- how often an unknown outcome was asked for without finding anything
    reconsider      boolean     NOT NULL DEFAULT false, -- the Shopify order changed: look again before any money moves
    paid_at         timestamptz,
    what            text,                            -- the latest thing that happened, kept in the timeline by a trigger
    created_at      timestamptz NOT NULL DEFAULT dropship_now(),
    updated_at      timestamptz NOT NULL DEFAULT dropship_now(),
    FOREIGN KEY (shop, order_id) REFERENCES shopify_order
);
CREATE INDEX purchase_work ON purchase (state, next_attempt_at);
CREATE INDEX purchase_of_order ON purchase (shop, order_id);
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
    amount      numeric NOT NULL CHECK (amount >= 0)
);
CREATE TABLE spend_day (
    day    date PRIMARY KEY,
    amount numeric NOT NULL DEFAULT 0
);

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
