package io.github.dropshiproutes.shopify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dropshiproutes.errors.OwnErrors;
import io.github.dropshiproutes.orders.Parcel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** The questions and changes of a write-back: each leaves the variable {@code call}, a change also {@code write}. */
@Component("fulfilmentWrites")
public class FulfilmentWrites {

    private static final String NAMESPACE = "dropship_routes";
    private static final int LONGEST_TAG = 40;
    private static final String CANCEL = "cancel";

    private final ShopifyDocuments documents;
    private final ShippingWords words;
    private final ShopifySettings settings;
    private final OwnErrors ownErrors;
    private final ObjectMapper json;

    public FulfilmentWrites(ShopifyDocuments documents, ShippingWords words, ShopifySettings settings, OwnErrors ownErrors, ObjectMapper json) {
        this.documents = documents;
        this.words = words;
        this.settings = settings;
        this.ownErrors = ownErrors;
        this.json = json;
    }

    /** Begins to read what stands in the shop about the order's shipping: the variable {@code read}. */
    public void begin(Exchange exchange) {
        exchange.setVariable("read", new FulfilmentRead(order(fulfilment(exchange))));
    }

    /** Asks the next question. */
    public void ask(Exchange exchange) {
        call(exchange, read(exchange).document(), read(exchange).variables());
    }

    /** Takes the answer in the body in. */
    public void take(Exchange exchange) {
        if (!read(exchange).take(exchange.getMessage().getBody(JsonNode.class))) {
            throw ownErrors.exception("ORDER_IN_MOTION", null);
        }
        exchange.getMessage().setBody(null);
    }

    /** Makes what was read into the variable {@code standing}. */
    public void judge(Exchange exchange) {
        Fulfilment fulfilment = fulfilment(exchange);
        boolean settled = fulfilment.intentAt() != null && !fulfilment.now().isBefore(fulfilment.intentAt().plus(settings.settle()));
        exchange.setVariable("standing", new FulfilmentStanding(fulfilment, read(exchange), words::event, settled));
    }

    /** The supplier's order numbers beside the shop's order. */
    public void tellIds(Exchange exchange) throws JsonProcessingException {
        Fulfilment fulfilment = fulfilment(exchange);
        String ids = standing(exchange).ids();
        ObjectNode variables = json.createObjectNode().put("order", order(fulfilment));
        variables.putArray("metafields").addObject().put("ownerId", order(fulfilment)).put("namespace", NAMESPACE)
                .put("key", fulfilment.purchaseId().replaceAll("[^A-Za-z0-9_-]", "-")).put("type", "single_line_text_field").put("value", ids);
        ArrayNode tags = variables.putArray("tags");
        for (String id : ids.split(" ")) {
            tags.add(id.substring(0, Math.min(id.length(), LONGEST_TAG)));
        }
        call(exchange, "supplier_order_note", variables);
        write(exchange, new Fulfilment.Intent("ids", null, null, null, ids), "shop: the order shows " + ids);
    }

    /** One fulfilment of what is on its way and open at one location, with the numbers of its parcels. */
    public void fulfil(Exchange exchange) throws JsonProcessingException {
        Fulfilment fulfilment = fulfilment(exchange);
        List<FulfilmentStanding.Share> share = standing(exchange).share();
        Map<String, ArrayNode> parts = new LinkedHashMap<>();
        Map<String, Integer> lines = FulfilmentStanding.lines(share);
        for (FulfilmentStanding.Share piece : share) {
            parts.computeIfAbsent(piece.fulfillmentOrderId(), id -> json.createArrayNode()).addObject().put("id", piece.lineId())
                    .put("quantity", piece.quantity());
        }
        ObjectNode variables = json.createObjectNode();
        ObjectNode input = variables.putObject("fulfillment").put("notifyCustomer", fulfilment.notifyCustomer());
        ArrayNode byOrder = input.putArray("lineItemsByFulfillmentOrder");
        parts.forEach((id, items) -> byOrder.addObject().put("fulfillmentOrderId", id).set("fulfillmentOrderLineItems", items));
        List<Parcel> parcels = standing(exchange).parcelsFor(lines);
        input.set("trackingInfo", tracking(parcels));
        call(exchange, "fulfillment_create", variables);
        List<String> numbers = FulfilmentStanding.numbers(parcels);
        write(exchange, new Fulfilment.Intent("create", null, lines, numbers, null), "shop: fulfilled with " + String.join(", ", numbers));
    }

