package io.github.dropshiproutes.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.orders.Parcel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the shop's own order says about one write-back: what is written already, what may be written next, and what stands in the
 * way. What happens about it is decided in {@code routes/shopify/write-back.camel.yaml}.
 *
 * <p>Pieces are never written beyond what the shop says is left, so what a person fulfilled, refunded or put on hold is respected.
 */
public final class FulfilmentStanding {

    private static final Set<String> OPEN = Set.of("OPEN", "IN_PROGRESS");
    private static final Set<String> ENDED = Set.of("closed", "cancelled");
    private static final String CANCELLED = "CANCELLED";

    private final Fulfilment fulfilment;
    private final Function<List<Parcel>, String> event;
    private final JsonNode order;
    /** What is not shown must not be guessed. */
    private final boolean tooLarge;
    private final boolean settled;
    private final ClosingStanding closing;
    private final Map<String, JsonNode> fulfillments = new LinkedHashMap<>();
    private final Map<String, Integer> missing;
    private final Map<String, List<Share>> shares = new LinkedHashMap<>();
    private final Set<String> obstacles = new LinkedHashSet<>();
    private String obstacleWords;

    /** Pieces of one line that one fulfilment order still has to give. */
    record Share(String fulfillmentOrderId, String lineId, String lineItemId, int quantity) {
    }

    /**
     * @param read    what the shop shows
     * @param event   the transit event that parcels of one fulfilment stand for, or null
     * @param settled whether an open write of before is so old that it can no longer happen
     */
    FulfilmentStanding(Fulfilment fulfilment, FulfilmentRead read, Function<List<Parcel>, String> event, boolean settled) {
        this.fulfilment = fulfilment;
        order = read.order();
        tooLarge = !read.isWhole();
        this.event = event;
        this.settled = settled;
        order.path("fulfillments").forEach(one -> fulfillments.put(one.path("id").asText(), one));
        missing = fulfilment.sentUnwritten();
        Map<String, Integer> left = new HashMap<>(missing);
        order.at("/fulfillmentOrders/nodes").forEach(one -> share(one, left));
        closing = fulfilment.closing() == null ? null : new ClosingStanding(fulfilment, order, tooLarge,
                fulfillments.values().stream().anyMatch(one -> !isCancelled(one)));
    }

    private void share(JsonNode fulfillmentOrder, Map<String, Integer> left) {
        for (JsonNode line : fulfillmentOrder.at("/lineItems/nodes")) {
            String lineItem = tail(line.at("/lineItem/id").asText());
            int quantity = Math.min(left.getOrDefault(lineItem, 0), line.path("remainingQuantity").asInt());
            if (quantity <= 0) {
                continue;
            }
            String obstacle = obstacle(fulfillmentOrder);
            if (obstacle != null) {
                obstacles.add(obstacle);
                continue;
            }
            left.merge(lineItem, -quantity, Integer::sum);
            shares.computeIfAbsent(fulfillmentOrder.at("/assignedLocation/location/id").asText(), location -> new ArrayList<>())
                    .add(new Share(fulfillmentOrder.path("id").asText(), line.path("id").asText(), lineItem, quantity));
        }
    }

    private String obstacle(JsonNode fulfillmentOrder) {
        String status = fulfillmentOrder.path("status").asText();
        if (status.equals("ON_HOLD")) {
            obstacleWords = fulfillmentOrder.at("/fulfillmentHolds/0/displayReason").asText(null);
            return "FULFILMENT_ON_HOLD";
        }
        if (status.equals("SCHEDULED")) {
            obstacleWords = fulfillmentOrder.path("fulfillAt").asText(null);
            return "FULFILMENT_SCHEDULED";
        }
        boolean ours = fulfillmentOrder.path("supportedActions").findValuesAsText("action").contains("CREATE_FULFILLMENT");
        return OPEN.contains(status) && ours ? null : "FULFILMENT_NOT_OURS";
    }

    /** @return what is to be done about a purchase that the supplier closed by itself; null when it did not */
    public ClosingStanding getClosing() {
        return closing;
    }

    /** @return whether a write of before is found in the shop */
    public boolean isFound() {
        Fulfilment.Intent intent = fulfilment.intent();
        return intent != null && switch (intent.kind()) {
            case "ids" -> order.path("tags").toString().contains('"' + intent.value().split(" ")[0] + '"');
            case "create" -> foundId() != null;
            case "hold" -> intent.lines().equals(ClosingStanding.held(order, fulfilment.reference()));
            case "cancel" -> order.hasNonNull("cancelledAt");
            case "tracking" -> fulfillments.containsKey(intent.id())
                    && Set.copyOf(numbers(fulfillments.get(intent.id()))).equals(Set.copyOf(intent.numbers()));
            // Its events are asked for before any is told.
            default -> false;
        };
    }

