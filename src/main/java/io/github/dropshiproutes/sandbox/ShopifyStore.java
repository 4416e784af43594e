package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What stands in the shops: orders with their fulfilment orders and fulfilments, notes and subscriptions; what they sell is on the
 * {@link ShopifyShelf}.
 * Every change is a line of the ledger, and is made again from it when the sandbox starts anew.
 */
public final class ShopifyStore {

    static final String LOCATION = "gid://shopify/Location/71000001";
    static final String OTHER_LOCATION = "gid://shopify/Location/71000002";

    private static final System.Logger LOG = System.getLogger(ShopifyStore.class.getName());
    private static final Set<String> OPEN = Set.of("OPEN", "IN_PROGRESS");
    private static final int MOST_LINES = 512;
    private static final int MOST_HOLDS = 10;
    private static final int LONGEST_HANDLE = 64;
    private static final int LONGEST_NOTE = 255;
    /** How long the job takes that cancels an order. */
    private static final Duration CANCELLING = Duration.ofSeconds(2);

    private final Clock clock;
    private final Ledger ledger;
    private final Map<String, Order> orders = new LinkedHashMap<>();
    private final Map<String, ObjectNode> subscriptions = new LinkedHashMap<>();
    private final ShopifyShelf shelf;
    private final ShopifyProducts products;
    private long ids;

    ShopifyStore(Clock clock, Ledger ledger) {
        this.clock = clock;
        this.ledger = ledger;
        shelf = new ShopifyShelf(ledger);
        products = new ShopifyProducts(ledger, shelf);
        clear();
    }

    private static final class Order {
        private final ObjectNode json = Json.object();
        private final Map<String, ObjectNode> fulfillmentOrders = new LinkedHashMap<>();
        private final Map<String, ObjectNode> fulfillments = new LinkedHashMap<>();
        private final Map<String, ObjectNode> metafields = new LinkedHashMap<>();
        private final Set<String> tags = new LinkedHashSet<>();
        private JsonNode payload = Json.object();
        private String risk = "NONE";
        private Instant cancelledFrom;
    }

    /** A refusal by the shop's own rules, answered as a user error. */
    static final class Unfit extends RuntimeException {
        Unfit(String message) {
            super(message);
        }
    }

    /** @return what apps have put into the shops */
    public ShopifyProducts products() {
        return products;
    }

    /** Forgets every order, as a shop does of one that was deleted; a restart of the sandbox knows them again. */
    public synchronized void forget() {
        orders.clear();
    }

    synchronized void clear() {
        products.clear();
        orders.clear();
        subscriptions.clear();
        shelf.clear();
        ids = 5_000_000_000L;
    }

    /** Takes in the body of a webhook as it is sent, see {@link #take(String, JsonNode)}; no JSON changes nothing. */
    public void take(String shop, byte[] body) {
        try {
            take(shop, Json.read(body));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a webhook that is no JSON says nothing of an order");
        }
    }

    /**
     * Takes in what a webhook says of an order, as the shop itself would have known it before: new, changed, cancelled, edited or
     * refunded.
     *
     * @param payload body of an orders/… or refunds/create webhook; anything that says nothing of an order is left alone
     */
    public synchronized void take(String shop, JsonNode payload) {
        if (payload != null && (payload.has("order_edit") || payload.has("refund_line_items"))) {
            takeDeltas(shop, payload);
            return;
        }
        if (payload == null || !payload.path("line_items").isArray() || !payload.path("id").canConvertToLong()) {
            return;
        }
        ObjectNode data = at(shop, payload.get("id").asText()).put("name", payload.path("name").asText())
                .put("cancelled", payload.hasNonNull("cancelled_at"));
        ArrayNode lines = data.putArray("lines");
        for (JsonNode line : payload.get("line_items")) {
            lines.addObject().put("line_item_id", line.path("id").asText()).put("sku", line.path("sku").asText())
                    .put("title", line.path("title").asText())
                    .put("quantity", line.path("requires_shipping").asBoolean(true) ? line.path("current_quantity").asInt() : 0);
        }
        data.put("updated_at", ShopifyOrderView.updatedAt(payload, clock.instant()));
        change("shop_order", data);
        // Kept in memory only: nothing of a customer reaches the ledger, so a sandbox that was started anew cannot show it.
        order(shop, data.get("order_id").asText()).payload = payload.deepCopy();
    }