    /** Other numbers for a fulfilment that is there. */
    public void changeTracking(Exchange exchange) throws JsonProcessingException {
        Fulfilment fulfilment = fulfilment(exchange);
        Fulfilment.Written changed = standing(exchange).changed();
        List<Parcel> parcels = standing(exchange).parcelsOf(changed);
        List<String> numbers = FulfilmentStanding.numbers(parcels);
        ObjectNode variables = json.createObjectNode().put("fulfillmentId", changed.id())
                .put("notifyCustomer", fulfilment.notifyCustomer());
        variables.set("trackingInfoInput", tracking(parcels));
        call(exchange, "fulfillment_tracking_info_update", variables);
        write(exchange, new Fulfilment.Intent("tracking", changed.id(), null, numbers, null),
                "shop: the tracking numbers are now " + String.join(", ", numbers));
    }

    /** Asks which events a fulfilment shows already. */
    public void askEvents(Exchange exchange) {
        call(exchange, "fulfillment_events", json.createObjectNode().put("id", standing(exchange).untold().id()));
    }

    /** The event that the parcels stand for; {@code shown} says whether the fulfilment in the body shows it already. */
    public void tellEvent(Exchange exchange) throws JsonProcessingException {
        FulfilmentStanding standing = standing(exchange);
        String id = standing.untold().id();
        String event = standing.event(standing.untold());
        exchange.setVariable("shown", exchange.getMessage().getBody(JsonNode.class).at("/fulfillment/events/nodes")
                .findValuesAsText("status").contains(event));
        ObjectNode variables = json.createObjectNode();
        variables.putObject("fulfillmentEvent").put("fulfillmentId", id).put("status", event);
        call(exchange, "fulfillment_event_create", variables);
        write(exchange, new Fulfilment.Intent("event", id, null, null, event), "shop: told of " + event);
    }

    /** A hold on the pieces of one fulfilment order that the supplier does not deliver, recognisable by its handle. */
    public void hold(Exchange exchange) throws JsonProcessingException {
        Fulfilment fulfilment = fulfilment(exchange);
        ClosingStanding closing = standing(exchange).getClosing();
        ObjectNode variables = json.createObjectNode().put("id", closing.share().get(0).fulfillmentOrderId());
        ObjectNode hold = variables.putObject("fulfillmentHold").put("reason", "INVENTORY_OUT_OF_STOCK")
                .put("reasonNotes", "The supplier closed its order " + fulfilment.reference()).put("handle", fulfilment.reference());
        // Without any, the whole fulfilment order is held, which then need not be split.
        ArrayNode lines = hold.putArray("fulfillmentOrderLineItems");
        if (!closing.isWhole()) {
            closing.share().forEach(piece -> lines.addObject().put("id", piece.lineId()).put("quantity", piece.quantity()));
        }
        call(exchange, "fulfillment_order_hold", variables);
        write(exchange, new Fulfilment.Intent("hold", variables.path("id").asText(), closing.heldThen(), null, null),
                "shop: " + (closing.isCancelTried() ? "Shopify did not carry out the cancellation; " : "")
                        + "put on hold what the supplier cancelled");
    }

    /** The end of an order of which the supplier delivers nothing. */
    public void cancel(Exchange exchange) throws JsonProcessingException {
        Fulfilment fulfilment = fulfilment(exchange);
        boolean refund = standing(exchange).getClosing().isRefundWished();
        ObjectNode variables = json.createObjectNode().put("orderId", order(fulfilment)).put("reason", "INVENTORY").put("restock", false)
                .put("notifyCustomer", fulfilment.notifyCustomer())
                .put("staffNote", "The supplier closed its order " + fulfilment.reference());
        variables.putObject("refundMethod").put("originalPaymentMethodsRefund", refund);
        call(exchange, "order_cancel", variables);
        write(exchange, new Fulfilment.Intent(CANCEL, null, null, null, null),
                "shop: Shopify is cancelling the order " + (refund ? "and refunding it" : "without a refund"));
    }

