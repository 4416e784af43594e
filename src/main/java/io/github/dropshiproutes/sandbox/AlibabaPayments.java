package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dropshiproutes.sandbox.Trade.Payment;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Paying orders, and asking what became of it. All eight documented fields of a payment are required, in their types. */
final class AlibabaPayments {

    private static final String REQUEST = "param_order_pay_request";
    private static final BigDecimal FEE_RATE = new BigDecimal("0.0299");

    private final Trades<AlibabaPlacement> trades;

    AlibabaPayments(Trades<AlibabaPlacement> trades) {
        this.trades = trades;
    }

    ObjectNode pay(GatewayCall call) {
        Fields request = call.parameters().object(REQUEST).only("order_id_list", "payment_method", "user_ip", "user_agent",
                "accept_language", "screen_resolution", "is_pc", "isv_drop_shipper_registration_time");
        check(request, call.now());
        Set<String> ids = tradeIds(request.value("order_id_list"));
        synchronized (trades) {
            List<Trade<AlibabaPlacement>> wanted = new ArrayList<>();
            for (String id : ids) {
                wanted.add(trades.find(call.account().name(), id, REQUEST + ".order_id_list"));
            }
            for (Trade<AlibabaPlacement> trade : wanted) {
                ObjectNode refusal = refuse(trade, call.now());
                if (refusal != null) {
                    return refusal;
                }
            }
            return settle(wanted, call);
        }
    }

    ObjectNode result(GatewayCall call) {
        Trade<AlibabaPlacement> trade = trades.find(call.account().name(), call.parameters().id("trade_id"), "trade_id");
        String tradeId = trade.placement().tradeId();
        Payment payment = trade.payment();
        ObjectNode answer;
        if (payment == null) {
            answer = status("UNPAY");
        } else if (trade.isPaying(call.now())) {
            answer = status("PAYING");
        } else if (payment.reasonCode() != null) {
            answer = failed(tradeId, payment.reasonCode(), payment.reasonMessage());
        } else {
            answer = status("PAY_SUCCESS");
        }
        ((ObjectNode) answer.get("value")).put("trade_id", tradeId);
        return answer;
    }

    /** Needs {@code data_select}, which the guide calls optional. */
    ObjectNode fund(GatewayCall call) {
        if (!call.parameters().text("data_select").equals("fund_transaction_fee")) {
            throw Refusal.invalid("data_select", "expected fund_transaction_fee");
        }
        Trade<AlibabaPlacement> trade = trades.find(call.account().name(), call.parameters().id("e_trade_id"), "e_trade_id");
        ObjectNode answer = Json.object();
        ObjectNode value = answer.putObject("value");
        if (trade.isPaid(call.now())) {
            BigDecimal fee = trade.placement().total().multiply(FEE_RATE).setScale(2, RoundingMode.HALF_UP);
            value.putObject("payment_transaction_fee").put("amount", fee.toPlainString()).put("currency", "USD");
        }
        return answer;
    }

    /** What a fault made of a payment that was not tried. */
    static ObjectNode failed(String tradeId, String reasonCode, String message) {
        ObjectNode answer = status("PAY_FAILED");
        ((ObjectNode) answer.get("value")).put("reason_code", reasonCode)
                .put("reason_message", message == null ? reasonCode : message).put("pay_url", AlibabaOrders.payUrl(tradeId));
        return answer;
    }

    private ObjectNode settle(List<Trade<AlibabaPlacement>> wanted, GatewayCall call) {
        Payment payment = call.plan().payment(call.now());
        wanted.forEach(trade -> trades.pay(trade, payment));
        if (payment.settlesAt().isAfter(call.now())) {
            return status("PAYING");
        }
        return payment.reasonCode() == null ? status("PAY_SUCCESS")
                : failed(wanted.get(0).placement().tradeId(), payment.reasonCode(), payment.reasonMessage());
    }

    private static ObjectNode refuse(Trade<AlibabaPlacement> trade, Instant now) {
        String tradeId = trade.placement().tradeId();
        if (trade.isPaid(now)) {
            return failed(tradeId, "ORDER_HAVE_PAID", "The order has been paid");
        }
        if (trade.isPaying(now)) {
            return status("PAYING");
        }
        return trade.status(now).equals("unpay") ? null
                : failed(tradeId, "ORDER_STATUS_ERROR", "The order cannot be paid in status " + trade.status(now));
    }

    private static void check(Fields request, Instant now) {
        if (!Set.of("CREDIT_CARD", "PAYPAL").contains(request.text("payment_method"))) {
            throw Refusal.invalid(REQUEST + ".payment_method", "expected CREDIT_CARD or PAYPAL");
        }
        if (!isPublicAddress(request.text("user_ip"))) {
            throw Refusal.invalid(REQUEST + ".user_ip", "expected the IP address of the buyer, not of this machine");
        }
        request.text("user_agent");
        request.text("accept_language");
        if (!request.text("screen_resolution").matches("\\d{2,5}\\*\\d{2,5}")) {
            throw Refusal.invalid(REQUEST + ".screen_resolution", "expected width*height");
        }
        JsonNode pc = request.value("is_pc");
        if (!pc.isBoolean() || !pc.booleanValue()) {
            throw Refusal.invalid(REQUEST + ".is_pc", "expected true, only PC is supported");
        }
        JsonNode registered = request.value("isv_drop_shipper_registration_time");
        boolean millis = registered.isIntegralNumber() && registered.asText().matches("\\d{12,13}");
        if (!millis || registered.longValue() > now.toEpochMilli()) {
            throw Refusal.invalid(REQUEST + ".isv_drop_shipper_registration_time", "expected past milliseconds since 1970, a number");
        }
    }

    private static Set<String> tradeIds(JsonNode list) {
        Set<String> ids = new LinkedHashSet<>();
        for (JsonNode id : list) {
            if (!id.isTextual() || !id.textValue().matches("\\d{1,19}") || !ids.add(id.textValue())) {
                throw Refusal.invalid(REQUEST + ".order_id_list", "expected different order ids as strings of digits");
            }
        }
        if (!list.isArray() || ids.isEmpty() || ids.size() > 10) {
            throw Refusal.invalid(REQUEST + ".order_id_list", "expected an array of 1 to 10 order ids");
        }
        return ids;
    }

    /** Literals only; a name would be looked up. */
    private static boolean isPublicAddress(String ip) {
        boolean literal = ip.matches("(25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}")
                || ip.matches("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
        if (!literal) {
            return false;
        }
        try {
            InetAddress address = InetAddress.getByName(ip);
            return !address.isLoopbackAddress() && !address.isAnyLocalAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static ObjectNode status(String status) {
        ObjectNode answer = Json.object();
        answer.putObject("value").put("status", status);
        return answer;
    }
}
