package io.github.dropshiproutes.api;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a person may do with a purchase (contract, "HTTP"): where it is allowed, and what it writes. Both are SQL over
 * the row {@code p}, so that the check and the change are one statement. A row whose create or pay call is open is never
 * touched, except by the two that settle exactly that.
 */
enum PurchaseAction {

    RETRY("it takes what is held back to where it stood, tries at once what waits after a failure, "
            + "and has the pieces of what was cancelled or closed bought anew",
            """
            (p.state = 'held' AND p.held_from IS NOT NULL AND NOT p.cancelling
                AND coalesce(p.reason_code, '') NOT IN ('ADDRESS_INCOMPLETE', 'CUSTOMER_DATA_MISSING', 'ORDER_RISK'))
            OR (p.state IN ('planned', 'quoted', 'placed') AND p.reason_code IS NOT NULL AND p.next_attempt_at > dropship_now())
            OR (p.state IN ('cancelled', 'closed') AND p.counts AND p.shop <> 'api' AND NOT EXISTS (
                SELECT FROM fulfilment AS f WHERE f.purchase_id = p.id AND f.intent ->> 'kind' = 'cancel')
                -- What the order wanted is not known any more once its content is removed.
                AND NOT EXISTS (SELECT FROM shopify_order AS o WHERE o.shop = p.shop AND o.order_id = p.order_id AND o.forgotten))""",
            // What stands unpaid at the supplier is compared with its Shopify order again before any money moves.
            """
            reconsider = p.reconsider OR (p.state = 'held' AND p.held_from = 'placed' AND p.shop <> 'api'),
            intent = CASE WHEN p.state = 'held' AND p.held_from = 'unknown' THEN CASE WHEN %1$s THEN 'pay' ELSE 'create' END
                          ELSE p.intent END,
            counts = p.counts AND p.state NOT IN ('cancelled', 'closed'),
            next_attempt_at = CASE WHEN p.state NOT IN ('cancelled', 'closed') THEN dropship_now() END,
            state = CASE p.state WHEN 'held' THEN p.held_from ELSE p.state END,
            held_from = NULL, looks = 0, attempts = 0, hint = NULL,
            reason_code = CASE WHEN p.state IN ('cancelled', 'closed') THEN p.reason_code END,
            reason = CASE WHEN p.state IN ('cancelled', 'closed') THEN p.reason END,
            what = CASE WHEN p.state IN ('cancelled', 'closed') THEN 'given up: its pieces are bought anew, by ' ELSE 'retried by ' END
                   || :who"""),

    REQUOTE("it quotes anew what has not been placed yet",
            """
            p.state IN ('planned', 'quoted') OR (p.state = 'held' AND p.held_from IN ('planned', 'quoted')
                AND coalesce(p.reason_code, '') NOT IN ('ADDRESS_INCOMPLETE', 'CUSTOMER_DATA_MISSING', 'ORDER_RISK'))""",
            """
            state = 'planned', held_from = NULL, intent = NULL, quoted_at = NULL, excluded_dispatch = '{}', preferred_dispatch = NULL,
            approved_total = NULL, looks = 0, attempts = 0, next_attempt_at = dropship_now(), reason_code = NULL, reason = NULL,
            hint = NULL, what = 'requoted by ' || :who"""),

    APPROVE("it lets go on what a money guard holds, at exactly the total shown, or what Shopify calls risky",
            """
            p.state = 'held' AND p.held_from IN ('quoted', 'placed') AND NOT p.cancelling
            AND p.reason_code IN ('MAX_ORDER_COST', 'MAX_DAILY_COST', 'MARGIN_TOO_SMALL', 'PRICE_CHANGED')
            AND coalesce(p.actual_total, p.quoted_total) IS NOT NULL
            OR p.state = 'held' AND p.held_from IN ('planned', 'placed') AND p.reason_code = 'ORDER_RISK' AND NOT p.cancelling""",
            // A risk is accepted for the whole order, so its row says so, and no total is approved by it.
            """
            approved_total = CASE WHEN p.reason_code = 'ORDER_RISK' THEN p.approved_total ELSE coalesce(p.actual_total, p.quoted_total) END,
            state = p.held_from, held_from = NULL, attempts = 0,
            next_attempt_at = dropship_now(), reason_code = NULL, reason = NULL, hint = NULL,
            what = CASE WHEN p.reason_code = 'ORDER_RISK' THEN 'approved in spite of its risk'
                        ELSE 'approved at ' || coalesce(p.actual_total, p.quoted_total) || ' ' || p.currency END || ' by ' || :who"""),

