package io.github.dropshiproutes.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the shop's own order says about a purchase that the supplier closed by itself: what of it may be put on hold, or whether the
 * order may be cancelled. What happens about it is decided in {@code routes/shopify/tell-closing.camel.yaml}.
 *
 * <p>A hold is known again by its handle, which is the purchase's reference. Pieces that the shop does not have open any more,
 * because they were fulfilled, refunded or cancelled there, are left alone.
 */
public final class ClosingStanding {

    private static final Set<String> ENDED = Set.of("CLOSED", "CANCELLED", "INCOMPLETE");

    private final Fulfilment.Closing closing;
    private final JsonNode order;
    private final boolean paid;
    private final boolean delivered;
    private final boolean cancelTried;
    private final boolean tooLarge;
    private final boolean fulfilled;
    private final Map<String, Integer> open = new HashMap<>();
    private final Map<String, Integer> openByOrder = new HashMap<>();
    private final Map<String, Integer> held;
    private final Map<String, List<FulfilmentStanding.Share>> shares = new LinkedHashMap<>();
    private String inTheWay;
    private boolean untouchable;

    /**
     * @param order     the {@code order} of {@code order_fulfilment.graphql}; JSON null when the shop has none
     * @param tooLarge  whether that is not all of it
     * @param fulfilled whether anything of the order is fulfilled in the shop
     */
    ClosingStanding(Fulfilment fulfilment, JsonNode order, boolean tooLarge, boolean fulfilled) {
        this.closing = fulfilment.closing();
        this.order = order;
        this.tooLarge = tooLarge;
        this.fulfilled = fulfilled;
        paid = fulfilment.position().equals("closed");
        cancelTried = fulfilment.intent() != null && fulfilment.intent().kind().equals("cancel") && fulfilment.intent().id() != null;
        held = held(order, fulfilment.reference());
        Map<String, Integer> left = fulfilment.unwritten();
        delivered = !fulfilment.written().isEmpty() && left.isEmpty();
        held.forEach((line, quantity) -> left.merge(line, -quantity, Integer::sum));
        for (JsonNode one : order.at("/fulfillmentOrders/nodes")) {
            if (!ENDED.contains(one.path("status").asText())) {
                look(one, fulfilment.reference(), left);
            }
        }
    }

    private void look(JsonNode fulfillmentOrder, String reference, Map<String, Integer> left) {
        String obstacle = obstacle(fulfillmentOrder);
        boolean ours = hasHold(fulfillmentOrder, reference);
        for (JsonNode line : fulfillmentOrder.at("/lineItems/nodes")) {
            String lineItem = FulfilmentStanding.tail(line.at("/lineItem/id").asText());
            int remaining = line.path("remainingQuantity").asInt();
            if (remaining <= 0) {
                continue;
            }
            open.merge(lineItem, remaining, Integer::sum);
            openByOrder.merge(fulfillmentOrder.path("id").asText(), remaining, Integer::sum);
            untouchable |= obstacle != null && !isHeldByUs(fulfillmentOrder);
            int quantity = Math.min(remaining, left.getOrDefault(lineItem, 0));
            if (ours || quantity <= 0) {
                continue;
            }
            if (obstacle != null) {
                inTheWay = obstacle;
                continue;
            }
            left.merge(lineItem, -quantity, Integer::sum);
            String id = fulfillmentOrder.path("id").asText();
            shares.computeIfAbsent(id, key -> new ArrayList<>())
                    .add(new FulfilmentStanding.Share(id, line.path("id").asText(), lineItem, quantity));
        }
    }

    /** A hold of single lines splits a fulfilment order, which Shopify does not do while another hold lies on it. */
    private static String obstacle(JsonNode fulfillmentOrder) {
        return switch (fulfillmentOrder.path("status").asText()) {
            case "ON_HOLD" -> "on hold already, " + fulfillmentOrder.at("/fulfillmentHolds/0/displayReason").asText("for a reason unknown");
            case "SCHEDULED" -> "scheduled for " + fulfillmentOrder.path("fulfillAt").asText("later");
            default -> fulfillmentOrder.path("supportedActions").findValuesAsText("action").contains("HOLD") ? null
                    : "the shop allows no hold on them";
        };
    }

