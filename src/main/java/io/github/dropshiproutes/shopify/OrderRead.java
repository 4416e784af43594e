package io.github.dropshiproutes.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * An order being read from the shop's Admin API, page by page of its lines, and written in the words of a webhook, so that
 * everything behind the inbox knows one form only. It belongs to one exchange.
 */
public final class OrderRead {

    /** What Shopify recommends about the order; no webhook of an order says it. */
    static final String RISK = "risk_recommendation";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MOST_RESTARTS = 3;

    private final String shop;
    private final String orderId;
    private ObjectNode payload;
    private String cursor;
    private boolean finished;
    private int restarts;

    OrderRead(String shop, String orderId) {
        this.shop = shop;
        this.orderId = orderId;
    }

    /** @return what of a recommendation decides anything: nothing but INVESTIGATE and CANCEL; else null */
    static String risk(Object recommendation) {
        return "INVESTIGATE".equals(recommendation) || "CANCEL".equals(recommendation) ? (String) recommendation : null;
    }

    public String getShop() {
        return shop;
    }

    String orderId() {
        return orderId;
    }

    /** @return whether there is another page to be asked for */
    public boolean isUnfinished() {
        return !finished;
    }

    /** @return whether the shop knows the order, and the app may read it */
    public boolean isThere() {
        return payload != null;
    }

    /** @return the order in the form of a webhook's body; null when the shop has none */
    ObjectNode payload() {
        return payload;
    }

    public byte[] getBody() {
        return payload.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** @return what makes two readings the same message: the same content */
    public String getMessageKey() {
        return "shopify:" + shop + ":read:" + orderId + ":" + DigestUtils.sha256Hex(getBody()).substring(0, 32);
    }

    ObjectNode variables() {
        return JSON.objectNode().put("id", "gid://shopify/Order/" + orderId).put("after", cursor);
    }

    /**
     * Takes the next page in. An order that changes between two pages is read from its beginning.
     *
     * @return false when it changes all the time
     */
    boolean take(JsonNode data) {
        JsonNode order = data.path("order");
        if (!order.isObject()) {
            payload = null;
            finished = true;
            return true;
        }
        ObjectNode page = head(order);
        if (cursor != null && !page.get("updated_at").equals(payload.get("updated_at"))) {
            payload = null;
            cursor = null;
            return ++restarts <= MOST_RESTARTS;
        }
        if (cursor == null) {
            payload = page;
            payload.putArray("line_items");
        }
        ArrayNode lines = (ArrayNode) payload.get("line_items");
        order.at("/lineItems/nodes").forEach(line -> lines.add(line(line)));
        JsonNode pages = order.at("/lineItems/pageInfo");
        finished = !pages.path("hasNextPage").asBoolean();
        cursor = pages.path("endCursor").asText(null);
        return true;
    }

    private static ObjectNode head(JsonNode order) {
        ObjectNode head = JSON.objectNode();
        head.set("id", JSON.numberNode(Long.parseLong(tail(order.path("id").asText()))));
        copy(order, head, "name", "name");
        copy(order, head, "createdAt", "created_at");
        copy(order, head, "updatedAt", "updated_at");
        copy(order, head, "processedAt", "processed_at");
        copy(order, head, "cancelledAt", "cancelled_at");
        copy(order, head, "test", "test");
        copy(order, head, "currencyCode", "currency");
        copy(order, head, "clientIp", "browser_ip");
        copy(order, head, "phone", "phone");
        String status = order.path("displayFinancialStatus").asText(null);
        head.put("financial_status", status == null ? null : status.toLowerCase(Locale.ROOT));
        head.put(RISK, order.at("/risk/recommendation").asText(null));
        ArrayNode attributes = head.putArray("note_attributes");
        order.path("customAttributes").forEach(one -> attributes.addObject().put("name", one.path("key").asText())
                .put("value", one.path("value").asText(null)));
        JsonNode to = order.path("shippingAddress");
        if (to.isObject()) {
            ObjectNode address = head.putObject("shipping_address");
            copy(to, address, "name", "name");
            copy(to, address, "firstName", "first_name");
            copy(to, address, "lastName", "last_name");
            for (String field : new String[] {"company", "address1", "address2", "city", "province", "zip", "country", "phone"}) {
                copy(to, address, field, field);
            }
            copy(to, address, "provinceCode", "province_code");
            copy(to, address, "countryCodeV2", "country_code");
        } else {
            head.putNull("shipping_address");
        }
        head.putObject("billing_address").put("phone", order.at("/billingAddress/phone").asText(null));
        return head;
    }

    /** The price is what is left of it after discounts, so none stand beside it. */
    private static ObjectNode line(JsonNode line) {
        ObjectNode item = JSON.objectNode();
        item.set("id", JSON.numberNode(Long.parseLong(tail(line.path("id").asText()))));
        copy(line, item, "title", "title");
        copy(line, item, "sku", "sku");
        copy(line, item, "quantity", "quantity");
        copy(line, item, "currentQuantity", "current_quantity");
        copy(line, item, "unfulfilledQuantity", "fulfillable_quantity");
        copy(line, item, "requiresShipping", "requires_shipping");
        copy(line, item, "isGiftCard", "gift_card");
        String variant = line.at("/variant/id").asText(null);
        item.set("variant_id", variant == null ? JSON.nullNode() : JSON.numberNode(Long.parseLong(tail(variant))));
        item.put("price", line.at("/discountedUnitPriceAfterAllDiscountsSet/shopMoney/amount").asText(null));
        return item;
    }

    private static void copy(JsonNode from, ObjectNode to, String field, String as) {
        to.set(as, from.hasNonNull(field) ? from.get(field) : JSON.nullNode());
    }

    private static String tail(String gid) {
        return gid.substring(gid.lastIndexOf('/') + 1);
    }
}
