-- What suppliers tell us unasked (pushes), and how we ask them in case they did not (polling).

-- A supplier's order that no purchase owns: made by hand, or left by a create call whose answer was lost.
CREATE TABLE foreign_trade (
    supplier    text        NOT NULL,
    environment text        NOT NULL,
    trade_id    text        NOT NULL,
    account_id  text,                                -- whose order it is; null = not known, so nobody can read it
    status      text,                                -- the supplier's last word, verbatim
    source      text        NOT NULL CHECK (source IN ('push', 'poll')), -- who told first
    created_at  timestamptz,                         -- when the supplier says it was made; a push does not say
    seen_at     timestamptz NOT NULL DEFAULT dropship_now(),
    PRIMARY KEY (supplier, environment, trade_id)
);
CREATE INDEX foreign_trade_newest ON foreign_trade (supplier, environment, (coalesce(created_at, seen_at)));

-- The newest change of the supplier's order that a poll has told of, so that windows may overlap without looking twice.
ALTER TABLE trade ADD COLUMN modified_at timestamptz;

-- An unknown purchase may be looked at before its time when there is news. Such a look finds, but does not count as one that
-- found nothing: the spacing of the looks that decide stays as it is. Here stands when the next look that counts is due.
ALTER TABLE purchase ADD COLUMN look_due_at timestamptz;
CREATE FUNCTION forget_early_look() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.look_due_at := NULL;
    RETURN NEW;
END $$;
CREATE TRIGGER purchase_outcome_known BEFORE UPDATE OF state ON purchase FOR EACH ROW
    WHEN (NEW.state <> 'unknown' AND NEW.look_due_at IS NOT NULL) EXECUTE FUNCTION forget_early_look();

-- One poll of an account at a time, over all replicas: a claim of its own, because a token may be renewed meanwhile.
ALTER TABLE account
    ADD COLUMN poll_cursor        timestamptz,       -- up to when all changes are known; null = never polled
    ADD COLUMN next_poll_at       timestamptz,       -- null = one interval after it was connected
    ADD COLUMN poll_throttles     integer NOT NULL DEFAULT 0, -- throttled polls since the last one that succeeded
    ADD COLUMN poll_claim_id      uuid,
    ADD COLUMN poll_claimed_until timestamptz;

-- What the supplier said of a linked product, for the jobs that keep the shop's catalogue.
ALTER TABLE product_link
    ADD COLUMN supplier_state    text NOT NULL DEFAULT 'listed' CHECK (supplier_state IN ('listed', 'gone')),
    ADD COLUMN supplier_state_at timestamptz,        -- when the supplier says so; older news change nothing
    ADD COLUMN price_changed_at  timestamptz;
CREATE INDEX product_link_of_product ON product_link (supplier, product_id);

-- Every product event as it was told, until a catalogue job has handled it.
CREATE TABLE product_event (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    supplier   text        NOT NULL,
    product_id text        NOT NULL,
    sku_id     text,
    kind       text        NOT NULL CHECK (kind IN ('ADD', 'DELETE', 'PRICE_CHANGE', 'OTHER')),
    word       text,                                 -- the supplier's own, verbatim
    value      text,                                 -- for example the new price, without a currency
    at         timestamptz NOT NULL,                 -- when the supplier says it happened, else when it arrived
    handled_at timestamptz
);
CREATE INDEX product_event_waiting ON product_event (id) WHERE handled_at IS NULL;