    private static boolean isHeldByUs(JsonNode fulfillmentOrder) {
        JsonNode holds = fulfillmentOrder.path("fulfillmentHolds");
        for (JsonNode hold : holds) {
            if (!hold.path("heldByRequestingApp").asBoolean()) {
                return false;
            }
        }
        return !holds.isEmpty();
    }

    private static boolean hasHold(JsonNode fulfillmentOrder, String handle) {
        for (JsonNode hold : fulfillmentOrder.path("fulfillmentHolds")) {
            if (hold.path("heldByRequestingApp").asBoolean() && handle.equals(hold.path("handle").asText())) {
                return true;
            }
        }
        return false;
    }

    /** @return pieces by line item id that are on hold in the shop under that handle of ours */
    static Map<String, Integer> held(JsonNode order, String handle) {
        Map<String, Integer> held = new TreeMap<>();
        for (JsonNode one : order.at("/fulfillmentOrders/nodes")) {
            if (hasHold(one, handle)) {
                one.at("/lineItems/nodes").forEach(line -> held.merge(FulfilmentStanding.tail(line.at("/lineItem/id").asText()),
                        line.path("remainingQuantity").asInt(), Integer::sum));
            }
        }
        held.values().removeIf(quantity -> quantity <= 0);
        return held;
    }

    /**
     * @return whether the whole order may be cancelled: nothing of it is bought, being bought, fulfilled, held by others, or left for
     *     somebody else to deliver; and it was paid, since suppliers close what waits too long for its payment
     */
    public boolean isCancelDue() {
        return isActive() && closing.wish().startsWith("cancel") && paid && !cancelTried && closing.alone() && !fulfilled && !untouchable
                && held.isEmpty() && !open.isEmpty()
                && open.entrySet().stream().allMatch(line -> line.getValue() <= closing.givenUp().getOrDefault(line.getKey(), 0));
    }

    /** @return whether pieces of it are open in the shop and may be put on hold */
    public boolean isHoldDue() {
        return isActive() && !isCancelDue() && !shares.isEmpty();
    }

    private boolean isActive() {
        return closing.wish() != null && !order.isNull() && !isCancelled() && !tooLarge;
    }

    private boolean isCancelled() {
        return order.hasNonNull("cancelledAt");
    }

    /** @return the pieces of the first fulfilment order: a hold may not span two */
    List<FulfilmentStanding.Share> share() {
        return shares.values().iterator().next();
    }

    /** @return whether {@link #share()} is all that its fulfilment order has left */
    boolean isWhole() {
        return share().stream().mapToInt(FulfilmentStanding.Share::quantity).sum() == openByOrder.get(share().get(0).fulfillmentOrderId());
    }

    /** @return the pieces on hold once {@link #share()} is */
    Map<String, Integer> heldThen() {
        Map<String, Integer> then = new TreeMap<>(held);
        share().forEach(piece -> then.merge(piece.lineItemId(), piece.quantity(), Integer::sum));
        return then;
    }

    /** @return whether Shopify took a cancellation on and did not carry it out for as long as it could have */
    boolean isCancelTried() {
        return cancelTried;
    }

    boolean isRefundWished() {
        return closing.wish().equals("cancel_and_refund");
    }

    /** @see FulfilmentStanding#getHindrance() */
    String hindrance() {
        if (closing.wish() == null || isCancelled()) {
            return null;
        }
        if (order.isNull()) {
            return "ORDER_NOT_IN_SHOP";
        }
        if (figures() != null) {
            return "NOT_HELD_IN_SHOP";
        }
        return order.at("/fulfillmentOrders/nodes").isEmpty() ? "NO_FULFILMENT_ORDER" : null;
    }

    /** @return what is in the way of a hold, or null */
    String figures() {
        return tooLarge ? "the order has more lines or fulfilments than are looked at" : inTheWay;
    }

    /** @return where the write-back stands when nothing more can be written now */
    String state() {
        if (isCancelled() || hindrance() != null) {
            return isCancelled() ? "cancelled" : "held";
        }
        return !held.isEmpty() ? "on_hold" : delivered ? "fulfilled" : "by_hand";
    }

    /** @return the same in a few words, for the timeline */
    String words() {
        return switch (state()) {
            case "cancelled" -> "the order is cancelled";
            case "on_hold" -> "what the supplier cancelled is on hold";
            default -> "nothing that the supplier cancelled is left to be put on hold";
        };
    }
}
