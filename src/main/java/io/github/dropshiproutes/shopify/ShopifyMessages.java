package io.github.dropshiproutes.shopify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/** Reads the claimed message in the body and leaves what is to be kept of it in variables. */
@Component("shopifyMessages")
public class ShopifyMessages {

    /** A NUL as JSON writes it; a backslash before it that is written itself makes it plain text. */
    private static final Pattern NUL = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000");

    private final ObjectMapper json;
    private final ObjectReader strict;

    public ShopifyMessages(ObjectMapper json) {
        this.json = json;
        this.strict = json.reader().with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    /** Sets {@code message} (the claimed row) and {@code payload} (its JSON). */
    public void open(Exchange exchange) {
        Map<?, ?> row = exchange.getMessage().getBody(Map.class);
        exchange.setVariable("message", row);
        exchange.getMessage().setBody(null);
        MDC.put("order", "message " + row.get("id"));
        MDC.remove("purchase");
        try {
            JsonNode payload = strict.readTree((byte[]) row.get("body"));
            if (payload == null || !payload.isObject()) {
                throw new UnreadableMessageException("the body must be a JSON object");
            }
            exchange.setVariable("payload", payload);
        } catch (JsonProcessingException e) {
            throw new UnreadableMessageException("the body is no JSON: " + e.getOriginalMessage() + " at line "
                    + (e.getLocation() == null ? "?" : e.getLocation().getLineNr()), e);
        } catch (IOException e) {
            throw new UnreadableMessageException("the body cannot be decoded: " + e.getMessage(), e);
        }
    }

    /**
     * An order as a whole: {@code orderId}, {@code orderName}, {@code orderPayload}, {@code versionAt}, {@code versionRank}; and
     * {@code risk}, which only an order that was read from the shop says.
     */
    public void order(Exchange exchange) {
        JsonNode payload = exchange.getVariable("payload", JsonNode.class);
        ShopifyOrder order = ShopifyOrder.read(payload, Map.of());
        if (order.getVersionAt() == null) {
            throw new UnreadableMessageException("the order has neither updated_at nor created_at");
        }
        exchange.setVariable("orderId", order.getId());
        exchange.setVariable("orderName", order.getName());
        exchange.setVariable("orderPayload", withoutNul(payload));
        exchange.setVariable("versionAt", Timestamp.from(order.getVersionAt()));
        exchange.setVariable("versionRank", order.getVersionRank());
        exchange.setVariable("risk", Payload.text(payload, OrderRead.RISK));
    }

    /** An edit: which lines gained or lost how many pieces. */
    public void edit(Exchange exchange) throws JsonProcessingException {
        JsonNode edit = exchange.getVariable("payload", JsonNode.class).path("order_edit");
        ObjectNode deltas = json.createObjectNode();
        for (JsonNode added : Payload.list(edit.path("line_items"), "additions")) {
            add(deltas, Payload.id(added, "id"), Payload.count(added, "delta", 0));
        }
        for (JsonNode removed : Payload.list(edit.path("line_items"), "removals")) {
            add(deltas, Payload.id(removed, "id"), -Payload.count(removed, "delta", 0));
        }
        change(exchange, "edit:" + Payload.id(edit, "id"), Payload.id(edit, "order_id"),
                first(Payload.time(edit, "committed_at"), Payload.time(edit, "created_at")), deltas);
    }

    /** A refund: which lines lost how many pieces. */
    public void refund(Exchange exchange) throws JsonProcessingException {
        JsonNode refund = exchange.getVariable("payload", JsonNode.class);
        ObjectNode deltas = json.createObjectNode();
        for (JsonNode line : Payload.list(refund, "refund_line_items")) {
            add(deltas, Payload.id(line, "line_item_id"), -Payload.count(line, "quantity", 0));
        }
        change(exchange, "refund:" + Payload.id(refund, "id"), Payload.id(refund, "order_id"),
                first(Payload.time(refund, "created_at"), Payload.time(refund, "processed_at")), deltas);
    }

    /** Whose risk was assessed: {@code shop}, {@code orderId}, and {@code risk} where one provider alone calls it high. */
    public void assessment(Exchange exchange) {
        JsonNode payload = exchange.getVariable("payload", JsonNode.class);
        exchange.setVariable("shop", exchange.getVariable("message", Map.class).get("shop"));
        exchange.setVariable("orderId", Payload.id(payload, "order_id"));
        exchange.setVariable("risk", "high".equalsIgnoreCase(Payload.text(payload, "risk_level")) ? "INVESTIGATE" : null);
    }

    /** Headers are not signed, but the body is: it must be of the shop that the message is said to come from. */
    public void sameShop(Exchange exchange) {
        String named = Payload.text(exchange.getVariable("payload", JsonNode.class), "myshopify_domain");
        if (named != null && !named.equalsIgnoreCase(String.valueOf(exchange.getVariable("message", Map.class).get("shop")))) {
            throw new UnreadableMessageException("field \"myshopify_domain\" names another shop than the header");
        }
    }

    private void change(Exchange exchange, String id, String orderId, Instant at, ObjectNode deltas) throws JsonProcessingException {
        if (at == null) {
            throw new UnreadableMessageException("the change has no created_at");
        }
        exchange.setVariable("changeId", id);
        exchange.setVariable("orderId", orderId);
        exchange.setVariable("changeAt", Timestamp.from(at));
        exchange.setVariable("deltas", json.writeValueAsString(deltas));
    }

    private static void add(ObjectNode deltas, String line, int delta) {
        deltas.put(line, deltas.path(line).asInt(0) + delta);
    }

    private static Instant first(Instant one, Instant other) {
        return one != null ? one : other;
    }

    /** PostgreSQL's jsonb refuses the NUL character, which JSON allows. */
    private static String withoutNul(JsonNode payload) {
        return NUL.matcher(payload.toString()).replaceAll("$1");
    }
}