    /** An edit or a refund says by how much the lines change; the order is as it was but for these. */
    private void takeDeltas(String shop, JsonNode payload) {
        JsonNode edit = payload.path("order_edit");
        JsonNode change = edit.isObject() ? edit : payload;
        Order known = orders.get(key(shop, change.path("order_id").asText()));
        if (known == null || known.payload == null) {
            return;
        }
        ObjectNode order = known.payload.deepCopy();
        order.set("updated_at", change.path("created_at"));
        edit.at("/line_items/additions").forEach(line -> add(order, line.path("id"), line.path("delta").asInt()));
        edit.at("/line_items/removals").forEach(line -> add(order, line.path("id"), -line.path("delta").asInt()));
        payload.path("refund_line_items").forEach(line -> add(order, line.path("line_item_id"), -line.path("quantity").asInt()));
        take(shop, order);
    }

    private static void add(ObjectNode order, JsonNode lineItemId, int pieces) {
        for (JsonNode line : order.get("line_items")) {
            if (line.path("id").asText().equals(lineItemId.asText())) {
                ((ObjectNode) line).put("current_quantity", Math.max(0, line.path("current_quantity").asInt() + pieces));
            }
        }
    }

    /** @param recommendation what Shopify recommends about an order: ACCEPT, INVESTIGATE, CANCEL or NONE */
    public void assess(String shop, String orderId, String recommendation) {
        change("shop_risk", at(shop, orderId).put("risk", recommendation));
    }

    /** A person or an app puts every open fulfilment order of an order on hold. */
    public void hold(String shop, String orderId, String reason) {
        change("shop_hold", at(shop, orderId).put("reason", reason));
    }

    public void release(String shop, String orderId) {
        change("shop_hold", at(shop, orderId));
    }

    /** Moves what is left of an order to the other location: the old fulfilment orders close, new ones take their place. */
    public void move(String shop, String orderId) {
        change("shop_move", at(shop, orderId));
    }

    /** Splits {@code quantity} pieces of a line off into a fulfilment order of their own. */
    public void split(String shop, String orderId, String lineItemId, int quantity) {
        change("shop_split", at(shop, orderId).put("line_item_id", lineItemId).put("quantity", quantity));
    }

    /** Gives every open fulfilment order to another fulfilment service, which alone may fulfil it. */
    public void handOver(String shop, String orderId) {
        change("shop_hand_over", at(shop, orderId));
    }

    /** A person fulfils pieces in the shop's own admin. */
    public synchronized void fulfilByHand(String shop, String orderId, String lineItemId, int quantity, String number) {
        ObjectNode by = Json.object().put("notify", true).put("company", "Other");
        if (number != null) {
            by.putArray("numbers").add(number);
        }
        int left = quantity;
        ArrayNode lines = by.putArray("lines");
        for (ObjectNode fulfillmentOrder : order(shop, orderId).fulfillmentOrders.values()) {
            for (JsonNode line : fulfillmentOrder.get("lineItems")) {
                int piece = Math.min(left, line.get("remainingQuantity").asInt());
                if (piece > 0 && line.at("/lineItem/id").asText().endsWith("/" + lineItemId)) {
                    lines.addObject().put("id", line.get("id").asText()).put("quantity", piece);
                    left -= piece;
                }
            }
        }
        if (left > 0) {
            throw new IllegalStateException("only " + (quantity - left) + " pieces are left to be fulfilled");
        }
        record(shop, orderId, by, "hand");
    }

    /** A person cancels a fulfilment: its pieces are left to be fulfilled again. */
    public void cancelFulfilment(String shop, String orderId, String fulfillmentId) {
        change("shop_fulfilment_cancelled", at(shop, orderId).put("fulfillment_id", fulfillmentId));
    }

    /** @return the order as the Admin API shows it, or null; ids as {@code gid://…} */
    public synchronized ObjectNode order(String shop, long orderId) {
        return show(orders.get(key(shop, String.valueOf(orderId))));
    }

    synchronized ObjectNode orderByGid(String shop, String gid) {
        return described(orders.get(key(shop, tail(gid))));
    }

    /** As the Admin API shows it, with what the webhooks said of it; after a restart that part is not known. */
    private ObjectNode described(Order order) {
        ObjectNode shown = show(order);
        if (shown != null) {
            shown.putObject("risk").put("recommendation", order.risk);
            if (!order.payload.isEmpty()) {
                ShopifyOrderView.describe(shown, order.payload, order.risk, line -> fulfilled(order, line));
            }
        }
        return shown;
    }

    /** Those that a webhook told of since the start: what is not known of the others may not be null at Shopify. */
    synchronized List<ObjectNode> ordersOf(String shop) {
        return orders.entrySet().stream().filter(entry -> entry.getKey().startsWith(shop + " ") && !entry.getValue().payload.isEmpty())
                .map(entry -> described(entry.getValue())).toList();
    }

    synchronized ObjectNode fulfilment(String shop, String gid) {
        Order owner = ownerOf(shop, gid);
        return owner == null ? null : owner.fulfillments.get(gid).deepCopy();
    }

