package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dropshiproutes.sandbox.Trade.Step;
import java.time.Instant;
import java.util.List;

/** The bodies of AliExpress's pushes about orders (DROPSHIPPER_ORDER_STATUS_UPDATE). Some steps are not told at all. */
final class AliExpressPushMessages implements Pushes.Messages {

    private static final int ORDER = 53;

    @Override
    public List<Integer> types(Step step, boolean isNew) {
        return word(step) != null ? List.of(ORDER) : List.of();
    }

    @Override
    public String usualType() {
        return String.valueOf(ORDER);
    }

    /** The words are other ones than those of the order itself. */
    @Override
    public byte[] body(int type, String tradeId, Step step, Buyer buyer, Instant now) {
        ObjectNode message = Json.object();
        String word = word(step);
        message.putObject("data").put("buyerId", Long.parseLong(buyer.userId())).put("orderId", Long.parseLong(tradeId))
                .put("orderStatus", word == null ? step.status() : word);
        return Json.bytes(message.put("message_type", type).put("seller_id", buyer.userId()).put("site", "ae_global")
                .put("timestamp", now.getEpochSecond()));
    }

    /** @return null = nobody is told */
    private static String word(Step step) {
        return switch (step.cause()) {
            case PAYMENT_FAILED -> "paymentFailedEvent";
            case CLOSED -> "OrderClosed";
            case USUAL -> switch (step.status()) {
                case "PLACE_ORDER_SUCCESS" -> "OrderCreated";
                case "WAIT_SELLER_SEND_GOODS" -> "PaymentAuthorized";
                case "SELLER_PART_SEND_GOODS", "WAIT_BUYER_ACCEPT_GOODS" -> "OrderShipped";
                case "FINISH" -> "OrderConfirmed";
                default -> null;
            };
        };
    }
}
