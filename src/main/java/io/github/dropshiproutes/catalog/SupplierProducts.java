package io.github.dropshiproutes.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dropshiproutes.errors.ErrorCode;
import io.github.dropshiproutes.errors.OwnErrors;
import io.github.dropshiproutes.errors.SupplierException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A reading of a supplier's product, and what follows from it for every variant that is linked to it, of whichever shop. */
@Component("supplierProducts")
public class SupplierProducts {

    private static final String OWN = "own";

    private final JdbcClient jdbc;
    private final CostWatch costs;
    private final OwnErrors ownErrors;
    private final ObjectMapper json;
    private final int looks;
    private final Duration interval;
    private final Duration lookAgain;
    private final Duration retryRefused;

    public SupplierProducts(JdbcClient jdbc, CostWatch costs, OwnErrors ownErrors, ObjectMapper json,
                            @Value("${catalog.absence-looks}") int looks, @Value("${catalog.interval}") Duration interval,
                            @Value("${catalog.absence-look}") Duration lookAgain,
                            @Value("${catalog.retry-refused}") Duration retryRefused) {
        this.jdbc = jdbc;
        this.costs = costs;
        this.ownErrors = ownErrors;
        this.json = json;
        this.looks = looks;
        this.interval = interval;
        this.lookAgain = lookAgain;
        this.retryRefused = retryRefused;
    }

    /** Makes the claimed row in the body into the variable {@code linkedProduct}. */
    public void open(Exchange exchange) {
        Map<?, ?> row = exchange.getMessage().getBody(Map.class);
        exchange.getMessage().setBody(null);
        exchange.setVariable("attempts", row.get("attempts"));
        exchange.setVariable("linkedProduct", new LinkedProduct((String) row.get("supplier"), (String) row.get("product_id"),
                (String) row.get("country"), (UUID) row.get("claim_id")));
        MDC.put("order", row.get("supplier") + " " + row.get("product_id"));
        MDC.remove("purchase");
    }