    CANCEL("it ends what is not paid",
            """
            p.state IN ('planned', 'quoted', 'placed') OR (p.state = 'held' AND p.held_from IN ('planned', 'quoted', 'placed'))""",
            // A stage cancels what stands at the supplier; held meanwhile, so that no failure of the call replaces the reason, which
            // says that the pieces are not bought again by themselves.
            """
            cancelling = %2$s,
            state = CASE WHEN %2$s THEN 'held' ELSE 'cancelled' END,
            held_from = CASE WHEN %2$s THEN 'placed' END,
            next_attempt_at = CASE WHEN %2$s THEN dropship_now() END,
            reconsider = p.reconsider AND %2$s,
            intent = NULL, looks = 0, attempts = 0, reason_code = 'CANCELLED_BY_OPERATOR', reason = :reason,
            hint = CASE WHEN %2$s THEN 'Nothing to do; it is being cancelled at the supplier.' ELSE :hint END,
            what = CASE WHEN %2$s THEN 'to be cancelled at the supplier by ' ELSE 'cancelled by ' END || :who"""),

    MARK_PAID("it takes a person's word that the supplier's order is paid",
            """
            NOT p.cancelling AND (p.state = 'placed' OR (p.state = 'held' AND p.held_from = 'placed')
                OR (p.state = 'held' AND p.held_from = 'unknown' AND %1$s))""",
            """
            state = 'paid', held_from = NULL, intent = NULL, looks = 0, attempts = 0, paid_at = coalesce(p.paid_at, dropship_now()),
            next_attempt_at = dropship_now(), reason_code = NULL, reason = NULL, hint = NULL, what = 'marked as paid by ' || :who"""),

    LINK("it names the supplier's order of a purchase that has none yet",
            """
            (p.state IN ('planned', 'quoted', 'unknown') OR (p.state = 'held' AND p.held_from IN ('planned', 'quoted', 'unknown')))
            AND NOT %1$s""",
            """
            state = 'placed', held_from = NULL, intent = NULL, looks = 0, attempts = 0, actual_total = NULL,
            pay_url = :payUrl,
            next_attempt_at = dropship_now(), reason_code = NULL, reason = NULL, hint = NULL,
            what = 'linked to ' || :tradeIds || ' by ' || :who"""),

    NOT_PLACED("it settles an unknown outcome: the supplier has no such order, or was not paid for it",
            """
            p.state = 'unknown' OR (p.state = 'held' AND p.held_from = 'unknown')""",
            """
            state = CASE WHEN %1$s THEN 'placed' ELSE 'quoted' END, held_from = NULL, intent = NULL, looks = 0, attempts = 0,
            next_attempt_at = dropship_now(), reason_code = NULL, reason = NULL, hint = NULL,
            what = CASE WHEN %1$s THEN 'not paid, says ' ELSE 'not placed, says ' END || :who""");

    /** With an order at the supplier it is the payment whose outcome is open, without one the creation. */
    private static final String HAS_TRADE =
            "EXISTS (SELECT 1 FROM trade AS t WHERE t.purchase_id = p.id AND t.role = 'kept')";
    private static final String STANDS_UNPAID = "coalesce(p.held_from, p.state) = 'placed'";

    private final String purpose;
    private final String allowed;
    private final String change;

    PurchaseAction(String purpose, String allowed, String change) {
        this.purpose = purpose;
        this.allowed = allowed;
        this.change = change;
    }

    /** @return the last segment of its path, e.g. {@code mark-paid} */
    String path() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @return what it does, as half a sentence that begins with "it" */
    String purpose() {
        return purpose;
    }

    /** @return the condition on the row {@code p} */
    private String allowed() {
        return "(" + allowed.formatted(HAS_TRADE, STANDS_UNPAID) + ")";
    }

    /** @return the guarded statement; it also takes the row from whoever has claimed it */
    String update() {
        return "UPDATE purchase AS p SET " + change.formatted(HAS_TRADE, STANDS_UNPAID) + ", claim_id = NULL, claimed_until = NULL"
                + " WHERE p.id = :id AND " + allowed();
    }

    /** @return SQL for the JSON array of what is allowed for the row {@code p} now */
    static String allowedNow() {
        String each = Stream.of(values()).map(action -> "CASE WHEN " + action.allowed() + " THEN '" + action.path() + "' END")
                .collect(Collectors.joining(", "));
        return "array_to_json(array_remove(ARRAY[" + each + "], NULL))";
    }
}
