-- Many accounts of one supplier: which of them buys for which shop, and which bought what. And orders that an integration places.

-- A shop without a row buys by the supplier's default account.
CREATE TABLE account_shop (
    shop        text NOT NULL,
    supplier    text NOT NULL,
    environment text NOT NULL,
    account_id  text NOT NULL REFERENCES account ON DELETE CASCADE,
    PRIMARY KEY (shop, supplier, environment)
);

-- The account is chosen with every quote, and stays once the create call is committed to: only it sees the order.
ALTER TABLE purchase ADD COLUMN account_id text;
CREATE INDEX purchase_of_account ON purchase (account_id) WHERE account_id IS NOT NULL;

-- null when no account of the supplier is connected or ever was
CREATE FUNCTION buying_account(a_supplier text, an_environment text, a_shop text) RETURNS text
    LANGUAGE sql STABLE AS $$
    SELECT coalesce(
        (SELECT s.account_id FROM account_shop AS s
         WHERE s.shop = a_shop AND s.supplier = a_supplier AND s.environment = an_environment),
        (SELECT a.id FROM account AS a WHERE a.supplier = a_supplier AND a.environment = an_environment AND a.is_default))
$$;

UPDATE purchase SET account_id = buying_account(supplier, environment, shop) WHERE state <> 'planned';

-- A person on the way to the supplier's page and back. Neither the state nor the browser's cookie is stored, only their hashes.
CREATE TABLE oauth_state (
    state_hash   text PRIMARY KEY,
    browser_hash text        NOT NULL,
    supplier     text        NOT NULL,
    account_id   text,                               -- the account that is to be authorised again; null = whichever signs in
    expires_at   timestamptz NOT NULL
);

-- An order that an integration places and pays by two calls of its own. It has a row in shopify_order of the shop `api`.
ALTER TABLE purchase ADD COLUMN awaits_pay_call boolean NOT NULL DEFAULT false;
ALTER TABLE purchase ADD COLUMN wanted_carrier text;  -- the only carrier that may be chosen; null = by policy
ALTER TABLE purchase ADD COLUMN attachments jsonb;    -- files the supplier is given with the order, such as waybills
ALTER TABLE purchase ADD COLUMN own_waybill boolean NOT NULL DEFAULT false; -- the merchant's own waybill is stuck on the parcel

-- A call that writes, by the caller's Idempotency-Key: the same key is the same purchases, and never another call.
CREATE TABLE api_call (
    idempotency_key text PRIMARY KEY,
    operation       text        NOT NULL,
    body_hash       text        NOT NULL,
    purchase_ids    text[]      NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT dropship_now()
);
