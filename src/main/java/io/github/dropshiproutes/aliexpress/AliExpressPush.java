package io.github.dropshiproutes.aliexpress;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.suppliers.Json;
import io.github.dropshiproutes.suppliers.PushBody;
import io.github.dropshiproutes.suppliers.UnreadablePushException;
import java.time.Instant;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * What one push of AliExpress says (topic DROPSHIPPER_ORDER_STATUS_UPDATE). The number of the message type may change, as its
 * documentation says itself, so an order is told by the shape of {@code data}.
 *
 * @param type       the message type's digits, or {@code none}
 * @param shape      {@code order} or {@code other}
 * @param tradeId    the order
 * @param status     what happened to it; other words than the order's own
 * @param happenedAt when the push was made, or null
 * @param sellerId   the account it is meant for, or null
 * @param buyerId    the account that bought it, or null
 * @param key        what two deliveries of the same news share
 */
public record AliExpressPush(String type, String shape, String tradeId, String status, Instant happenedAt, String sellerId,
                             String buyerId, String key) {

    private static final Pattern TYPE = Pattern.compile("\\d{1,6}");
    private static final Pattern ORDER_ID = Pattern.compile("[0-9A-Za-z]{1,32}");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_]{1,60}");
    private static final Pattern TIME = Pattern.compile("[0-9A-Za-z:.,+/ -]{1,40}");

    /**
     * @param body the bytes as signed
     * @throws UnreadablePushException naming what cannot be understood
     */
    public static AliExpressPush read(byte[] body) {
        JsonNode push = PushBody.parse(body);
        JsonNode data = push.path("data");
        String type = Json.text(push, "message_type");
        String known = type != null && TYPE.matcher(type).matches() ? type : "none";
        String sellerId = PushBody.account(push, "seller_id");
        String at = PushBody.field(push, TIME, "a time", "timestamp");
        Instant happenedAt = PushBody.time(at);
        if (!data.hasNonNull("orderId")) {
            return new AliExpressPush(known, "other", null, null, happenedAt, sellerId, null, key(body));
        }
        String orderId = PushBody.required(data, ORDER_ID, "an order's number", "orderId");
        String status = PushBody.required(data, WORD, "a word such as OrderCreated", "orderStatus");
        String key = at == null ? key(body) : String.join(":", "aliexpress:order", orderId, status, at);
        return new AliExpressPush(known, "order", orderId, status, happenedAt, sellerId, PushBody.account(data, "buyerId"), key);
    }

    /** @return type and shape together, such as {@code 53/order} */
    public String topic() {
        return type + "/" + shape;
    }

    /** @return the key of a push that says nothing to tell it by */
    static String key(byte[] body) {
        return "aliexpress:body:" + DigestUtils.sha256Hex(body);
    }
}
