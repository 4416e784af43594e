-- What goes back to the shop: its own tokens and wishes, and one write-back for each purchase, apart from the purchase's walk.

ALTER TABLE shop
    ADD COLUMN access_token        text,             -- granted to the app's client credentials, encrypted; null = none was needed
    ADD COLUMN token_expires_at    timestamptz,
    ADD COLUMN token_version       integer NOT NULL DEFAULT 0, -- counts the tokens, so that a renewal is done once however many ask
    ADD COLUMN token_claim_id      uuid,
    ADD COLUMN token_claimed_until timestamptz,
    ADD COLUMN notify_customer     boolean NOT NULL DEFAULT false; -- whether Shopify writes to the customer about parcels

ALTER TABLE purchase
    DROP COLUMN fulfilment,
    ADD COLUMN sent jsonb; -- pieces on their way by line item id; null = all of it, once anything is

CREATE TABLE fulfilment (
    purchase_id     text PRIMARY KEY REFERENCES purchase ON DELETE CASCADE,
    state           text        NOT NULL DEFAULT 'due' CHECK (state IN ('due', 'waiting', 'writing', 'unknown', 'partial', 'fulfilled',
                        'by_hand', 'held')),
    told_ids        text,                            -- the supplier's order numbers that the shop's order shows
    written         jsonb       NOT NULL DEFAULT '[]', -- our fulfilments: id, lines, numbers, events
    intent          jsonb,                           -- the write whose outcome is open, committed before the socket opens
    intent_at       timestamptz,
    news            boolean     NOT NULL DEFAULT false, -- something changed while a worker was at it
    reason_code     text,
    reason          text,
    hint            text,
    attempts        integer     NOT NULL DEFAULT 0,
    next_attempt_at timestamptz DEFAULT dropship_now(), -- null = nothing to do before the supplier says more
    claim_id        uuid,
    claimed_until   timestamptz,
    what            text                             -- the latest thing that happened, kept in the purchase's timeline by a trigger
);
CREATE INDEX fulfilment_due ON fulfilment (next_attempt_at) WHERE next_attempt_at IS NOT NULL;

-- Whatever a statement changes about parcels or position, the write-back hears of it in the same transaction. Orders that an
-- integration placed have no order in a shop.
CREATE FUNCTION wake_fulfilment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO fulfilment AS f (purchase_id) VALUES (NEW.id)
    ON CONFLICT (purchase_id) DO UPDATE SET news = true,
        next_attempt_at = CASE WHEN f.intent IS NULL OR f.next_attempt_at IS NULL THEN dropship_now() ELSE f.next_attempt_at END;
    RETURN NULL;
END $$;
CREATE TRIGGER purchase_shipped AFTER INSERT OR UPDATE OF state, held_from, tracking ON purchase FOR EACH ROW
    WHEN (NEW.shop <> 'api' AND coalesce(NEW.held_from, NEW.state) IN ('paid', 'shipped', 'delivered'))
    EXECUTE FUNCTION wake_fulfilment();

-- Who changes what happened has locked the purchase before, so that its timeline stays in order.
CREATE FUNCTION keep_fulfilment_timeline() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    at_state text;
BEGIN
    IF NEW.what IS NOT NULL AND NEW.what IS DISTINCT FROM OLD.what THEN
        SELECT state INTO at_state FROM purchase WHERE id = NEW.purchase_id;
        INSERT INTO timeline (purchase_id, from_state, to_state, what) VALUES (NEW.purchase_id, at_state, at_state, NEW.what);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER fulfilment_timeline AFTER UPDATE OF what ON fulfilment FOR EACH ROW EXECUTE FUNCTION keep_fulfilment_timeline();

-- What is on its way when this arrives is written back as well; what a person fulfilled meanwhile is found and left alone.
INSERT INTO fulfilment (purchase_id)
SELECT id FROM purchase WHERE shop <> 'api' AND coalesce(held_from, state) IN ('paid', 'shipped');