    synchronized ObjectNode fulfilmentOrder(String shop, String gid) {
        return orders.entrySet().stream().filter(entry -> entry.getKey().startsWith(shop + " "))
                .map(entry -> entry.getValue().fulfillmentOrders.get(gid)).filter(Objects::nonNull).findFirst()
                .map(ObjectNode::deepCopy).orElse(null);
    }

    /** @param input the {@code FulfillmentInput} as given */
    synchronized ObjectNode fulfil(String shop, JsonNode input) {
        ArrayNode lines = Json.array();
        Set<String> owners = new HashSet<>();
        Set<String> places = new HashSet<>();
        for (JsonNode part : input.get("lineItemsByFulfillmentOrder")) {
            String id = part.get("fulfillmentOrderId").asText();
            Map.Entry<String, Order> owner = orders.entrySet().stream().filter(entry -> entry.getKey().startsWith(shop + " "))
                    .filter(entry -> entry.getValue().fulfillmentOrders.containsKey(id)).findFirst()
                    .orElseThrow(() -> new Unfit("Fulfillment order does not exist."));
            ObjectNode fulfillmentOrder = current(owner.getValue()).fulfillmentOrders.get(id);
            owners.add(owner.getKey());
            places.add(fulfillmentOrder.at("/assignedLocation/location/id").asText());
            collect(fulfillmentOrder, part.path("fulfillmentOrderLineItems"), lines);
        }
        require(owners.size() == 1, "All fulfillment orders must belong to the same order.");
        require(places.size() == 1, "All fulfillment orders must be assigned to the same location.");
        require(!lines.isEmpty() && lines.size() <= MOST_LINES, "The number of line items must be from 1 to " + MOST_LINES + ".");
        ObjectNode by = tracking(input.path("trackingInfo")).put("notify", input.path("notifyCustomer").asBoolean(false));
        by.set("lines", lines);
        return record(shop, owners.iterator().next().substring(shop.length() + 1), by, "api");
    }

    /** @param input the {@code FulfillmentOrderHoldInput} as given */
    synchronized ObjectNode holdPieces(String shop, String gid, JsonNode input) {
        Order owner = orders.entrySet().stream().filter(entry -> entry.getKey().startsWith(shop + " ")).map(Map.Entry::getValue)
                .filter(order -> order.fulfillmentOrders.containsKey(gid)).findFirst()
                .orElseThrow(() -> new Unfit("FULFILLMENT_ORDER_NOT_FOUND"));
        ObjectNode fulfillmentOrder = current(owner).fulfillmentOrders.get(gid);
        String status = fulfillmentOrder.get("status").asText();
        boolean held = status.equals("ON_HOLD");
        require(held || OPEN.contains(status), "The fulfillment order is not in a state that allows a hold.");
        String handle = input.path("handle").asText("");
        require(handle.length() <= LONGEST_HANDLE, "Handle is too long (maximum is 64 characters)");
        long ours = 0;
        for (JsonNode hold : fulfillmentOrder.get("fulfillmentHolds")) {
            require(!hold.path("heldByRequestingApp").asBoolean() || !hold.path("handle").asText().equals(handle),
                    "DUPLICATE_FULFILLMENT_HOLD_HANDLE");
            ours += hold.path("heldByRequestingApp").asBoolean() ? 1 : 0;
        }
        require(ours < MOST_HOLDS, "FULFILLMENT_ORDER_HOLD_LIMIT_REACHED");
        JsonNode lines = input.path("fulfillmentOrderLineItems");
        require(!held || lines.isEmpty(), "FULFILLMENT_ORDER_NOT_SPLITTABLE");
        Set<String> named = new HashSet<>();
        for (JsonNode line : lines) {
            require(named.add(line.get("id").asText()), "DUPLICATED_FULFILLMENT_ORDER_LINE_ITEMS");
            require(line.get("quantity").asInt() > 0, "GREATER_THAN_ZERO");
            require(fulfillmentOrder.get("lineItems").findParents("remainingQuantity").stream().anyMatch(item ->
                    item.get("id").equals(line.get("id")) && item.get("remainingQuantity").asInt() >= line.get("quantity").asInt()),
                    "INVALID_LINE_ITEM_QUANTITY");
        }
        ObjectNode data = at(shop, tail(owner.json.get("id").asText())).put("fulfillment_order_id", gid)
                .put("hold_id", "gid://shopify/FulfillmentHold/" + ++ids).put("handle", handle).put("reason", input.get("reason").asText())
                .put("notes", input.path("reasonNotes").asText(null));
        data.set("lines", lines.isMissingNode() ? Json.array() : lines);
        change("shop_hold_by_app", data);
        return (ObjectNode) fulfillmentOrder.get("fulfillmentHolds").get(fulfillmentOrder.get("fulfillmentHolds").size() - 1).deepCopy();
    }

