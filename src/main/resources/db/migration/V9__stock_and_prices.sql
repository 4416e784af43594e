-- The shops' shelves follow the suppliers: what is linked, what the supplier said of it last, and what is written into the shop.

-- What a shop wants of its catalogue, and how far the reading of its variants has come. One row for each shop.
CREATE TABLE shop_catalog (
    shop            text PRIMARY KEY REFERENCES shop ON DELETE CASCADE,
    country         text,                            -- for which country products are read; null = catalog.country
    location_id     text,                            -- where stock is kept, a number; null = the shop's primary location
    buffer          integer NOT NULL DEFAULT 0 CHECK (buffer >= 0), -- pieces that are never offered
    floor           integer NOT NULL DEFAULT 0 CHECK (floor >= 0),  -- fewer pieces than that, after the buffer, count as none
    on_stock        text    NOT NULL DEFAULT 'update' CHECK (on_stock IN ('nothing', 'notify', 'update')),
    on_sold_out     text    NOT NULL DEFAULT 'zero' CHECK (on_sold_out IN ('nothing', 'notify', 'zero', 'draft')),
    on_gone         text    NOT NULL DEFAULT 'zero' CHECK (on_gone IN ('nothing', 'notify', 'zero', 'draft')),
    on_cost         text    NOT NULL DEFAULT 'update' CHECK (on_cost IN ('nothing', 'notify', 'update')),
    price_rule      text    NOT NULL DEFAULT 'same-margin' CHECK (price_rule IN ('same-margin', 'markup')), -- markup: by the next column
    markup_percentage numeric CHECK (markup_percentage BETWEEN 0 AND 10000), -- null = by pricing.markups
    approve_above   numeric NOT NULL DEFAULT 20 CHECK (approve_above >= 0), -- percent; a price that changes by more waits for a person
    currency        text,                            -- of the shop, as read last
    used_location   text,                            -- the location that stock is kept at, as read last
    list_cursor     text,                            -- where the reading goes on after a failure
    list_started_at timestamptz,                     -- of the reading that is under way
    listed_at       timestamptz,                     -- when the last whole reading ended
    next_list_at    timestamptz,                     -- null = catalog.first-look after the shop was connected
    attempts        integer NOT NULL DEFAULT 0,
    claim_id        uuid,
    claimed_until   timestamptz,
    reason_code     text,                            -- why the last reading failed
    reason          text,
    hint            text
);
INSERT INTO shop_catalog (shop) SELECT domain FROM shop;
CREATE FUNCTION add_shop_catalog() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO shop_catalog (shop) VALUES (NEW.domain) ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER shop_has_catalog AFTER INSERT ON shop FOR EACH ROW EXECUTE FUNCTION add_shop_catalog();

-- A supplier's product that some variant is linked to: it is read once, however many variants and shops that are.
CREATE TABLE supplier_product (
    supplier      text        NOT NULL,
    product_id    text        NOT NULL,
    country       text        NOT NULL,              -- to which it is sold; price and stock differ by country
    next_read_at  timestamptz NOT NULL DEFAULT dropship_now(),
    read_at       timestamptz,                       -- when the supplier last answered
    attempts      integer     NOT NULL DEFAULT 0,
    claim_id      uuid,
    claimed_until timestamptz,
    news          boolean     NOT NULL DEFAULT false,-- a push told of it while it was being read
    reason_code   text,                              -- why it could not be read
    reason        text,
    hint          text,
    PRIMARY KEY (supplier, product_id, country)
);
CREATE INDEX supplier_product_due ON supplier_product (next_read_at);

-- A change of a shop's catalogue, committed before it is sent. Stock is set by this very id as key, so that a lost answer is asked
-- for again by the same call; a draft sets what is set already; a price is settled by reading the shop.
CREATE TABLE catalog_write (
    id              uuid PRIMARY KEY,
    shop            text        NOT NULL REFERENCES shop ON DELETE CASCADE,
    kind            text        NOT NULL CHECK (kind IN ('stock', 'price', 'draft')),
    shop_product_id text,                            -- whose price, or status, it is
    variables       jsonb       NOT NULL,            -- of the call, exactly as it is sent
    state           text        NOT NULL DEFAULT 'due' CHECK (state IN ('due', 'unknown', 'done', 'refused')),
    attempts        integer     NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL DEFAULT dropship_now(),
    claim_id        uuid,
    claimed_until   timestamptz,
    reason_code     text,
    reason          text,
    hint            text,
    created_at      timestamptz NOT NULL DEFAULT dropship_now(),
    ended_at        timestamptz
);
CREATE INDEX catalog_write_open ON catalog_write (next_attempt_at) WHERE state IN ('due', 'unknown');
CREATE INDEX catalog_write_ended ON catalog_write (ended_at) WHERE ended_at IS NOT NULL;

