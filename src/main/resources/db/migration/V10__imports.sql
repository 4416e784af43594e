-- Products of suppliers that are put into a shop: the jobs, one row for each product of a job, and what has been imported.

CREATE TABLE import_job (
    id                text PRIMARY KEY,
    shop              text        NOT NULL,
    supplier          text        NOT NULL CHECK (supplier IN ('alibaba', 'aliexpress')),
    search            jsonb,                         -- null = the products were named
    min_rating        numeric,                       -- percent; found products must lie above it
    min_volume        integer,                       -- pieces sold; found products must lie above it
    markup_percentage numeric,                       -- null = as the shop says, else by the block pricing
    publish           boolean     NOT NULL DEFAULT false,
    -- That a job is done is seen by its products: counted, never kept, so that two workers cannot both miss it.
    state             text        NOT NULL CHECK (state IN ('searching', 'running', 'cancelled', 'failed')),
    reason_code       text,
    reason            text,
    hint              text,
    attempts          integer     NOT NULL DEFAULT 0,
    next_attempt_at   timestamptz NOT NULL DEFAULT dropship_now(),
    claim_id          uuid,
    claimed_until     timestamptz,
    created_at        timestamptz NOT NULL DEFAULT dropship_now()
);
CREATE INDEX import_job_due ON import_job (next_attempt_at) WHERE state = 'searching';

CREATE TABLE import_product (
    job_id          text        NOT NULL REFERENCES import_job ON DELETE CASCADE,
    product_id      text        NOT NULL,
    place           integer     NOT NULL,            -- as named or found
    state           text        NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'success', 'failed', 'cancelled')),
    draft           jsonb,                           -- what the supplier says of it, read once; dropped when it is done
    shopify_id      text,
    reason_code     text,
    reason          text,
    hint            text,
    attempts        integer     NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL DEFAULT dropship_now(),
    claim_id        uuid,
    claimed_until   timestamptz,
    finished_at     timestamptz,
    PRIMARY KEY (job_id, product_id)
);
CREATE INDEX import_product_due ON import_product (next_attempt_at) WHERE state = 'waiting';

-- One row for each supplier's product in each shop, whatever jobs ask for it. Its handle is kept before it is sent, so that
-- whoever finds an unfinished row asks the shop for that very handle, and whoever writes writes under it: never two products.
CREATE TABLE imported_product (
    shop       text        NOT NULL,
    supplier   text        NOT NULL,
    product_id text        NOT NULL,
    handle     text        NOT NULL,
    intent_at  timestamptz,                          -- when it was last sent; null = a refusal says that nothing was made
    intent_job text,                                 -- by which job
    shopify_id text,                                 -- null = not known to stand there
    PRIMARY KEY (shop, supplier, product_id)
);