    /** @return the job that cancels the order a little later */
    synchronized ObjectNode cancel(String shop, JsonNode given) {
        Order order = orders.get(key(shop, tail(given.get("orderId").asText())));
        require(order != null, "NOT_FOUND");
        require(!current(order).json.hasNonNull("cancelledAt") && order.cancelledFrom == null,
                "Cannot cancel an order that has already been canceled");
        require(order.fulfillments.values().stream().allMatch(each -> each.get("status").asText().equals("CANCELLED")),
                "Cannot cancel an order that has fulfillments");
        require(!(given.hasNonNull("refund") && given.hasNonNull("refundMethod")), "refund and refundMethod cannot both be given");
        require(given.path("staffNote").asText("").length() <= LONGEST_NOTE, "Staff note is too long (maximum is 255 characters)");
        String job = "gid://shopify/Job/" + ++ids;
        change("shop_cancel", at(shop, tail(given.get("orderId").asText())).put("id", job).put("reason", given.get("reason").asText())
                .put("restock", given.get("restock").asBoolean()).put("notify", given.path("notifyCustomer").asBoolean(false))
                .put("refund", given.path("refund").asBoolean(false)
                        || given.at("/refundMethod/originalPaymentMethodsRefund").asBoolean(false))
                .put("from", clock.instant().plus(CANCELLING).toString()));
        return Json.object().put("id", job).put("done", false);
    }

    /** The order, cancelled meanwhile if the job for it has come so far. */
    private Order current(Order order) {
        if (order != null && order.cancelledFrom != null && !clock.instant().isBefore(order.cancelledFrom)) {
            order.json.put("cancelledAt", order.cancelledFrom.toString()).put("updatedAt", order.cancelledFrom.toString());
            order.cancelledFrom = null;
            order.fulfillmentOrders.values().forEach(each -> {
                each.get("lineItems").forEach(line -> ((ObjectNode) line).put("remainingQuantity", 0));
                each.putArray("fulfillmentHolds");
                each.put("status", "CLOSED").putArray("supportedActions");
            });
        }
        return order;
    }

    private static void collect(ObjectNode fulfillmentOrder, JsonNode wanted, ArrayNode lines) {
        require(OPEN.contains(fulfillmentOrder.get("status").asText()), "The fulfillment order is not in an open state.");
        require(fulfillmentOrder.get("supportedActions").toString().contains("\"CREATE_FULFILLMENT\""),
                "The fulfillment order's assigned fulfillment service must be of api type.");
        for (JsonNode line : fulfillmentOrder.get("lineItems")) {
            int remaining = line.get("remainingQuantity").asInt();
            if (wanted.isMissingNode() || wanted.isNull()) {
                if (remaining > 0) {
                    lines.addObject().put("id", line.get("id").asText()).put("quantity", remaining);
                }
                continue;
            }
            for (JsonNode one : wanted) {
                if (one.get("id").asText().equals(line.get("id").asText())) {
                    int quantity = one.get("quantity").asInt();
                    require(quantity > 0 && quantity <= remaining, "Invalid fulfillment order line item quantity requested.");
                    lines.addObject().put("id", one.get("id").asText()).put("quantity", quantity);
                }
            }
        }
        for (JsonNode one : wanted) {
            require(lines.findValuesAsText("id").contains(one.get("id").asText()), "Fulfillment order line item does not exist.");
        }
    }

    synchronized ObjectNode changeTracking(String shop, String gid, JsonNode input, boolean notify) {
        Order owner = ownerOf(shop, gid);
        require(owner != null, "Fulfillment does not exist.");
        require(!owner.fulfillments.get(gid).get("status").asText().equals("CANCELLED"), "Fulfillment is cancelled.");
        change("shop_tracking", at(shop, tail(owner.json.get("id").asText())).put("fulfillment_id", gid).put("notify", notify)
                .setAll(tracking(input)));
        return owner.fulfillments.get(gid).deepCopy();
    }

    synchronized ObjectNode tell(String shop, JsonNode input) {
        String gid = input.get("fulfillmentId").asText();
        Order owner = ownerOf(shop, gid);
        require(owner != null, "Fulfillment does not exist.");
        require(!owner.fulfillments.get(gid).get("status").asText().equals("CANCELLED"), "Fulfillment is cancelled.");
        String id = "gid://shopify/FulfillmentEvent/" + ++ids;
        change("shop_event", at(shop, tail(owner.json.get("id").asText())).put("fulfillment_id", gid).put("event_id", id)
                .put("status", input.get("status").asText()));
        return (ObjectNode) owner.fulfillments.get(gid).get("events").findParents("id").stream()
                .filter(event -> event.get("id").asText().equals(id)).findFirst().orElseThrow().deepCopy();
    }