    /** @return the fulfilment that an open create has made: with its numbers and pieces, and nobody else's */
    String foundId() {
        Fulfilment.Intent intent = fulfilment.intent();
        return fulfillments.values().stream().filter(one -> !isKnown(one.path("id").asText()) && !isCancelled(one))
                .filter(one -> Set.copyOf(numbers(one)).equals(Set.copyOf(intent.numbers())) && lines(one).equals(new TreeMap<>(intent.lines())))
                .map(one -> one.path("id").asText()).findFirst().orElse(null);
    }

    /**
     * @return whether a write of before may still happen, so that nothing may be repeated; or one for another purchase of the order,
     *     which looks like a person's until it is known
     */
    public boolean isUndecided() {
        return fulfilment.intent() != null ? !settled
                : fulfilment.othersOpen() && (closing != null || !missing.isEmpty() && shares.isEmpty());
    }

    /** @return whether the shop's order does not show the supplier's order numbers yet */
    public boolean isIdsMissing() {
        return !order.isNull() && !fulfilment.tradeIds().isEmpty() && !ids().equals(fulfilment.toldIds());
    }

    /** @return the supplier's order numbers as tags, separated by blanks */
    String ids() {
        return fulfilment.tradeIds().stream().map(id -> fulfilment.supplier() + ":" + id).collect(Collectors.joining(" "));
    }

    /** @return whether pieces are shipped, and open for fulfilment in the shop */
    public boolean isCreatable() {
        return isShipped() && !shares.isEmpty() && !isUndone() && !tooLarge && !parcelsFor(lines(share())).isEmpty();
    }

    /** @return pieces by line item id */
    static Map<String, Integer> lines(List<Share> share) {
        Map<String, Integer> lines = new TreeMap<>();
        share.forEach(piece -> lines.merge(piece.lineItemId(), piece.quantity(), Integer::sum));
        return lines;
    }

    /** @return the pieces of the first location: a fulfilment may not span two */
    List<Share> share() {
        return shares.values().iterator().next();
    }

    /** @return whether the supplier's parcels have other numbers than were written */
    public boolean isNumbersChanged() {
        return changed() != null;
    }

    Fulfilment.Written changed() {
        return !isShipped() ? null : live().filter(ours -> !parcelsOf(ours).isEmpty()
                && !Set.copyOf(ours.numbers()).equals(Set.copyOf(numbers(parcelsOf(ours))))).findFirst().orElse(null);
    }

    /**
     * @return the parcels of a fulfilment that is there. Those with its numbers stay with it. One that no fulfilment shows stands for one
     *     that is gone; else, once everything on its way is written, it is added to the first that may hold it.
     */
    List<Parcel> parcelsOf(Fulfilment.Written ours) {
        List<Parcel> parcels = new ArrayList<>(fulfilment.parcels().stream().filter(one -> ours.numbers().contains(one.number())).toList());
        List<Parcel> fresh = fresh(ours.lines());
        boolean replaced = isAnyGone(ours) && (missing.isEmpty() || parcels.isEmpty());
        boolean added = missing.isEmpty() && live().noneMatch(this::isAnyGone)
                && live().filter(one -> fresh.stream().anyMatch(parcel -> holds(parcel, one.lines()))).findFirst().filter(ours::equals).isPresent();
        if (replaced || added) {
            parcels.addAll(fresh);
        }
        return parcels.isEmpty() ? holding(ours.lines()) : parcels;
    }

    private boolean isAnyGone(Fulfilment.Written ours) {
        return !numbers(fulfilment.parcels()).containsAll(ours.numbers());
    }

    /** @return the parcels of a fulfilment that is to be made of these pieces; none while no number is known for them */
    List<Parcel> parcelsFor(Map<String, Integer> lines) {
        List<Parcel> fresh = fresh(lines);
        return fresh.isEmpty() ? holding(lines) : fresh;
    }

    /** @return parcels that no fulfilment shows, and that may hold such pieces */
    private List<Parcel> fresh(Map<String, Integer> lines) {
        Set<String> shown = live().flatMap(ours -> ours.numbers().stream()).collect(Collectors.toSet());
        return holding(lines).stream().filter(parcel -> !shown.contains(parcel.number())).toList();
    }

    private List<Parcel> holding(Map<String, Integer> lines) {
        return fulfilment.parcels().stream().filter(parcel -> holds(parcel, lines)).toList();
    }

    private static boolean holds(Parcel parcel, Map<String, Integer> lines) {
        return parcel.pieces() == null || parcel.pieces().keySet().stream().anyMatch(lines::containsKey);
    }

    /** @return whether the parcels have come further than the shop was told */
    public boolean isEventDue() {
        return untold() != null;
    }

    Fulfilment.Written untold() {
        return live().filter(ours -> event(ours) != null && !ours.events().contains(event(ours))).findFirst().orElse(null);
    }

    String event(Fulfilment.Written ours) {
        return event.apply(parcelsOf(ours));
    }

    private Stream<Fulfilment.Written> live() {
        return fulfilment.written().stream().filter(ours -> fulfillments.containsKey(ours.id()) && !isCancelled(fulfillments.get(ours.id())));
    }

