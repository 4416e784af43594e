package io.github.dropshiproutes.alibaba;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.suppliers.Json;
import io.github.dropshiproutes.suppliers.PushBody;
import io.github.dropshiproutes.suppliers.UnreadablePushException;
import java.time.Instant;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * What one push of Alibaba.com says (guide, "Push Notifications"). The numbers of message types are reused with other
 * meanings, so the shape of {@code data} counts as well. Scalars come as text or number; ids may be the text {@code null}.
 *
 * @param type       the message type's digits, or {@code none}
 * @param shape      {@code order}, {@code product} or {@code other}
 * @param tradeId    the order, as the API knows it
 * @param status     the order's status word; empty when it says none
 * @param productId  the product
 * @param skuId      its variant, or null for all of them
 * @param word       what happened to the product, such as {@code ADD}
 * @param value      for example the new price, or null
 * @param happenedAt when it happened to the product, else when the push was made, or null
 * @param sellerId   the account it is meant for, or null; a broadcast names none
 * @param havanaId   the account's older id, or null
 * @param key        what two deliveries of the same news share: a retry carries the latest status, so never the whole body
 */
public record AlibabaPush(String type, String shape, String tradeId, String status, String productId, String skuId, String word,
                          String value, Instant happenedAt, String sellerId, String havanaId, String key) {

    private static final Pattern TYPE = Pattern.compile("\\d{1,6}");
    private static final Pattern TRADE_ID = Pattern.compile("[0-9A-Za-z_-]{1,64}");
    private static final Pattern DIGITS = Pattern.compile("\\d{1,19}");
    private static final Pattern SKU = Pattern.compile("-?\\d{1,19}");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_]{1,60}");
    private static final Pattern TIME = Pattern.compile("[0-9A-Za-z:.,+/ -]{1,40}");
    private static final Pattern VALUE = Pattern.compile("[^\\p{Cntrl}]{1,100}");

    /**
     * @param body the bytes as signed
     * @throws UnreadablePushException naming what cannot be understood
     */
    public static AlibabaPush read(byte[] body) {
        JsonNode push = PushBody.parse(body);
        JsonNode data = push.path("data").isObject() ? push.path("data") : push;
        String type = Json.text(push, "message_type");
        String known = type != null && TYPE.matcher(type).matches() ? type : "none";
        String sellerId = PushBody.account(push, "seller_id");
        String havanaId = PushBody.account(push, "havana_id");
        Instant sentAt = PushBody.time(Json.text(push, "timestamp"));
        if (data.hasNonNull("trade_id_str") || data.hasNonNull("trade_id")) {
            return order(data, known, sentAt, sellerId, havanaId, body);
        }
        if (data.hasNonNull("productId") || data.hasNonNull("product_id")) {
            return product(push, data, known, sentAt, sellerId, havanaId, body);
        }
        return new AlibabaPush(known, "other", null, null, null, null, null, null, sentAt, sellerId, havanaId, key(body));
    }

    private static AlibabaPush order(JsonNode data, String type, Instant sentAt, String sellerId, String havanaId, byte[] body) {
        // trade_order_id is another number; only this one is known to the API.
        String tradeId = PushBody.required(data, TRADE_ID, "an order's id", "trade_id_str", "trade_id");
        String status = PushBody.field(data, WORD, "a status word", "status", "order_status");
        String updatedAt = PushBody.field(data, TIME, "a time", "status_update_time");
        String key = updatedAt == null ? key(body) : String.join(":", "alibaba:order", tradeId, text(status), updatedAt);
        return new AlibabaPush(type, "order", tradeId, text(status), null, null, null, null, sentAt, sellerId, havanaId, key);
    }

    private static AlibabaPush product(JsonNode push, JsonNode data, String type, Instant sentAt, String sellerId, String havanaId,
                                       byte[] body) {
        String productId = PushBody.required(data, DIGITS, "a product's id", "productId", "product_id");
        String skuId = PushBody.field(data, SKU, "a variant's id", "skuId", "sku_id");
        String word = PushBody.required(data, WORD, "a word such as ADD", "option", "status");
        String value = PushBody.field(data, VALUE, "at most 100 characters", "value");
        String own = PushBody.field(data, TIME, "a time", "timestamp");
        String at = own != null ? own : PushBody.field(push, TIME, "a time", "timestamp");
        Instant happenedAt = own != null && PushBody.time(own) != null ? PushBody.time(own) : sentAt;
        String key = at == null ? key(body) : String.join(":", "alibaba:product", productId, text(skuId), word, text(value), at);
        return new AlibabaPush(type, "product", null, null, productId, "-1".equals(skuId) ? null : skuId, word, value, happenedAt,
                sellerId, havanaId, key);
    }

    /** @return type and shape together, such as {@code 3/order}: what {@code alibaba.push-topics} lists */
    public String topic() {
        return type + "/" + shape;
    }

    /** @return the key of a push that says nothing to tell it by */
    static String key(byte[] body) {
        return "alibaba:body:" + DigestUtils.sha256Hex(body);
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
