-- What Alibaba.com is told of its products in a shop that wishes it: listed, delisted, ordered. An outbox, filled by the same
-- transaction that makes the change, so that nothing is told that did not happen and nothing is forgotten by a crash.
ALTER TABLE shop_catalog ADD COLUMN tell_supplier boolean NOT NULL DEFAULT false;

CREATE TABLE told_event (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    shop            text        NOT NULL,
    product_id      text        NOT NULL,
    kind            text        NOT NULL CHECK (kind IN ('PRODUCT_LISTED', 'PRODUCT_DELISTED', 'ORDER_PLACED')),
    account_id      text,                            -- whose product list it is told to; null = the shop's or the default account
    at              timestamptz NOT NULL DEFAULT dropship_now(),
    attempts        integer     NOT NULL DEFAULT 0,
    reason          text,                            -- why it could not be told the last time
    next_attempt_at timestamptz DEFAULT dropship_now(), -- null = told, or given up
    told_at         timestamptz,
    claim_id        uuid,
    claimed_until   timestamptz
);
CREATE INDEX told_event_due ON told_event (next_attempt_at) WHERE next_attempt_at IS NOT NULL;

CREATE FUNCTION tell_supplier(of_shop text, of_product text, what text, of_account text) RETURNS void LANGUAGE sql AS $$
    INSERT INTO told_event (shop, product_id, kind, account_id)
    SELECT of_shop, of_product, what, of_account FROM shop_catalog WHERE shop = of_shop AND tell_supplier
$$;

-- A product is listed with its first link in the shop, and delisted with its last.
CREATE FUNCTION tell_of_link() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND OLD.supplier = 'alibaba' AND NOT EXISTS (SELECT FROM product_link AS l WHERE l.shop = OLD.shop
            AND l.supplier = 'alibaba' AND l.product_id = OLD.product_id) THEN
        PERFORM tell_supplier(OLD.shop, OLD.product_id, 'PRODUCT_DELISTED', NULL);
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.supplier = 'alibaba' AND NOT EXISTS (SELECT FROM product_link AS l WHERE l.shop = NEW.shop
            AND l.supplier = 'alibaba' AND l.product_id = NEW.product_id AND l.id <> NEW.id)
            AND (TG_OP = 'INSERT' OR (OLD.shop, OLD.supplier, OLD.product_id) IS DISTINCT FROM (NEW.shop, NEW.supplier, NEW.product_id)) THEN
        PERFORM tell_supplier(NEW.shop, NEW.product_id, 'PRODUCT_LISTED', NULL);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER link_told AFTER INSERT OR DELETE OR UPDATE OF shop, supplier, product_id ON product_link FOR EACH ROW
    EXECUTE FUNCTION tell_of_link();

CREATE FUNCTION tell_of_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM tell_supplier(NEW.shop, l.product_id, 'ORDER_PLACED', NEW.account_id)
        FROM (SELECT DISTINCT product_id FROM purchase_line WHERE purchase_id = NEW.id) AS l;
    RETURN NULL;
END $$;
CREATE TRIGGER order_told AFTER UPDATE OF state ON purchase FOR EACH ROW
    WHEN (NEW.supplier = 'alibaba' AND NEW.state = 'placed' AND OLD.state IN ('placing', 'unknown')) EXECUTE FUNCTION tell_of_order();