    synchronized ArrayNode note(String shop, JsonNode metafields) {
        ArrayNode kept = Json.array();
        for (JsonNode metafield : metafields) {
            require(orders.containsKey(key(shop, tail(metafield.get("ownerId").asText()))), "Owner does not exist.");
            require(metafield.path("key").asText().matches("[A-Za-z0-9_-]{2,64}"), "Key is invalid.");
            require(metafield.path("namespace").asText("").matches("[$A-Za-z0-9_-]{3,255}"), "Namespace is invalid.");
            require(!metafield.path("value").asText().isBlank(), "Value can't be blank.");
            require(metafield.hasNonNull("type"), "Type can't be blank.");
        }
        for (JsonNode metafield : metafields) {
            ObjectNode data = at(shop, tail(metafield.get("ownerId").asText()));
            for (String field : List.of("namespace", "key", "type", "value")) {
                data.set(field, metafield.get(field));
            }
            change("shop_metafield", data);
            kept.add(data.deepCopy().put("id", "gid://shopify/Metafield/" + metafield.get("key").asText()));
        }
        return kept;
    }

    synchronized void tag(String shop, String gid, JsonNode tags) {
        require(orders.containsKey(key(shop, tail(gid))), "Order does not exist.");
        tags.forEach(tag -> require(tag.asText().length() <= 40 && !tag.asText().contains(","), "Tag is invalid."));
        ObjectNode data = at(shop, tail(gid));
        data.set("tags", tags);
        change("shop_tags", data);
    }

    synchronized ObjectNode subscribe(String shop, String topic, JsonNode input) {
        require(input.hasNonNull("uri"), "Address can't be blank");
        require(input.get("uri").asText().startsWith("https://") || input.get("uri").asText().startsWith("http://localhost"),
                "Address protocol http:// is not supported");
        String uri = input.get("uri").asText();
        require(subscriptions.values().stream().noneMatch(one -> one.get("shop").asText().equals(shop)
                && one.get("topic").asText().equals(topic) && one.get("uri").asText().equals(uri)),
                "Address for this topic has already been taken");
        String id = "gid://shopify/WebhookSubscription/" + ++ids;
        change("shop_subscription", Json.object().put("shop", shop).put("id", id).put("topic", topic).put("uri", uri));
        return subscriptions.get(id).deepCopy();
    }

    /** Shopify removes a subscription after eight deliveries that failed. */
    public synchronized void unsubscribe(String shop, String topic) {
        List.copyOf(subscriptions.values()).stream().filter(one -> one.get("shop").asText().equals(shop)
                && one.get("topic").asText().equals(topic))
                .forEach(one -> change("shop_unsubscribed", Json.object().put("id", one.get("id").asText())));
    }

    /** @return what is subscribed in a shop */
    public synchronized List<ObjectNode> subscriptions(String shop) {
        return subscriptions.values().stream().filter(one -> one.get("shop").asText().equals(shop)).map(ObjectNode::deepCopy).toList();
    }

    /** @return what the shops sell */
    public ShopifyShelf shelf() {
        return shelf;
    }

    void replay(LedgerEntry entry) {
        if (ShopifyProducts.knows(entry.kind())) {
            products.apply(entry.kind(), (ObjectNode) entry.data());
        } else if (shelf.knows(entry.kind())) {
            shelf.apply(entry.kind(), entry.data());
        } else {
            apply(entry.kind(), (ObjectNode) entry.data());
        }
    }

    private synchronized void change(String kind, ObjectNode data) {
        apply(kind, data);
        ledger.write(kind, data);
        ledger.sync();
    }

    private ObjectNode record(String shop, String orderId, ObjectNode by, String how) {
        String id = "gid://shopify/Fulfillment/" + ++ids;
        Order order = order(shop, orderId);
        ObjectNode data = at(shop, orderId).put("fulfillment_id", id).put("how", how);
        data.setAll(by);
        for (JsonNode line : data.get("lines")) {
            order.fulfillmentOrders.values().forEach(fulfillmentOrder -> fulfillmentOrder.get("lineItems").forEach(item -> {
                if (item.get("id").equals(line.get("id"))) {
                    ((ObjectNode) line).put("line_item_id", tail(item.at("/lineItem/id").asText()));
                }
            }));
        }
        change("shop_fulfilled", data);
        return order.fulfillments.get(id).deepCopy();
    }

