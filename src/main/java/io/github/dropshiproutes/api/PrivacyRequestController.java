package io.github.dropshiproutes.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What Shopify asked for in the name of customers and shops, and what became of it. */
@RestController
@RequestMapping("/api/privacy-requests")
class PrivacyRequestController {

    private static final Logger LOG = LoggerFactory.getLogger(PrivacyRequestController.class);
    private static final List<String> STATES = List.of("due", "waiting", "open", "answered", "redacted", "scrubbed");
    private static final List<String> KINDS = List.of("customers/data_request", "customers/redact", "shop/redact");
    private static final String SELECT = """
            SELECT r.id, r.shop, r.kind, r.customer_id, r.order_ids, r.state, r.reason_code, r.reason, r.orders, r.messages, r.received_at,
                r.done_at
            FROM privacy_request AS r""";
    /** All that is kept of the customer, by order: what Shopify said, and what was given to suppliers. */
    private static final String DATA = """
            SELECT coalesce(json_agg(json_build_object('shopify_order_id', o.order_id, 'name', o.name,
                'shopify', (SELECT json_object_agg(part.key, part.value) FROM jsonb_each(o.payload) AS part
                            WHERE part.key IN ('email', 'contact_email', 'phone', 'customer', 'shipping_address', 'billing_address',
                                'client_details', 'browser_ip', 'note', 'note_attributes', 'customer_locale')),
                'given_to_suppliers', (SELECT json_agg(json_build_object('supplier', p.supplier, 'reference', p.reference,
                        'ship_to', p.ship_to, 'shopper', p.shopper, 'clearance_code', p.clearance_code, 'note', p.note,
                        'tracking', p.tracking) ORDER BY p.created_at, p.id)
                    FROM purchase AS p WHERE p.shop = o.shop AND p.order_id = o.order_id)) ORDER BY o.order_id), '[]')
            FROM shopify_order AS o JOIN privacy_request AS r ON r.id = :id AND o.shop = r.shop
            WHERE o.order_id = ANY (r.order_ids) OR o.payload -> 'customer' ->> 'id' = r.customer_id""";

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Callers callers;

    PrivacyRequestController(JdbcClient jdbc, ObjectMapper json, Callers callers) {
        this.jdbc = jdbc;
        this.json = json;
        this.callers = callers;
    }

    /**
     * One request.
     *
     * @param state    {@code due}, {@code waiting} (with the reason), {@code open} (a request for data that a person answers),
     *                 {@code answered}, {@code redacted}, or {@code scrubbed}: the database has given up the old rows as well
     * @param orders   how many orders were redacted; null before
     * @param messages how many stored messages were emptied; null before
     * @param data     all that is kept of the customer; only in the single view of an open request for data, for who may act
     */
    @JsonInclude
    @JsonNaming(SnakeCaseStrategy.class)
    record PrivacyRequest(String id, String shop, String kind, String customerId, List<String> shopifyOrderIds, String state,
            String reasonCode, String reason, Integer orders, Integer messages, Instant receivedAt, Instant doneAt,
            @JsonInclude(JsonInclude.Include.NON_NULL) JsonNode data) {

        PrivacyRequest with(JsonNode all) {
            return new PrivacyRequest(id, shop, kind, customerId, shopifyOrderIds, state, reasonCode, reason, orders, messages, receivedAt,
                    doneAt, all);
        }
    }

    @GetMapping
    Items<PrivacyRequest> list(HttpServletRequest request) {
        return new Listing(request).filter("state", "r.state", STATES).filter("kind", "r.kind", KINDS).filter("shop", "r.shop")
                .behind("r.id < :after", 1, cursor -> Map.of("after", cursor.number(0)))
                .query(jdbc, SELECT, "r.id DESC", PrivacyRequestController::view, one -> Cursor.of(one.id()));
    }

    @GetMapping("/{id}")
    PrivacyRequest one(@PathVariable String id, Authentication caller) throws JsonProcessingException {
        PrivacyRequest request = find(Ids.number(id, "privacy request"));
        return callers.mayAct(caller) && request.state().equals("open") ? request.with(json.readTree(
                jdbc.sql(DATA).param("id", Long.valueOf(request.id())).query(String.class).single())) : request;
    }

    /** Says that the customer has been given their data, by whatever way the merchant does that. */
    @PostMapping("/{id}/answered")
    PrivacyRequest answered(@PathVariable String id, Principal caller, HttpServletRequest request) {
        JsonBody.read(request);
        long number = Ids.number(id, "privacy request");
        int changed = jdbc.sql("UPDATE privacy_request SET state = 'answered', contacts = '{}', done_at = dropship_now()"
                + " WHERE id = :id AND state = 'open'").param("id", number).update();
        PrivacyRequest after = find(number);
        if (changed == 0) {
            throw Refusal.conflict("Only an open request for data is answered; this one is " + after.state() + ".");
        }
        LOG.info("privacy request {} answered by {}", number, caller.getName());
        return after;
    }

    private PrivacyRequest find(long id) {
        return jdbc.sql(SELECT + " WHERE r.id = :id").param("id", id).query(PrivacyRequestController::view).optional()
                .orElseThrow(() -> Refusal.notFound("There is no privacy request with this id."));
    }

    private static PrivacyRequest view(ResultSet row, int number) throws SQLException {
        return new PrivacyRequest(row.getString("id"), row.getString("shop"), row.getString("kind"), row.getString("customer_id"),
                List.of((String[]) row.getArray("order_ids").getArray()), row.getString("state"), row.getString("reason_code"),
                row.getString("reason"), row.getObject("orders", Integer.class), row.getObject("messages", Integer.class),
                Rows.instant(row, "received_at"), Rows.instant(row, "done_at"), null);
    }
}
