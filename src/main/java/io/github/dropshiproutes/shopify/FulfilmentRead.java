package io.github.dropshiproutes.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What stands in the shop about the shipping of one order, being read. One answer shows most orders whole; of a large one what lies
 * behind it is asked for, and ends up in the same form. It belongs to one exchange.
 */
public final class FulfilmentRead {

    /** All of this is read again before each change, so an order that needs more is left to a person. */
    private static final int MOST_QUESTIONS = 60;
    /** As many as {@code order_fulfillments.graphql} asks for. */
    private static final int MOST_FULFILLMENTS = 250;
    /** As many as {@code order_fulfilment.graphql} asks for: of fulfilments, and of the numbers of each. */
    private static final int FULFILLMENTS_SHOWN = 10;
    private static final int NUMBERS_SHOWN = 5;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String ORDER = "order_fulfilment";
    private static final String ORDER_LINES = "fulfillment_order_lines";
    private static final String LIST = "order_fulfillments";
    private static final String DETAILS = "fulfillment_details";
    private static final String LINES = "lineItems";
    private static final String PIECES = "fulfillmentLineItems";

    private final String orderGid;
    private final Set<String> detailed = new HashSet<>();
    private JsonNode order;
    private boolean listed;
    private int questions;

    /** What is asked next: a document, of that object, from behind that cursor. */
    private record Question(String document, String id, String after) {
    }

    FulfilmentRead(String orderGid) {
        this.orderGid = orderGid;
    }

    /** @return whether there is another question, and it may be asked */
    public boolean isUnfinished() {
        return !isWhole() && questions < MOST_QUESTIONS;
    }

    /** @return whether nothing lies behind what was read */
    boolean isWhole() {
        return next() == null && (order.isNull() || order.path("fulfillments").size() < MOST_FULFILLMENTS);
    }

    /** @return the {@code order} of {@code order_fulfilment.graphql} with all that belongs to it; JSON null when the shop has none */
    JsonNode order() {
        return order;
    }

    /** @return the document that is asked next */
    String document() {
        return next().document;
    }

    ObjectNode variables() {
        Question next = next();
        ObjectNode variables = JSON.objectNode().put("id", next.id);
        return next.document.equals(LIST) ? variables : variables.put("after", next.after);
    }

    private Question next() {
        if (order == null) {
            return new Question(ORDER, orderGid, null);
        }
        if (hasMore(order.path("fulfillmentOrders"))) {
            return new Question(ORDER, orderGid, cursor(order.path("fulfillmentOrders")));
        }
        Optional<JsonNode> longOrder = nodes(order.at("/fulfillmentOrders/nodes")).filter(one -> hasMore(one.path(LINES))).findFirst();
        if (longOrder.isPresent()) {
            return new Question(ORDER_LINES, id(longOrder.get()), cursor(longOrder.get().path(LINES)));
        }
        if (!listed && order.path("fulfillments").size() >= FULFILLMENTS_SHOWN) {
            return new Question(LIST, orderGid, null);
        }
        return nodes(order.path("fulfillments")).map(this::details).filter(Objects::nonNull).findFirst().orElse(null);
    }

    private Question details(JsonNode fulfillment) {
        JsonNode lines = fulfillment.path(PIECES);
        if (detailed.contains(id(fulfillment))) {
            return hasMore(lines) ? new Question(DETAILS, id(fulfillment), cursor(lines)) : null;
        }
        boolean whole = fulfillment.has("status") && !hasMore(lines) && fulfillment.path("trackingInfo").size() < NUMBERS_SHOWN;
        return whole ? null : new Question(DETAILS, id(fulfillment), null);
    }

    /**
     * Takes the answer to the next question in.
     *
     * @return false when what was shown a moment ago is gone
     */
    boolean take(JsonNode data) {
        Question asked = next();
        questions++;
        JsonNode answer = data.path(asked.document.equals(ORDER_LINES) ? "fulfillmentOrder" : asked.document.equals(DETAILS) ? "fulfillment" : "order");
        if (order == null) {
            order = answer.isObject() ? answer : JSON.nullNode();
            return true;
        }
        if (!answer.isObject()) {
            return false;
        }
        switch (asked.document) {
            case ORDER -> append(order.path("fulfillmentOrders"), answer.path("fulfillmentOrders"));
            case ORDER_LINES -> append(find(order.at("/fulfillmentOrders/nodes"), asked.id).path(LINES), answer.path(LINES));
            case LIST -> list(answer.path("fulfillments"));
            default -> {
                ObjectNode fulfillment = find(order.path("fulfillments"), asked.id);
                if (detailed.add(asked.id)) {
                    fulfillment.setAll((ObjectNode) answer);
                } else {
                    append(fulfillment.path(PIECES), answer.path(PIECES));
                }
            }
        }
        return true;
    }

    private void list(JsonNode fulfillments) {
        listed = true;
        Set<String> known = new HashSet<>();
        nodes(order.path("fulfillments")).forEach(one -> known.add(id(one)));
        nodes(fulfillments).filter(one -> !known.contains(id(one))).forEach(((ArrayNode) order.path("fulfillments"))::add);
    }

    private static void append(JsonNode connection, JsonNode page) {
        ((ArrayNode) connection.path("nodes")).addAll((ArrayNode) page.path("nodes"));
        ((ObjectNode) connection).set("pageInfo", page.path("pageInfo"));
    }

    private static ObjectNode find(JsonNode nodes, String id) {
        return (ObjectNode) nodes(nodes).filter(one -> id(one).equals(id)).findFirst().orElseThrow();
    }

    private static Stream<JsonNode> nodes(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static boolean hasMore(JsonNode connection) {
        return connection.at("/pageInfo/hasNextPage").asBoolean();
    }

    private static String cursor(JsonNode connection) {
        return connection.at("/pageInfo/endCursor").asText(null);
    }

    private static String id(JsonNode node) {
        return node.path("id").asText();
    }
}
