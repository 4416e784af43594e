package io.github.dropshiproutes.orders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dropshiproutes.errors.ErrorCode;
import io.github.dropshiproutes.errors.OwnErrors;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/**
 * Small steps of asking the supplier where its orders stand and of settling an unknown outcome; the decisions stand in
 * {@code routes/orders/}.
 */
@Component("settlement")
public class Settlement {

    /** What a person must know comes first; then the order that is least far decides. */
    private static final List<String> LEAST_FAR_FIRST = List.of("odd", "placed", "paying", "paid", "shipped", "delivered");
    private static final List<String> UNPAID = List.of("placed", "paying");
    private static final List<String> SENT = List.of("shipped", "delivered");
    private static final TypeReference<List<Parcel>> PARCELS = new TypeReference<>() { };
    /** A part of what was bought is closed, while the rest goes on. */
    static final String PARTLY_CLOSED = "PARTLY_CLOSED";

    private final OwnErrors ownErrors;
    private final ObjectMapper json;

    public Settlement(OwnErrors ownErrors, ObjectMapper json) {
        this.ownErrors = ownErrors;
        this.json = json;
    }

    /** @return the trade ids found besides the first */
    public List<String> doubles(Exchange exchange) {
        @SuppressWarnings("unchecked")
        List<SupplierOrder> found = exchange.getVariable("found", List.class);
        return found.stream().skip(1).flatMap(order -> order.tradeIds().stream()).toList();
    }

    /** Takes the trade ids of the rows in the body out of {@code candidates}. */
    public void leaveOutOwned(Exchange exchange) {
        @SuppressWarnings("unchecked")
        List<String> candidates = exchange.getVariable("candidates", List.class);
        @SuppressWarnings("unchecked")
        List<Map<String, Object>> owned = exchange.getMessage().getBody(List.class);
        owned.forEach(row -> candidates.remove(row.get("trade_id")));
    }

    /** Leaves the trade ids of the rows in the body that the supplier's list itself did not show in {@code foreignTrades}. */
    public void leaveOutListed(Exchange exchange) {
        @SuppressWarnings("unchecked")
        List<Map<String, Object>> rows = exchange.getMessage().getBody(List.class);
        List<?> candidates = exchange.getVariable("candidates", List.class);
        exchange.setVariable("foreignTrades", rows.stream().map(row -> (String) row.get("trade_id"))
                .filter(id -> candidates == null || !candidates.contains(id)).toList());
        startLooking(exchange);
    }

    /** Makes room for what is read of several orders: {@code told}. */
    public void startLooking(Exchange exchange) {
        exchange.setVariable("told", new ArrayList<SupplierOrder>());
    }

    /** Adds the variable {@code supplierOrder}, standing where {@code position} says, to the list {@code told}. */
    public void keepTold(Exchange exchange) {
        told(exchange).add(exchange.getVariable("supplierOrder", SupplierOrder.class).at(exchange.getVariable("position", String.class)));
    }

    /**
     * Makes the orders of the list {@code told} into one {@code supplierOrder} and its {@code position}: {@code gone} when all
     * are closed; when only some are, the rest decides, and before it is paid a person does.
     */
    public void combine(Exchange exchange) {
        List<SupplierOrder> all = told(exchange);
        List<SupplierOrder> standing = all.stream().filter(order -> !order.position().equals("gone")).toList();
        boolean partly = !standing.isEmpty() && standing.size() < all.size()
                || standing.stream().anyMatch(order -> !order.closed().isEmpty());
        SupplierOrder leading = standing.stream().min(Comparator.comparingInt(order -> LEAST_FAR_FIRST.indexOf(order.position())))
                .orElse(all.get(0));
        boolean undecided = partly && standing.size() < all.size() && UNPAID.contains(leading.position());
        String position = undecided ? "odd" : leading.position();
        exchange.setVariable("position", position);
        exchange.setVariable("supplierOrder", new SupplierOrder(all.stream().flatMap(order -> order.tradeIds().stream()).toList(),
                undecided ? PARTLY_CLOSED : leading.status(), position, total(standing), leading.currency(), leading.remark(),
                products(standing), leading.recipient(), leading.zip(), leading.payUrl(), Map.of()));
        exchange.setVariable("warningCode", partly ? PARTLY_CLOSED : null);
    }

    private static BigDecimal total(List<SupplierOrder> orders) {
        boolean known = !orders.isEmpty() && orders.stream().allMatch(order -> order.total() != null
                && Objects.equals(order.currency(), orders.get(0).currency()));
        return known ? orders.stream().map(SupplierOrder::total).reduce(BigDecimal.ZERO, BigDecimal::add) : null;
    }