-- A variant of a shop whose product at a supplier is known, by a product link or by its SKU.
CREATE TABLE linked_variant (
    shop              text    NOT NULL REFERENCES shop ON DELETE CASCADE,
    variant_id        text    NOT NULL,
    shop_product_id   text    NOT NULL,
    inventory_item_id text    NOT NULL,
    sku               text    NOT NULL,
    tracked           boolean NOT NULL,              -- whether the shop counts its pieces
    supplier          text    NOT NULL,
    product_id        text    NOT NULL,
    sku_id            text,
    sku_attr          text,
    country           text    NOT NULL,
    -- what stands in the shop, as read or written last
    shop_quantity     integer,
    shop_price        numeric,
    shop_compare_at   numeric,
    shop_cost         numeric,                       -- null = the shop knows none
    shop_read_at      timestamptz NOT NULL,
    shop_fell_at      timestamptz,                   -- when less was found there than before, as after a sale
    seen_at           timestamptz NOT NULL,          -- by the reading of the whole shop
    stale             boolean NOT NULL DEFAULT false,-- must be read in the shop again before anything is written
    -- what the supplier said last
    supplier_quantity integer,
    supplier_price    numeric,
    supplier_currency text,
    supplier_read_at  timestamptz,
    absences          integer NOT NULL DEFAULT 0,    -- readings in a row in which it was gone
    event             text,                          -- sold-out or gone, once that has been acted on
    -- what follows
    wanted_quantity   integer,                       -- null = the shop's stock is left alone
    draft             boolean NOT NULL DEFAULT false,-- its product may be drafted, if all its variants agree
    drafted_at        timestamptz,
    alone             boolean NOT NULL DEFAULT false,-- its stock is written by a call of its own, because a call of many was refused
    write_id          uuid REFERENCES catalog_write ON DELETE SET NULL, -- the open call that sets its stock
    next_attempt_at   timestamptz NOT NULL DEFAULT dropship_now(),
    claim_id          uuid,
    claimed_until     timestamptz,
    reason_code       text,
    reason            text,
    hint              text,
    PRIMARY KEY (shop, variant_id)
);
CREATE INDEX linked_variant_of_product ON linked_variant (supplier, product_id, country);
CREATE INDEX linked_variant_of_write ON linked_variant (write_id) WHERE write_id IS NOT NULL;
CREATE INDEX linked_variant_stale ON linked_variant (shop, variant_id) WHERE stale;
CREATE INDEX linked_variant_stock ON linked_variant (shop, variant_id) WHERE wanted_quantity IS DISTINCT FROM shop_quantity;
CREATE INDEX linked_variant_draft ON linked_variant (shop, shop_product_id) WHERE draft AND drafted_at IS NULL;

-- Every change of a cost, with the price that follows from it: the history, and what waits for a person.
CREATE TABLE price_change (
    id                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    shop              text        NOT NULL REFERENCES shop ON DELETE CASCADE,
    variant_id        text        NOT NULL,
    shop_product_id   text        NOT NULL,
    inventory_item_id text        NOT NULL,
    sku               text        NOT NULL,
    supplier          text        NOT NULL,
    product_id        text        NOT NULL,
    supplier_price    numeric     NOT NULL,
    supplier_currency text        NOT NULL,
    currency          text        NOT NULL,          -- of everything below: the shop's
    old_cost          numeric,
    new_cost          numeric     NOT NULL,
    old_price         numeric,
    new_price         numeric,                       -- null = the price is left as it is
    old_compare_at    numeric,
    new_compare_at    numeric,                       -- null = left as it is, 0 = taken away
    state             text        NOT NULL CHECK (state IN ('noted', 'waiting', 'due', 'writing', 'written', 'rejected', 'superseded',
                          'refused')),
    reason_code       text,
    reason            text,
    hint              text,
    write_id          uuid REFERENCES catalog_write ON DELETE SET NULL,
    created_at        timestamptz NOT NULL DEFAULT dropship_now(),
    decided_at        timestamptz,                   -- by a person
    ended_at          timestamptz
);
-- One open change for each variant: whatever else the supplier says meanwhile comes after it.
CREATE UNIQUE INDEX price_change_open ON price_change (shop, variant_id) WHERE state IN ('waiting', 'due', 'writing');
CREATE INDEX price_change_due ON price_change (shop, shop_product_id) WHERE state = 'due';
CREATE INDEX price_change_of_variant ON price_change (shop, variant_id, id DESC);
CREATE INDEX price_change_of_write ON price_change (write_id) WHERE write_id IS NOT NULL;

-- What a merchant should know of: kept for reading, never acted on.
CREATE TABLE catalog_notice (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    shop       text        NOT NULL REFERENCES shop ON DELETE CASCADE,
    variant_id text,
    sku        text,
    supplier   text        NOT NULL,
    product_id text        NOT NULL,
    kind       text        NOT NULL CHECK (kind IN ('stock', 'sold-out', 'gone', 'back', 'cost', 'approval', 'draft', 'untold')),
    words      text        NOT NULL,
    at         timestamptz NOT NULL DEFAULT dropship_now()
);
CREATE INDEX catalog_notice_at ON catalog_notice (at);
CREATE INDEX product_event_handled ON product_event (handled_at) WHERE handled_at IS NOT NULL;

-- Whether a shop shows other prices than a change is from: a person has set them meanwhile.
CREATE FUNCTION price_moved(c price_change, v linked_variant) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT v.shop_cost IS DISTINCT FROM c.old_cost OR v.shop_price IS DISTINCT FROM c.old_price
        OR v.shop_compare_at IS DISTINCT FROM c.old_compare_at
$$;