    static List<String> numbers(List<Parcel> parcels) {
        return parcels.stream().map(Parcel::number).distinct().toList();
    }

    /** Of what is only paid, an order at the supplier may be on its way while another is not. */
    private boolean isShipped() {
        return !fulfilment.parcels().isEmpty() && switch (fulfilment.position()) {
            case "shipped", "delivered" -> true;
            case "paid" -> fulfilment.sent() != null && !fulfilment.sent().isEmpty();
            // Whatever closed it, what is not fulfilled yet is a person's to decide.
            default -> false;
        };
    }

    /** @return one of our own reasons why this write-back stands still although it is due; null when it does not */
    public String getHindrance() {
        if (closing != null) {
            return closing.hindrance();
        }
        if (order.isNull()) {
            return "ORDER_NOT_IN_SHOP";
        }
        if (isUndone()) {
            return "FULFILMENT_CANCELLED";
        }
        if (!isShipped()) {
            return fulfilment.position().equals("delivered") ? "NO_TRACKING_NUMBER" : null;
        }
        if (missing.isEmpty()) {
            return null;
        }
        if (order.hasNonNull("cancelledAt")) {
            return "ORDER_CANCELLED_IN_SHOP";
        }
        if (tooLarge) {
            return "FULFILMENT_TOO_LARGE";
        }
        if (!obstacles.isEmpty()) {
            return obstacles.iterator().next();
        }
        if (!shares.isEmpty()) {
            return "NO_TRACKING_NUMBER";
        }
        return isByHand() ? null : order.at("/fulfillmentOrders/nodes").isEmpty() ? "NO_FULFILMENT_ORDER" : "NOTHING_TO_FULFIL";
    }

    /** @return the shop's own words for what stands in the way, or null */
    public String getFigures() {
        return closing != null ? closing.figures() : obstacles.isEmpty() ? null : obstacleWords;
    }

    /** @return where the write-back stands when nothing more can be written now */
    public String getState() {
        if (closing != null) {
            return closing.state();
        }
        if (getHindrance() != null) {
            return live().findAny().isPresent() && !isUndone() ? "partial" : "held";
        }
        if (!isShipped()) {
            return "waiting";
        }
        if (!missing.isEmpty()) {
            return "by_hand";
        }
        return fulfilment.unwritten().isEmpty() ? "fulfilled" : fulfilment.written().isEmpty() ? "waiting" : "partial";
    }

    /** @return the same in a few words, for the timeline */
    public String getWords() {
        return closing != null ? closing.words() : switch (getState()) {
            case "waiting" -> isShipped() ? "the supplier does not say which pieces are on their way"
                    : ENDED.contains(fulfilment.position()) ? "the purchase has ended, nothing more is fulfilled" : "nothing is shipped yet";
            case "partial" -> "fulfilled what is on its way; the supplier has not sent the rest, or has closed it";
            case "fulfilled" -> "fulfilled with " + String.join(", ", numbers(fulfilment.parcels()));
            case "by_hand" -> "a person fulfilled the rest";
            default -> "cannot be fulfilled";
        };
    }

    /** @return what a person is told though nothing stands in the way, or null */
    public String getNote() {
        return getState().equals("partial") || getState().equals("waiting") && (isShipped() || ENDED.contains(fulfilment.position()))
                ? getWords() : null;
    }

    /** What is left for us was fulfilled by somebody else: neither by us nor for another purchase of the order. */
    private boolean isByHand() {
        Map<String, Integer> foreign = new HashMap<>();
        fulfillments.values().stream().filter(one -> !isKnown(one.path("id").asText()) && !isCancelled(one))
                .forEach(one -> lines(one).forEach((line, quantity) -> foreign.merge(line, quantity, Integer::sum)));
        return missing.entrySet().stream().allMatch(line -> foreign.getOrDefault(line.getKey(), 0) >= line.getValue());
    }

    /** A person cancelled a fulfilment of ours, or removed it: it is not made again. */
    private boolean isUndone() {
        return !tooLarge && fulfilment.written().stream().anyMatch(ours -> !fulfillments.containsKey(ours.id())
                || isCancelled(fulfillments.get(ours.id())));
    }

    private boolean isKnown(String id) {
        return fulfilment.others().contains(id) || fulfilment.written().stream().anyMatch(ours -> ours.id().equals(id));
    }

    private static boolean isCancelled(JsonNode fulfillment) {
        return fulfillment.path("status").asText().equals(CANCELLED);
    }

    private static List<String> numbers(JsonNode fulfillment) {
        return fulfillment.path("trackingInfo").findValuesAsText("number");
    }

    private static Map<String, Integer> lines(JsonNode fulfillment) {
        Map<String, Integer> lines = new TreeMap<>();
        fulfillment.at("/fulfillmentLineItems/nodes").forEach(line ->
                lines.merge(tail(line.at("/lineItem/id").asText()), line.path("quantity").asInt(), Integer::sum));
        return lines;
    }

    static String tail(String gid) {
        return gid.substring(gid.lastIndexOf('/') + 1);
    }
}