    /** What is kept of the change that the body, its answer, confirms. A cancellation stays open: Shopify has only taken it on. */
    public void done(Exchange exchange) throws JsonProcessingException {
        ShopWrite write = exchange.getVariable("write", ShopWrite.class);
        JsonNode answer = exchange.getMessage().getBody(JsonNode.class);
        String created = answer == null ? null : answer.at("/fulfillmentCreate/fulfillment/id").asText(null);
        if (write.intent().kind().equals("create") && created == null) {
            throw new IllegalStateException("Shopify confirms a fulfilment without naming it");
        }
        keep(exchange, write.intent(), created, write.happened());
        if (write.intent().kind().equals(CANCEL)) {
            String job = answer == null ? "" : answer.at("/orderCancel/job/id").asText();
            exchange.setVariable("openJson", json.writeValueAsString(new Fulfilment.Intent(CANCEL, job, null, null, null)));
        }
    }

    /** What is kept of a change of before that was found in the shop. */
    public void found(Exchange exchange) throws JsonProcessingException {
        Fulfilment.Intent intent = fulfilment(exchange).intent();
        String id = intent.kind().equals("create") ? standing(exchange).foundId() : null;
        keep(exchange, intent, id, "shop: found done what had no known outcome (" + intent.kind() + ")");
    }

    private void keep(Exchange exchange, Fulfilment.Intent intent, String created, String happened) throws JsonProcessingException {
        Fulfilment fulfilment = fulfilment(exchange);
        List<Fulfilment.Written> written = new ArrayList<>();
        for (Fulfilment.Written one : fulfilment.written()) {
            boolean meant = one.id().equals(intent.id());
            List<String> events = new ArrayList<>(one.events());
            if (meant && intent.kind().equals("event")) {
                events.add(intent.value());
            }
            List<String> numbers = meant && intent.kind().equals("tracking") ? intent.numbers() : one.numbers();
            written.add(new Fulfilment.Written(one.id(), one.lines(), numbers, events));
        }
        if (intent.kind().equals("create")) {
            written.add(new Fulfilment.Written(created, intent.lines(), intent.numbers(), List.of()));
        }
        exchange.setVariable("writtenJson", json.writeValueAsString(written));
        exchange.setVariable("toldIds", intent.kind().equals("ids") ? intent.value() : fulfilment.toldIds());
        exchange.setVariable("happened", happened);
        exchange.removeVariable("openJson");
    }

    private ObjectNode tracking(List<Parcel> parcels) {
        ObjectNode tracking = json.createObjectNode();
        parcels.stream().map(Parcel::carrier).map(words::carrier).filter(name -> name != null).findFirst()
                .ifPresent(name -> tracking.put("company", name));
        ArrayNode numbers = tracking.putArray("numbers");
        ArrayNode urls = tracking.putArray("urls");
        Map<String, Parcel> byNumber = new LinkedHashMap<>();
        parcels.forEach(parcel -> byNumber.putIfAbsent(parcel.number(), parcel));
        byNumber.forEach((number, parcel) -> {
            numbers.add(number);
            urls.add(words.url(parcel));
        });
        return tracking;
    }

    private void call(Exchange exchange, String document, ObjectNode variables) {
        exchange.setVariable("call", ShopifyCall.of(fulfilment(exchange).shop(), documents.find(document), variables));
    }

    private void write(Exchange exchange, Fulfilment.Intent intent, String happened) throws JsonProcessingException {
        exchange.setVariable("write", new ShopWrite(intent, json.writeValueAsString(intent), happened));
    }

    private static String order(Fulfilment fulfilment) {
        return "gid://shopify/Order/" + fulfilment.orderId();
    }

    private static Fulfilment fulfilment(Exchange exchange) {
        return exchange.getVariable("fulfilment", Fulfilment.class);
    }

    private static FulfilmentRead read(Exchange exchange) {
        return exchange.getVariable("read", FulfilmentRead.class);
    }

    private static FulfilmentStanding standing(Exchange exchange) {
        return exchange.getVariable("standing", FulfilmentStanding.class);
    }
}
