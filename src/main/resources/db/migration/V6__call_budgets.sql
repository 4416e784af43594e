-- How many calls an upstream takes: one budget for all replicas, and the bans it has announced to any of them.

-- The state of each token bucket, written by Bucket4j under a row lock. A few rows that change with every call.
CREATE TABLE call_budget (
    id    text PRIMARY KEY,                          -- supplier/app key/class, or shopify/shop
    state bytea
) WITH (fillfactor = 50);

-- Until when calls would only be refused, and prolong it.
CREATE TABLE call_ban (
    supplier text        NOT NULL,
    app_key  text        NOT NULL,
    api      text        NOT NULL,                   -- '*' = every call of the app
    until    timestamptz NOT NULL,
    PRIMARY KEY (supplier, app_key, api)
);