    /**
     * Keeps that the supplier does not sell the product.
     *
     * @throws SupplierException again, when it was not the supplier who said so: an empty answer says nothing
     */
    public void gone(Exchange exchange) {
        SupplierException refusal = SupplierException.in(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
        if (refusal.getError().supplier().equals(OWN)) {
            throw refusal;
        }
        exchange.setVariable("offer", Offer.none());
        exchange.setVariable("absence", refusal.getError());
    }

    /** Keeps what the variable {@code offer} means for every linked variant, unless the claim is over. */
    @Transactional
    public void keep(Exchange exchange) throws JsonProcessingException {
        LinkedProduct product = exchange.getVariable("linkedProduct", LinkedProduct.class);
        Offer offer = exchange.getVariable("offer", Offer.class);
        List<Map<String, Object>> variants = jdbc.sql("""
                SELECT v.*, c.buffer, c.floor, c.on_stock, c.on_sold_out, c.on_gone, c.on_cost, c.price_rule, c.markup_percentage,
                    c.approve_above, c.currency,
                    h.state AS change_state, h.new_cost AS change_cost, h.old_cost AS change_old_cost, h.old_price AS change_old_price,
                    h.new_price AS change_price, h.ended_at > dropship_now() - make_interval(secs => :retry) AS change_fresh
                FROM linked_variant AS v JOIN shop_catalog AS c ON c.shop = v.shop
                LEFT JOIN LATERAL (SELECT * FROM price_change AS p WHERE p.shop = v.shop AND p.variant_id = v.variant_id
                                   AND p.state <> 'superseded' ORDER BY p.id DESC LIMIT 1) AS h ON true
                WHERE v.supplier = :supplier AND v.product_id = :product AND v.country = :country
                ORDER BY v.shop, v.variant_id
                FOR UPDATE OF v""").param("supplier", product.supplier()).param("product", product.productId())
                .param("country", product.country()).param("retry", retryRefused.toSeconds()).query().listOfRows();
        Reading reading = new Reading(offer, exchange.getVariable("absence", ErrorCode.class));
        variants.forEach(reading::judge);
        int ours = jdbc.sql("""
                UPDATE supplier_product
                SET read_at = dropship_now(), attempts = 0, claim_id = NULL, claimed_until = NULL, reason_code = :code, reason = :reason,
                    hint = :hint, next_read_at = CASE WHEN news THEN dropship_now() ELSE dropship_now() + make_interval(secs => :wait) END
                WHERE supplier = :supplier AND product_id = :product AND country = :country AND claim_id = :claim""")
                .param("code", reading.absence == null ? null : reading.absence.code())
                .param("reason", reading.absence == null ? null : reading.absence.meaning())
                .param("hint", reading.absence == null ? null : reading.absence.hint())
                .param("wait", (reading.doubtful ? lookAgain : interval).toSeconds()).param("supplier", product.supplier())
                .param("product", product.productId()).param("country", product.country()).param("claim", product.claimId()).update();
        if (ours > 0) {
            write(reading);
        }
    }

    private void write(Reading reading) throws JsonProcessingException {
        jdbc.sql("""
                UPDATE linked_variant AS v
                SET supplier_quantity = coalesce(r.supplier_quantity, v.supplier_quantity),
                    supplier_price = coalesce(r.supplier_price, v.supplier_price),
                    supplier_currency = coalesce(r.supplier_currency, v.supplier_currency), supplier_read_at = dropship_now(),
                    absences = r.absences, event = r.event, wanted_quantity = r.wanted_quantity, draft = r.draft,
                    drafted_at = CASE WHEN r.draft THEN v.drafted_at END,
                    stale = v.stale OR r.stale, claim_id = CASE WHEN r.stale THEN NULL ELSE v.claim_id END,
                    claimed_until = CASE WHEN r.stale THEN NULL ELSE v.claimed_until END,
                    -- What stands against writing stays until it is written.
                    reason_code = CASE WHEN r.reason_code IS NULL AND v.alone THEN v.reason_code ELSE r.reason_code END,
                    reason = CASE WHEN r.reason_code IS NULL AND v.alone THEN v.reason ELSE r.reason END,
                    hint = CASE WHEN r.reason_code IS NULL AND v.alone THEN v.hint ELSE r.hint END
                FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r(shop text, variant_id text, supplier_quantity integer,
                    supplier_price numeric, supplier_currency text, absences integer, event text, wanted_quantity integer, draft boolean,
                    stale boolean, reason_code text, reason text, hint text)
                WHERE v.shop = r.shop AND v.variant_id = r.variant_id""").param("rows", json.writeValueAsString(reading.rows)).update();
        if (!reading.outdated.isEmpty()) {
            jdbc.sql("""
                    UPDATE price_change AS c SET state = 'superseded', ended_at = dropship_now(), reason = 'The supplier says otherwise by now.'
                    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r(shop text, variant_id text)
                    WHERE c.shop = r.shop AND c.variant_id = r.variant_id AND c.state = 'waiting'""")
                    .param("rows", json.writeValueAsString(reading.outdated)).update();
        }
        if (!reading.changes.isEmpty()) {
            jdbc.sql("""
                    INSERT INTO price_change (shop, variant_id, shop_product_id, inventory_item_id, sku, supplier, product_id, supplier_price,
                        supplier_currency, currency, old_cost, new_cost, old_price, new_price, old_compare_at, new_compare_at, state, reason,
                        ended_at)
                    SELECT v.shop, v.variant_id, v.shop_product_id, v.inventory_item_id, v.sku, v.supplier, v.product_id, r.supplier_price,
                        r.supplier_currency, r.currency, v.shop_cost, r.new_cost, v.shop_price, r.new_price, v.shop_compare_at,
                        r.new_compare_at, r.state, r.reason, CASE r.state WHEN 'noted' THEN dropship_now() END
                    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r(shop text, variant_id text, supplier_price numeric,
                        supplier_currency text, currency text, new_cost numeric, new_price numeric, new_compare_at numeric, state text,
                        reason text)
                    JOIN linked_variant AS v ON v.shop = r.shop AND v.variant_id = r.variant_id
                    ON CONFLICT DO NOTHING""").param("rows", json.writeValueAsString(reading.changes)).update();
        }
        if (!reading.notices.isEmpty()) {
            jdbc.sql("""
                    INSERT INTO catalog_notice (shop, variant_id, sku, supplier, product_id, kind, words)
                    SELECT v.shop, v.variant_id, v.sku, v.supplier, v.product_id, r.kind, r.words
                    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS r(shop text, variant_id text, kind text, words text)
                    JOIN linked_variant AS v ON v.shop = r.shop AND v.variant_id = r.variant_id""")
                    .param("rows", json.writeValueAsString(reading.notices)).update();
        }
    }

    /** What one reading means, variant by variant. */
    private final class Reading {
        private final Offer offer;
        private final ErrorCode absence;
        private final ArrayNode rows = json.createArrayNode();
        private final ArrayNode changes = json.createArrayNode();
        private final ArrayNode outdated = json.createArrayNode();
        private final ArrayNode notices = json.createArrayNode();
        private boolean doubtful;

        private Reading(Offer offer, ErrorCode absence) {
            this.offer = offer;
            this.absence = absence;
        }

        private void judge(Map<String, Object> variant) {
            ObjectNode row = named(rows, variant);
            Optional<Offer.Offered> found = offer.find((String) variant.get("sku_id"), (String) variant.get("sku_attr"));
            String before = (String) variant.get("event");
            ShelfPolicy.Outcome outcome = outcome(variant, found, row);
            if (outcome == null) {
                row.put("wanted_quantity", noMoreThanShown(variant)).put("draft", (Boolean) variant.get("draft"))
                        .put("event", before);
            } else {
                row.put("wanted_quantity", outcome.quantity()).put("draft", outcome.draft()).put("event", outcome.event());
                tell(variant, found.orElse(null), outcome);
            }
            found.ifPresent(offered -> {
                row.put("supplier_quantity", offered.quantity()).put("supplier_price", offered.price())
                        .put("supplier_currency", offered.currency());
                watchCost(variant, offered, row);
            });
            if (!(Boolean) variant.get("tracked") && !row.has("reason_code")) {
                because(row, ownErrors.find("STOCK_NOT_TRACKED"));
            }
        }

        /** @return null where the reading says nothing of the stock, or not yet */
        private ShelfPolicy.Outcome outcome(Map<String, Object> variant, Optional<Offer.Offered> found, ObjectNode row) {
            ShelfPolicy policy = new ShelfPolicy((Integer) variant.get("buffer"), (Integer) variant.get("floor"),
                    (String) variant.get("on_stock"), (String) variant.get("on_sold_out"), (String) variant.get("on_gone"));
            if (found.isPresent()) {
                row.put("absences", 0);
                return found.get().quantity() == null ? null : policy.ofStock(found.get().quantity());
            }
            int absences = Math.min(looks, (Integer) variant.get("absences") + 1);
            row.put("absences", absences);
            because(row, absence != null ? absence : ownErrors.find(offer.listed() ? "SKU_NOT_FOUND" : "PRODUCT_OFFLINE"));
            if (variant.get("supplier_price") == null && variant.get("supplier_quantity") == null) {
                // Nothing is gone that never was there: the link is wrong, such as a SKU that only looks like a product's number.
                return null;
            }
            doubtful |= absences < looks;
            return absences < looks ? null : policy.ofAbsence();
        }

        /** A reading that says nothing of the stock is no reason to offer more than the shop does by now. */
        private Integer noMoreThanShown(Map<String, Object> variant) {
            Integer wanted = (Integer) variant.get("wanted_quantity");
            Integer shown = (Integer) variant.get("shop_quantity");
            return wanted == null || shown == null ? wanted : Integer.valueOf(Math.min(wanted, shown));
        }

        private void tell(Map<String, Object> variant, Offer.Offered offered, ShelfPolicy.Outcome outcome) {
            Object before = variant.get("event");
            boolean other = !Objects.equals(before, outcome.event());
            boolean moved = offered != null && !Objects.equals(variant.get("supplier_quantity"), offered.quantity());
            if (outcome.event() != null && other && outcome.notice()) {
                notice(variant, outcome.event(), outcome.event().equals("gone") ? "The supplier does not sell it any more."
                        : "The supplier has none left to offer.");
            } else if (outcome.event() == null && before != null) {
                notice(variant, "back", "The supplier has it again: " + offered.quantity() + " pieces.");
            } else if (outcome.event() == null && outcome.notice() && moved) {
                notice(variant, "stock", "The supplier has " + offered.quantity() + " pieces, before " + variant.get("supplier_quantity") + ".");
            }
        }

        private void watchCost(Map<String, Object> variant, Offer.Offered offered, ObjectNode row) {
            String wish = (String) variant.get("on_cost");
            String state = (String) variant.get("change_state");
            if (wish.equals("nothing") || variant.get("currency") == null || "due".equals(state) || "writing".equals(state)) {
                return;
            }
            CostWatch.Standing standing = new CostWatch.Standing((BigDecimal) variant.get("shop_price"),
                    (BigDecimal) variant.get("shop_compare_at"), (BigDecimal) variant.get("shop_cost"), (String) variant.get("currency"));
            try {
                Optional<CostWatch.Change> change = costs.follow((String) variant.get("price_rule"),
                        (BigDecimal) variant.get("markup_percentage"), offered.price(), offered.currency(), standing);
                boolean priced = offered.price() != null && offered.price().signum() > 0;
                if (change.isPresent() && !isKnown(variant, change.get())) {
                    named(outdated, variant);
                    propose(variant, offered, change.get(), wish, row);
                } else if (change.isEmpty() && priced) {
                    named(outdated, variant);
                }
            } catch (MissingRateException e) {
                because(row, ownErrors.find("NO_EXCHANGE_RATE"));
                row.put("reason", e.getMessage());
            }
        }

        /** The same change was put before a person, or refused, already; it is not told of at every reading. */
        private boolean isKnown(Map<String, Object> variant, CostWatch.Change change) {
            String state = (String) variant.get("change_state");
            boolean same = equal(variant.get("change_cost"), change.cost()) && equal(variant.get("change_price"), change.price())
                    && equal(variant.get("change_old_cost"), (BigDecimal) variant.get("shop_cost"))
                    && equal(variant.get("change_old_price"), (BigDecimal) variant.get("shop_price"));
            return same && ("waiting".equals(state) || "rejected".equals(state) || "noted".equals(state)
                    || "refused".equals(state) && Boolean.TRUE.equals(variant.get("change_fresh")));
        }

        private void propose(Map<String, Object> variant, Offer.Offered offered, CostWatch.Change change, String wish, ObjectNode row) {
            boolean much = change.price() != null && change.percent().compareTo((BigDecimal) variant.get("approve_above")) > 0;
            String state = wish.equals("notify") ? "noted" : much ? "waiting" : "due";
            ObjectNode proposed = named(changes, variant).put("supplier_price", offered.price()).put("supplier_currency", offered.currency())
                    .put("currency", (String) variant.get("currency")).put("new_cost", change.cost()).put("new_price", change.price())
                    .put("new_compare_at", change.compareAt()).put("state", state);
            String words = "The cost is " + change.cost().toPlainString() + ", before "
                    + (variant.get("shop_cost") == null ? "unknown" : variant.get("shop_cost")) + (change.price() == null ? "; the price stays."
                    : "; the price would be " + change.price().toPlainString() + ", now " + variant.get("shop_price") + ".");
            if (state.equals("waiting")) {
                proposed.put("reason", "The price would change by " + change.percent().stripTrailingZeros().toPlainString()
                        + " %, and above " + ((BigDecimal) variant.get("approve_above")).stripTrailingZeros().toPlainString()
                        + " % a person decides.");
            }
            if (!state.equals("due")) {
                notice(variant, state.equals("noted") ? "cost" : "approval", words);
            }
            // Before anything is written the shop is read again.
            row.put("stale", state.equals("due"));
        }

        private void notice(Map<String, Object> variant, String kind, String words) {
            named(notices, variant).put("kind", kind).put("words", words);
        }

        private ObjectNode named(ArrayNode list, Map<String, Object> variant) {
            ObjectNode named = list.addObject().put("shop", (String) variant.get("shop")).put("variant_id", (String) variant.get("variant_id"));
            return list == rows ? named.put("stale", false) : named;
        }

        private void because(ObjectNode row, ErrorCode code) {
            row.put("reason_code", code.code()).put("reason", code.meaning()).put("hint", code.hint());
        }
    }

    private static boolean equal(Object one, BigDecimal other) {
        return one == null || other == null ? one == other : ((BigDecimal) one).compareTo(other) == 0;
    }
}