    private synchronized void apply(String kind, ObjectNode data) {
        String shop = data.path("shop").asText();
        String orderId = data.path("order_id").asText();
        remember(data);
        switch (kind) {
            case "shop_order" -> applyOrder(shop, orderId, data);
            case "shop_risk" -> order(shop, orderId).risk = data.get("risk").asText();
            case "shop_hold" -> order(shop, orderId).fulfillmentOrders.values().forEach(each -> hold(each, data.path("reason").asText("")));
            case "shop_hold_by_app" -> applyHold(order(shop, orderId), data);
            case "shop_cancel" -> order(shop, orderId).cancelledFrom = Instant.parse(data.get("from").asText());
            case "shop_move" -> applyMove(order(shop, orderId));
            case "shop_split" -> applySplit(order(shop, orderId), data);
            case "shop_hand_over" -> order(shop, orderId).fulfillmentOrders.values().forEach(each ->
                    each.putArray("supportedActions").addObject().put("action", "REQUEST_FULFILLMENT"));
            case "shop_fulfilled" -> applyFulfilment(order(shop, orderId), data);
            case "shop_fulfilment_cancelled" -> applyCancel(order(shop, orderId), data.get("fulfillment_id").asText());
            case "shop_tracking" -> track(order(shop, orderId).fulfillments.get(data.get("fulfillment_id").asText()), data);
            case "shop_event" -> ((ArrayNode) order(shop, orderId).fulfillments.get(data.get("fulfillment_id").asText()).get("events"))
                    .addObject().put("id", data.get("event_id").asText()).put("status", data.get("status").asText())
                    .put("createdAt", clock.instant().toString()).put("happenedAt", clock.instant().toString());
            case "shop_metafield" -> order(shop, orderId).metafields.put(data.get("namespace").asText() + "." + data.get("key").asText(),
                    data.deepCopy());
            case "shop_tags" -> data.get("tags").forEach(tag -> order(shop, orderId).tags.add(tag.asText()));
            case "shop_subscription" -> subscriptions.put(data.get("id").asText(), data.deepCopy());
            case "shop_unsubscribed" -> subscriptions.remove(data.get("id").asText());
            default -> throw new IllegalArgumentException("unknown change " + kind);
        }
        Order changed = orders.get(key(shop, orderId));
        if (changed != null) {
            changed.json.put("updatedAt", data.path("updated_at").asText(clock.instant().toString()));
        }
    }

    /** After a restart ids go on as they did: behind the one that was given before the change. */
    private void remember(ObjectNode data) {
        for (String field : List.of("fulfillment_id", "event_id", "hold_id", "id")) {
            String number = tail(data.path(field).asText());
            if (number.matches("5\\d{9}")) {
                ids = Math.max(ids, Long.parseLong(number));
            }
        }
    }

    private void applyOrder(String shop, String orderId, ObjectNode data) {
        Order order = orders.computeIfAbsent(key(shop, orderId), name -> new Order());
        order.json.put("id", "gid://shopify/Order/" + orderId).put("name", data.get("name").asText());
        boolean cancelled = data.get("cancelled").asBoolean();
        order.json.put("cancelledAt", cancelled ? clock.instant().toString() : null);
        ArrayNode added = Json.array();
        for (JsonNode line : data.get("lines")) {
            String gid = "gid://shopify/LineItem/" + line.get("line_item_id").asText();
            List<ObjectNode> places = order.fulfillmentOrders.values().stream()
                    .flatMap(each -> each.get("lineItems").findParents("remainingQuantity").stream()).map(ObjectNode.class::cast)
                    .filter(each -> each.at("/lineItem/id").asText().equals(gid)).toList();
            int remaining = cancelled ? 0 : Math.max(0, line.get("quantity").asInt() - fulfilled(order, gid));
            for (ObjectNode place : places) {
                int here = Math.min(remaining, place.get("remainingQuantity").asInt());
                place.put("remainingQuantity", here);
                remaining -= here;
            }
            if (remaining > 0) {
                added.add(item(gid, line.path("sku").asText(), line.path("title").asText(), remaining));
            }
        }
        if (!added.isEmpty()) {
            open(order, LOCATION, added);
        }
        order.fulfillmentOrders.values().forEach(ShopifyStore::close);
    }

    private static int fulfilled(Order order, String lineGid) {
        return order.fulfillments.values().stream().filter(each -> !each.get("status").asText().equals("CANCELLED"))
                .flatMap(each -> each.get("fulfillmentLineItems").findParents("quantity").stream())
                .filter(line -> line.at("/lineItem/id").asText().equals(lineGid)).mapToInt(line -> line.get("quantity").asInt()).sum();
    }

    private ObjectNode item(String lineGid, String sku, String title, int quantity) {
        ObjectNode item = Json.object().put("id", "gid://shopify/FulfillmentOrderLineItem/" + ++ids).put("remainingQuantity", quantity)
                .put("totalQuantity", quantity).put("sku", sku).put("productTitle", title).put("requiresShipping", true);
        item.putObject("lineItem").put("id", lineGid);
        return item;
    }

