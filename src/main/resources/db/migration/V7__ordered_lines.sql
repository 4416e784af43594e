-- What an integration has ordered for a Shopify order by a call of its own, so that the same call, however often and from however
-- many sides it comes, is one purchase, and the order's webhook, before or after it, does not buy the same again.
CREATE TABLE ordered_line (
    shop         text        NOT NULL,
    order_id     text        NOT NULL,
    product_id   text        NOT NULL,
    sku_key      text        NOT NULL,               -- the variant without its display names; empty = none was named
    sku_attr     text,                               -- the variant as the caller wrote it
    place        integer     NOT NULL,               -- counts the order's lines; a purchase calls this one api:<place>
    quantity     integer     NOT NULL CHECK (quantity > 0),
    ship_to      jsonb       NOT NULL,
    clearance_code text,                             -- the recipient's personal number for customs, where a country asks for it
    line_item_id text,                               -- the line of the Shopify order it turned out to be; null = none so far
    created_at   timestamptz NOT NULL DEFAULT dropship_now(),
    PRIMARY KEY (shop, order_id, product_id, sku_key),
    UNIQUE (shop, order_id, place),
    FOREIGN KEY (shop, order_id) REFERENCES shopify_order ON DELETE CASCADE
);
