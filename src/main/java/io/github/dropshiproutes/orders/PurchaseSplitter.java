package io.github.dropshiproutes.orders;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Splits a purchase where one supplier order cannot hold its lines: companies, dispatch countries, the amount. */
@Component("purchaseSplitter")
public class PurchaseSplitter {

    /**
     * A part of a purchase.
     *
     * @param lines    the lines that belong together
     * @param dispatch where they are sent from, or null when that is still open
     */
    public record Part(List<PurchaseLine> lines, String dispatch) {
    }

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final SupplierSettings suppliers;

    public PurchaseSplitter(JdbcClient jdbc, TransactionTemplate transaction, SupplierSettings suppliers) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.suppliers = suppliers;
    }

    /** Splits the variable {@code purchase} into the variable {@code parts}; each part is quoted anew. */
    public void split(Exchange exchange) {
        Purchase purchase = exchange.getVariable("purchase", Purchase.class);
        @SuppressWarnings("unchecked")
        List<Part> parts = exchange.getVariable("parts", List.class);
        String because = exchange.getVariable("because", String.class);
        transaction.executeWithoutResult(status -> split(purchase, parts, because));
    }

    /** Sets {@code parts} so that each stays below the largest single order; leaves it unset when no line can be moved. */
    public void partByAmount(Exchange exchange) {
        Purchase purchase = exchange.getVariable("purchase", Purchase.class);
        BigDecimal most = suppliers.mostAmount(purchase.supplier()).orElse(null);
        if (most == null) {
            return;
        }
        List<Part> parts = new ArrayList<>();
        List<PurchaseLine> current = new ArrayList<>();
        BigDecimal sum = BigDecimal.ZERO;
        for (PurchaseLine line : purchase.lines()) {
            BigDecimal cost = line.unitPrice() == null ? BigDecimal.ZERO : line.unitPrice().multiply(BigDecimal.valueOf(line.quantity()));
            if (cost.compareTo(most) > 0) {
                return;
            }
            if (!current.isEmpty() && sum.add(cost).compareTo(most) > 0) {
                parts.add(new Part(List.copyOf(current), null));
                current.clear();
                sum = BigDecimal.ZERO;
            }
            current.add(line);
            sum = sum.add(cost);
        }
        parts.add(new Part(List.copyOf(current), null));
        if (parts.size() == 1 && purchase.lines().size() > 1) {
            // The pieces alone fit, the freight does not: the last line goes on its own.
            List<PurchaseLine> lines = purchase.lines();
            parts = List.of(new Part(lines.subList(0, lines.size() - 1), null), new Part(lines.subList(lines.size() - 1, lines.size()), null));
        }
        if (parts.size() > 1) {
            exchange.setVariable("parts", parts);
        }
    }

    private void split(Purchase purchase, List<Part> parts, String because) {
        int mine = jdbc.sql("""
                UPDATE purchase SET state = 'planned', held_from = NULL, claim_id = NULL, claimed_until = NULL,
                    next_attempt_at = dropship_now(), preferred_dispatch = :dispatch, quoted_total = NULL, quoted_at = NULL, what = :what
                WHERE id = :id AND claim_id = :claim AND state IN ('planned', 'quoted', 'placing')""")
                .param("dispatch", parts.get(0).dispatch()).param("what", "split: " + because).param("id", purchase.id())
                .param("claim", purchase.claimId()).update();
        if (mine == 0) {
            return;
        }
        for (Part part : parts.subList(1, parts.size())) {
            String id = References.id();
            jdbc.sql("""
                    INSERT INTO purchase (id, shop, order_id, order_name, supplier, environment, reference, state, preferred_dispatch,
                                          revenue_currency, ship_to, shopper, clearance_code, note, account_id, wanted_carrier,
                                          attachments, own_waybill, awaits_pay_call, what)
                    SELECT :id, shop, order_id, order_name, supplier, environment, :reference, 'planned', :dispatch, revenue_currency,
                           ship_to, shopper, clearance_code, note, account_id, wanted_carrier, attachments, own_waybill,
                           awaits_pay_call, :what FROM purchase WHERE id = :from""")
                    .param("id", id).param("reference", References.reference()).param("dispatch", part.dispatch())
                    .param("what", "split from " + purchase.reference() + ": " + because).param("from", purchase.id()).update();
            for (PurchaseLine line : part.lines()) {
                jdbc.sql("UPDATE purchase_line SET purchase_id = :id WHERE purchase_id = :from AND line_item_id = :line")
                        .param("id", id).param("from", purchase.id()).param("line", line.lineItemId()).update();
            }
        }
    }
}