    private void open(Order order, String location, ArrayNode lines) {
        String id = "gid://shopify/FulfillmentOrder/" + ++ids;
        ObjectNode fulfillmentOrder = Json.object().put("id", id).put("status", "OPEN").putNull("fulfillAt");
        offer(fulfillmentOrder);
        fulfillmentOrder.putObject("assignedLocation").put("name", location.equals(LOCATION) ? "Shop location" : "Second warehouse")
                .putObject("location").put("id", location);
        fulfillmentOrder.putArray("fulfillmentHolds");
        fulfillmentOrder.set("lineItems", lines);
        order.fulfillmentOrders.put(id, fulfillmentOrder);
    }

    private static void close(ObjectNode fulfillmentOrder) {
        int remaining = 0;
        boolean begun = false;
        for (JsonNode line : fulfillmentOrder.get("lineItems")) {
            remaining += line.get("remainingQuantity").asInt();
            begun |= line.get("remainingQuantity").asInt() < line.get("totalQuantity").asInt();
        }
        String status = fulfillmentOrder.get("status").asText();
        if (remaining == 0) {
            fulfillmentOrder.put("status", "CLOSED").putArray("supportedActions");
        } else if (begun && status.equals("OPEN")) {
            fulfillmentOrder.put("status", "IN_PROGRESS");
        }
    }

    private static void hold(ObjectNode fulfillmentOrder, String reason) {
        String status = fulfillmentOrder.get("status").asText();
        if (!reason.isEmpty() && OPEN.contains(status)) {
            fulfillmentOrder.put("status", "ON_HOLD").putArray("supportedActions").addObject().put("action", "RELEASE_HOLD");
            fulfillmentOrder.putArray("fulfillmentHolds").addObject().put("id", "gid://shopify/FulfillmentHold/1")
                    .put("displayReason", reason).put("reasonNotes", reason).put("heldByRequestingApp", false);
        } else if (reason.isEmpty() && status.equals("ON_HOLD")) {
            offer(fulfillmentOrder.put("status", "OPEN"));
            fulfillmentOrder.putArray("fulfillmentHolds");
        }
    }

    private static void offer(ObjectNode fulfillmentOrder) {
        fulfillmentOrder.putArray("supportedActions").add(Json.object().put("action", "CREATE_FULFILLMENT"))
                .add(Json.object().put("action", "HOLD"));
    }

    /** A hold of single pieces splits the fulfilment order: what the hold is not about goes on in one of its own. */
    private void applyHold(Order order, ObjectNode data) {
        ObjectNode held = order.fulfillmentOrders.get(data.get("fulfillment_order_id").asText());
        ArrayNode apart = Json.array();
        for (JsonNode line : data.get("lines").isEmpty() ? Json.array() : held.get("lineItems")) {
            int kept = data.get("lines").findParents("quantity").stream().filter(one -> one.get("id").equals(line.get("id")))
                    .mapToInt(one -> one.get("quantity").asInt()).sum();
            int rest = line.get("remainingQuantity").asInt() - kept;
            if (rest > 0) {
                apart.add(item(line.at("/lineItem/id").asText(), line.path("sku").asText(), line.path("productTitle").asText(), rest));
                ((ObjectNode) line).put("remainingQuantity", kept).put("totalQuantity", line.get("totalQuantity").asInt() - rest);
            }
        }
        held.withArray("/lineItems").removeIf(line -> line.get("totalQuantity").asInt() == 0);
        if (!apart.isEmpty()) {
            open(order, held.at("/assignedLocation/location/id").asText(), apart);
        }
        held.put("status", "ON_HOLD").putArray("supportedActions").addObject().put("action", "RELEASE_HOLD");
        ((ArrayNode) held.get("fulfillmentHolds")).addObject().put("id", data.get("hold_id").asText())
                .put("handle", data.get("handle").asText()).put("reason", data.get("reason").asText())
                .put("displayReason", data.get("reason").asText()).put("reasonNotes", data.path("notes").asText(null))
                .put("heldByRequestingApp", true);
    }

    private void applyMove(Order order) {
        for (ObjectNode from : List.copyOf(order.fulfillmentOrders.values())) {
            ArrayNode moved = Json.array();
            for (JsonNode line : from.get("lineItems")) {
                int remaining = line.get("remainingQuantity").asInt();
                if (remaining > 0) {
                    moved.add(item(line.at("/lineItem/id").asText(), line.path("sku").asText(), line.path("productTitle").asText(),
                            remaining));
                    ((ObjectNode) line).put("remainingQuantity", 0);
                }
            }
            if (!moved.isEmpty()) {
                close(from);
                open(order, OTHER_LOCATION, moved);
            }
        }
    }

