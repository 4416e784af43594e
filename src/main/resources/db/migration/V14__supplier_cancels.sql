-- A supplier may close an order by itself. Whether the shop's order is then put on hold or cancelled is the shop's wish.

ALTER TABLE shop
    ADD COLUMN on_supplier_cancel text NOT NULL DEFAULT 'nothing'
        CHECK (on_supplier_cancel IN ('nothing', 'hold', 'cancel', 'cancel_and_refund'));

ALTER TABLE fulfilment
    ADD COLUMN supplier_closed boolean NOT NULL DEFAULT false, -- the shop is to hear that the supplier closed the order
    DROP CONSTRAINT fulfilment_state_check,
    ADD CONSTRAINT fulfilment_state_check CHECK (state IN ('due', 'waiting', 'writing', 'unknown', 'partial', 'fulfilled', 'by_hand',
        'held', 'on_hold', 'cancelled'));

-- In the same transaction in which the walk learns of it. What a person or the Shopify order itself wanted cancelled is none of these.
CREATE FUNCTION wake_closing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM shop WHERE domain = NEW.shop AND on_supplier_cancel <> 'nothing') THEN
        INSERT INTO fulfilment AS f (purchase_id, supplier_closed) VALUES (NEW.id, true)
        ON CONFLICT (purchase_id) DO UPDATE SET supplier_closed = true, news = true,
            next_attempt_at = CASE WHEN f.intent IS NULL OR f.next_attempt_at IS NULL THEN dropship_now() ELSE f.next_attempt_at END;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER purchase_closed AFTER UPDATE OF state ON purchase FOR EACH ROW
    WHEN (NEW.shop <> 'api' AND NEW.state IN ('cancelled', 'closed') AND OLD.state NOT IN ('cancelled', 'closed')
          AND NEW.reason_code = 'CLOSED_BY_SUPPLIER' AND NOT OLD.cancelling
          AND coalesce(OLD.reason_code, '') NOT LIKE 'CHANGED_AFTER_%' AND coalesce(OLD.reason_code, '') <> 'CANCELLED_BY_OPERATOR')
    EXECUTE FUNCTION wake_closing();
