package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Where a shipped order is. Before it is shipped there is no tracking list at all. */
final class AlibabaLogistics {

    private static final DateTimeFormatter EVENT_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private final Trades<AlibabaPlacement> trades;

    AlibabaLogistics(Trades<AlibabaPlacement> trades) {
        this.trades = trades;
    }

    ObjectNode query(GatewayCall call) {
        String part = call.parameters().text("data_select", null);
        if (part != null && !part.equals("logistic_order")) {
            throw Refusal.invalid("data_select", "expected logistic_order");
        }
        Trade<AlibabaPlacement> trade = find(call);
        ObjectNode answer = Json.object();
        ObjectNode value = answer.putObject("value").put("logistic_status", status(trade, call.now()));
        if (isShipped(trade, call.now())) {
            value.set("shipment_date", AlibabaOrders.date(trade.shippedAt()));
            if (part != null) {
                value.putArray("shipping_order_list").addObject().putObject("voucher")
                        .put("tracking_number", number(trade)).put("service_provider", trade.placement().carrierCode())
                        .put("logistics_type", "EXPRESS");
            }
        }
        return answer;
    }

    ObjectNode tracking(GatewayCall call) {
        Trade<AlibabaPlacement> trade = find(call);
        ObjectNode answer = Json.object();
        if (!isShipped(trade, call.now())) {
            return answer;
        }
        boolean delivered = isDelivered(trade, call.now());
        ObjectNode parcel = answer.putArray("tracking_list").addObject().put("carrier", carrier(trade))
                .put("tracking_number", number(trade)).put("current_event_code", delivered ? "DELIVERED" : "IN_TRANSIT")
                .put("tracking_url", "https://sale.alibaba.com/p/track.html?sourceOrderId=" + trade.placement().tradeId());
        ArrayNode events = parcel.putArray("event_list");
        if (delivered) {
            events.add(event("DELIVERED", "Delivered", trade.placement().address().get("city"), trade.deliveredAt()));
        }
        events.add(event("IN_TRANSIT", "In Transit", trade.placement().dispatchLocation(), trade.shippedAt()));
        return answer;
    }

    private Trade find(GatewayCall call) {
        return trades.find(call.account().name(), call.parameters().id("trade_id"), "trade_id");
    }

    private static ObjectNode event(String code, String name, Object place, Instant at) {
        return Json.object().put("event_code", code).put("event_name", name).put("event_location", String.valueOf(place))
                .put("event_time", EVENT_TIME.format(at));
    }

    private static String status(Trade<AlibabaPlacement> trade, Instant now) {
        return switch (trade.status(now)) {
            case "delivering" -> "DELIVERING";
            case "wait_confirm_receipt" -> "DELIVERED";
            case "trade_success" -> "CONFIRM_RECEIPT";
            default -> "UNDELIVERED";
        };
    }

    private static String number(Trade<AlibabaPlacement> trade) {
        return "7767" + trade.placement().tradeId().substring(0, 9);
    }

    private static String carrier(Trade<AlibabaPlacement> trade) {
        String code = trade.placement().carrierCode();
        return code.contains("FEDEX") ? "FEDEX" : code.contains("usps") ? "USPS" : code.contains("ups") ? "UPS" : "YANWEN";
    }

    private static boolean isShipped(Trade<AlibabaPlacement> trade, Instant now) {
        return trade.shippedAt() != null && !trade.shippedAt().isAfter(now);
    }

    private static boolean isDelivered(Trade<AlibabaPlacement> trade, Instant now) {
        return isShipped(trade, now) && !trade.deliveredAt().isAfter(now);
    }
}