    private static Map<String, Integer> products(List<SupplierOrder> orders) {
        Map<String, Integer> products = new LinkedHashMap<>();
        orders.forEach(order -> order.products().forEach((product, pieces) -> products.merge(product, pieces, Integer::sum)));
        return products;
    }

    /** Makes the own code in {@code warningCode} into the variable {@code warning}, which apply-position.sql shows; none removes it. */
    public void warn(Exchange exchange) {
        String code = exchange.getVariable("warningCode", String.class);
        if (code == null) {
            exchange.removeVariable("warning");
            return;
        }
        ErrorCode error = ownErrors.find(code);
        SupplierOrder order = exchange.getVariable("supplierOrder", SupplierOrder.class);
        Purchase purchase = exchange.getVariable("purchase", Purchase.class);
        exchange.setVariable("warning", new Failure(error.code(), "payment", "hold", error.meaning().replaceFirst("\\.$", "") + ": the supplier says "
                + order.status() + ", " + order.total() + " " + order.currency() + "; quoted " + purchase.quotedTotal() + " "
                + purchase.currency(), error.hint(), null, BigDecimal.ZERO, true, 1));
    }

    /** @return whether anything of the orders in {@code told} is on its way, whatever the rest does */
    public boolean isAnySent(Exchange exchange) {
        return !sent(exchange).isEmpty();
    }

    /** @return those of the orders in {@code told} of which something is on its way */
    public List<SupplierOrder> sent(Exchange exchange) {
        return told(exchange).stream().filter(order -> SENT.contains(order.position())).toList();
    }

    /** Makes room for what is read of the parcels of several orders. */
    public void startTracking(Exchange exchange) {
        exchange.setVariable("tracked", new Tracked(new ArrayList<>(), new ArrayList<>(),
                new SentPieces(exchange.getVariable("purchase", Purchase.class).lines())));
    }

    /**
     * Adds the parcels ({@code trackingJson}) of one order ({@code supplierOrder}) to those of all, and whether all of it has arrived:
     * {@code delivered} says so of its parcels, {@code partlySent} says that there will be more.
     */
    public void keepParcels(Exchange exchange) throws JsonProcessingException {
        Tracked tracked = exchange.getVariable("tracked", Tracked.class);
        List<Parcel> parcels = json.readValue(exchange.getVariable("trackingJson", "[]", String.class), PARCELS);
        SupplierOrder order = exchange.getVariable("supplierOrder", SupplierOrder.class);
        // An order that has ended sends nothing more, whatever its parcels' own status says.
        boolean partly = exchange.getVariable("partlySent", false, Boolean.class) && !order.position().equals("delivered");
        tracked.parcels.addAll(tracked.pieces.add(order, parcels, partly));
        tracked.wholes.add(partly ? Whole.NO : exchange.getVariable("delivered", false, Boolean.class) ? Whole.ARRIVED : Whole.SENT);
    }

    /**
     * Leaves the parcels of all orders in {@code trackingJson}, the pieces that are sent in {@code sentJson} (null = all of the
     * purchase), and in {@code delivered} whether nothing is left to arrive.
     */
    public void allParcels(Exchange exchange) throws JsonProcessingException {
        Tracked tracked = exchange.getVariable("tracked", Tracked.class);
        long standing = told(exchange).stream().filter(order -> !order.position().equals("gone")).count();
        boolean every = standing > 0 && tracked.wholes.size() == standing;
        boolean whole = every && !tracked.wholes.contains(Whole.NO) && told(exchange).size() == standing
                && told(exchange).stream().allMatch(order -> order.closed().isEmpty());
        exchange.setVariable("trackingJson", json.writeValueAsString(tracked.parcels));
        exchange.setVariable("sentJson", whole ? null : json.writeValueAsString(tracked.pieces.byLine()));
        exchange.setVariable("delivered", every && tracked.wholes.stream().allMatch(Whole.ARRIVED::equals));
    }

    /** How far an order that is on its way has come: there will be more parcels, there are all, all have arrived. */
    private enum Whole { NO, SENT, ARRIVED }

    private record Tracked(List<Parcel> parcels, List<Whole> wholes, SentPieces pieces) {
    }

    @SuppressWarnings("unchecked")
    private static List<SupplierOrder> told(Exchange exchange) {
        return exchange.getVariable("told", List.class);
    }
}
