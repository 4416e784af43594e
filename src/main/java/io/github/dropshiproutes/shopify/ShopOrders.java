package io.github.dropshiproutes.shopify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dropshiproutes.errors.OwnErrors;
import io.github.dropshiproutes.orders.Failure;
import io.github.dropshiproutes.orders.Purchase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Orders as the shops themselves show them, read before something is bought and when a webhook may have been lost. What was
 * read and differs from what is known takes the way of a webhook; here nothing is decided about it.
 */
@Component("shopOrders")
public class ShopOrders {

    private static final String STANDS = "orderStands";

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final ShopifyDocuments documents;
    private final ShopTokens tokens;
    private final OwnErrors ownErrors;

    public ShopOrders(JdbcClient jdbc, ObjectMapper json, ShopifyDocuments documents, ShopTokens tokens, OwnErrors ownErrors) {
        this.jdbc = jdbc;
        this.json = json;
        this.documents = documents;
        this.tokens = tokens;
        this.ownErrors = ownErrors;
    }

    /** Names the order of the variable {@code purchase} as {@code shop} and {@code orderId}. */
    public void ofPurchase(Exchange exchange) {
        Purchase purchase = exchange.getVariable("purchase", Purchase.class);
        exchange.setVariable("shop", purchase.shop());
        exchange.setVariable("orderId", purchase.orderId());
    }

    /** @return whether the variable {@code shop} can be asked at all: it is one that the app has access to */
    public boolean isReadable(Exchange exchange) {
        return tokens.hasAccess(exchange.getVariable("shop", String.class));
    }

    /** Begins to read the order of {@code shop} and {@code orderId}: the variable {@code shopOrder}. */
    public void begin(Exchange exchange) {
        exchange.setVariable("shopOrder", new OrderRead(exchange.getVariable("shop", String.class), exchange.getVariable("orderId", String.class)));
    }

    /** Asks for the next page. */
    public void ask(Exchange exchange) {
        OrderRead read = read(exchange);
        ShopifyCall call = ShopifyCall.of(read.getShop(), documents.find("order_now"), read.variables());
        // Whether an uninstalled shop has the app again is found out by a poll, which needs the orders too.
        ShopPoll poll = exchange.getVariable("shopPoll", ShopPoll.class);
        exchange.setVariable("call", poll != null && poll.uninstalled() ? call.evenUninstalled() : call);
    }

    /** Takes the page in the body in. */
    public void take(Exchange exchange) {
        if (!read(exchange).take(exchange.getMessage().getBody(JsonNode.class))) {
            throw ownErrors.exception("ORDER_IN_MOTION", null);
        }
        exchange.getMessage().setBody(null);
    }

    /**
     * Compares what was read with what is known: {@code orderStands} becomes {@code same}, {@code gone} when the shop has no such
     * order although it was seen before, or {@code changed}.
     */
    public void compare(Exchange exchange) throws JsonProcessingException {
        OrderRead read = read(exchange);
        Map<String, Object> known = jdbc.sql("""
                SELECT CAST(o.payload AS text) AS payload, o.risk,
                    (SELECT CAST(coalesce(jsonb_agg(c.deltas), '[]') AS text) FROM shopify_order_change AS c
                     WHERE c.shop = o.shop AND c.order_id = o.order_id AND (o.version_at IS NULL OR c.at > o.version_at)) AS deltas
                FROM shopify_order AS o WHERE o.shop = :shop AND o.order_id = :order""")
                .param("shop", read.getShop()).param("order", read.orderId()).query().listOfRows().stream().findFirst().orElse(Map.of());
        String payload = (String) known.get("payload");
        if (!read.isThere()) {
            exchange.setVariable(STANDS, payload == null ? "same" : "gone");
        } else {
            boolean same = payload != null && Objects.equals(OrderRead.risk(known.get("risk")), OrderRead.risk(Payload.text(read.payload(), OrderRead.RISK)))
                    && sameFacts(payload, (String) known.get("deltas"), read.payload());
            exchange.setVariable(STANDS, same ? "same" : "changed");
        }
    }

    private boolean sameFacts(String payload, String deltas, ObjectNode read) throws JsonProcessingException {
        Map<String, Integer> changes = new HashMap<>();
        for (Map<String, Integer> change : json.readValue(deltas, new TypeReference<List<Map<String, Integer>>>() { })) {
            change.forEach((line, delta) -> changes.merge(line, delta, Integer::sum));
        }
        ObjectNode merged = (ObjectNode) json.readTree(payload);
        OrderFacts before = OrderFacts.of(ShopifyOrder.read(json.readTree(payload), changes));
        merged.setAll(read);
        return before.equals(OrderFacts.of(ShopifyOrder.read(merged, Map.of())));
    }

    /** What became of the message that was stored: content that was handled already changes nothing more. */
    public void stored(Exchange exchange) {
        List<?> rows = exchange.getMessage().getBody(List.class);
        Object state = rows.isEmpty() ? "new" : ((Map<?, ?>) rows.get(0)).get("state");
        exchange.setVariable(STANDS, "done".equals(state) ? "same" : "parked".equals(state) ? "unreadable" : "changed");
        exchange.setVariable("figures", "parked".equals(state) ? "look for it under /api/messages" : null);
        exchange.getMessage().setBody(null);
    }

    /** The shop did not say: {@code orderStands} is {@code waits} while it is worth asking again, else {@code unreadable}. */
    public void unreadable(Exchange exchange) {
        Failure failure = exchange.getVariable("failure", Failure.class);
        boolean waits = failure.action().equals("wait") && !failure.exhausted();
        exchange.setVariable(STANDS, waits ? "waits" : "unreadable");
        exchange.setVariable("figures", failure.code() + ", " + failure.reason());
    }

    private static OrderRead read(Exchange exchange) {
        return exchange.getVariable("shopOrder", OrderRead.class);
    }
}
