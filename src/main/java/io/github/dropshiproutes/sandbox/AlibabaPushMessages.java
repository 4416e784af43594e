package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** The bodies of Alibaba's pushes, in the guide's shapes. */
final class AlibabaPushMessages implements Pushes.Messages {

    /** An order was made; product messages have the same number, so only their data tells them apart. */
    static final int CREATED = 1;
    /** The status of an order has changed. */
    static final int STATUS = 3;

    private static final int PRODUCT = 1;
    private static final DateTimeFormatter UPDATE_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(AlibabaOrders.ALIBABA_TIME);

    @Override
    public List<Integer> types(Trade.Step step, boolean isNew) {
        return isNew ? List.of(CREATED, STATUS) : List.of(STATUS);
    }

    @Override
    public String usualType() {
        return String.valueOf(STATUS);
    }

    /** @param now when it is sent; the message also says since when the status stands */
    @Override
    public byte[] body(int type, String tradeId, Trade.Step step, Buyer buyer, Instant now) {
        ObjectNode message = Json.object().put("havana_id", buyer.havanaId()).put("seller_id", buyer.userId()).put("message_type", type);
        message.putObject("data").put("status", step.status()).put("trade_id_str", tradeId).put("order_status", "PLACE_ORDER_SUCCESS")
                .put("trade_order_id", tradeId.substring(0, Math.min(8, tradeId.length())))
                .put("status_update_time", UPDATE_TIME.format(step.at()));
        return Json.bytes(message.put("timestamp", now.getEpochSecond()).put("site", "icbu_global"));
    }

    /**
     * @param option {@code ADD}, {@code DELETE} or {@code PRICE_CHANGE}; the last needs SKU and value
     * @param buyer  whom it is for; null = everybody
     */
    static byte[] product(String productId, String option, String skuId, String value, Buyer buyer, Instant now) {
        String seconds = String.valueOf(now.getEpochSecond());
        ObjectNode message = Json.object();
        if (buyer != null) {
            message.put("havana_id", buyer.havanaId());
        }
        message.put("seller_id", buyer == null ? "BROADCAST" : buyer.userId()).put("message_type", PRODUCT);
        ObjectNode data = message.putObject("data").put("productId", productId);
        switch (option) {
            case "ADD", "DELETE" -> data.put("option", option);
            case "PRICE_CHANGE" -> {
                if (skuId == null || value == null) {
                    throw new IllegalArgumentException("sku_id, value: a PRICE_CHANGE needs both");
                }
                data.put("skuId", skuId).put("option", option).put("value", value).put("timestamp", seconds);
            }
            default -> throw new IllegalArgumentException("option: expected ADD, DELETE or PRICE_CHANGE");
        }
        return Json.bytes(message.put("timestamp", now.getEpochSecond()));
    }
}