    private void applySplit(Order order, ObjectNode data) {
        String gid = "gid://shopify/LineItem/" + data.get("line_item_id").asText();
        int quantity = data.get("quantity").asInt();
        for (ObjectNode from : List.copyOf(order.fulfillmentOrders.values())) {
            for (JsonNode line : from.get("lineItems")) {
                int remaining = line.get("remainingQuantity").asInt();
                if (line.at("/lineItem/id").asText().equals(gid) && remaining >= quantity && quantity > 0) {
                    ((ObjectNode) line).put("remainingQuantity", remaining - quantity).put("totalQuantity", remaining - quantity);
                    ArrayNode apart = Json.array();
                    apart.add(item(gid, line.path("sku").asText(), line.path("productTitle").asText(), quantity));
                    open(order, from.at("/assignedLocation/location/id").asText(), apart);
                    quantity = 0;
                }
            }
            close(from);
        }
    }

    private void applyFulfilment(Order order, ObjectNode data) {
        ObjectNode fulfillment = Json.object().put("id", data.get("fulfillment_id").asText()).put("status", "SUCCESS")
                .put("createdAt", clock.instant().toString());
        ArrayNode lines = fulfillment.putArray("fulfillmentLineItems");
        for (JsonNode given : data.get("lines")) {
            order.fulfillmentOrders.values().forEach(each -> each.get("lineItems").forEach(line -> {
                if (line.get("id").equals(given.get("id"))) {
                    ((ObjectNode) line).put("remainingQuantity", line.get("remainingQuantity").asInt() - given.get("quantity").asInt());
                }
            }));
            ObjectNode line = lines.addObject().put("id", "gid://shopify/FulfillmentLineItem/" + ++ids)
                    .put("quantity", given.get("quantity").asInt());
            line.putObject("lineItem").put("id", "gid://shopify/LineItem/" + given.get("line_item_id").asText());
        }
        fulfillment.putArray("events");
        track(fulfillment, data);
        order.fulfillments.put(fulfillment.get("id").asText(), fulfillment);
        order.fulfillmentOrders.values().forEach(ShopifyStore::close);
    }

    private void applyCancel(Order order, String gid) {
        ObjectNode fulfillment = order.fulfillments.get(gid);
        fulfillment.put("status", "CANCELLED");
        ArrayNode again = Json.array();
        fulfillment.get("fulfillmentLineItems").forEach(line ->
                again.add(item(line.at("/lineItem/id").asText(), "", "", line.get("quantity").asInt())));
        open(order, LOCATION, again);
    }

    private static void track(ObjectNode fulfillment, ObjectNode data) {
        ArrayNode info = fulfillment.putArray("trackingInfo");
        for (int i = 0; i < data.path("numbers").size(); i++) {
            info.addObject().put("number", data.get("numbers").get(i).asText()).put("company", data.path("company").asText(null))
                    .put("url", data.path("urls").path(i).asText(null));
        }
    }

    private static ObjectNode tracking(JsonNode input) {
        boolean one = input.hasNonNull("number") || input.hasNonNull("url");
        boolean many = input.hasNonNull("numbers") || input.hasNonNull("urls");
        require(!(one && many), "Tracking info cannot mix number and numbers.");
        ObjectNode tracking = Json.object().put("company", input.path("company").asText(null));
        ArrayNode numbers = tracking.putArray("numbers");
        ArrayNode urls = tracking.putArray("urls");
        if (many) {
            input.path("numbers").forEach(numbers::add);
            input.path("urls").forEach(urls::add);
        } else if (one) {
            numbers.add(input.path("number").asText(""));
            urls.add(input.path("url").asText(null));
        }
        return tracking;
    }

    private ObjectNode show(Order stored) {
        Order order = current(stored);
        if (order == null) {
            return null;
        }
        ObjectNode shown = order.json.deepCopy();
        shown.set("tags", Json.MAPPER.valueToTree(order.tags));
        shown.set("metafields", Json.MAPPER.valueToTree(order.metafields.values()));
        shown.set("fulfillmentOrders", Json.MAPPER.valueToTree(order.fulfillmentOrders.values()));
        shown.set("fulfillments", Json.MAPPER.valueToTree(order.fulfillments.values()));
        return shown;
    }

    private Order ownerOf(String shop, String fulfillment) {
        return orders.entrySet().stream().filter(entry -> entry.getKey().startsWith(shop + " ")).map(Map.Entry::getValue)
                .filter(order -> order.fulfillments.containsKey(fulfillment)).findFirst().orElse(null);
    }

    private Order order(String shop, String orderId) {
        return Objects.requireNonNull(orders.get(key(shop, orderId)), () -> "There is no order " + orderId + " in " + shop);
    }

    private static ObjectNode at(String shop, String orderId) {
        return Json.object().put("shop", shop).put("order_id", orderId);
    }

    private static String key(String shop, String orderId) {
        return shop + " " + orderId;
    }

    private static String tail(String gid) {
        return gid.substring(gid.lastIndexOf('/') + 1);
    }

    static void require(boolean fits, String otherwise) {
        if (!fits) {
            throw new Unfit(otherwise);
        }
    }
}
