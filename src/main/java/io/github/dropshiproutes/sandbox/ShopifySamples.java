package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sample Shopify orders in the shape of 2025 and later: ids above 2<sup>53</sup>, money as strings, and every section a
 * real payload has. Unlike the official samples, an order made here is really paid, confirmed and not a test.
 *
 * <p>Not thread-safe. Every setter returns this sample.
 */
public final class ShopifySamples {

    public static final String API_VERSION = "2026-10";

    // Above 2^53, so that whoever reads ids as doubles is caught; moves on with the time, so that runs do not collide.
    private static final AtomicLong IDS = new AtomicLong(820_000_000_000_000_000L + System.currentTimeMillis() * 1_000L);

    private static final BigDecimal SHIPPING = new BigDecimal("4.90");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx")
            .withZone(ZoneOffset.ofHours(-5));

    private final ObjectNode order = Json.object();
    private final ArrayNode lines = Json.array();
    private final ObjectNode overrides = Json.object();
    private final Set<String> removed = new HashSet<>();

    private ShopifySamples(Instant now) {
        long id = IDS.addAndGet(1_000);
        BigDecimal none = BigDecimal.ZERO.setScale(2);
        order.put("id", id).put("admin_graphql_api_id", "gid://shopify/Order/" + id).put("app_id", 580111L)
                .put("browser_ip", "203.0.113.24").put("buyer_accepts_marketing", false).putNull("cancel_reason")
                .putNull("cancelled_at").put("cart_token", "hWN2Hiw0FcTkvWmR9").put("checkout_id", id + 1)
                .put("checkout_token", "bd5a8aa1ecd019dd3520ff791ee3a24c");
        order.putObject("client_details").put("accept_language", "en-US,en;q=0.9").put("browser_height", 1080)
                .put("browser_ip", "203.0.113.24").put("browser_width", 1920).put("session_hash", "9ad4d1f4e6a8977b9dd98eed1e477643")
                .put("user_agent", "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
                        + " Chrome/142.0.0.0 Safari/537.36");
        order.putNull("closed_at").putNull("company").put("confirmation_number", "371756WYX").put("confirmed", true)
                .put("contact_email", "jane.roe@example.com").put("created_at", time(now)).put("currency", "USD");
        order.putNull("current_total_additional_fees_set");
        for (String name : new String[] {"current_total_discounts", "current_total_tax", "total_discounts", "total_tax",
            "total_tip_received", "total_outstanding"}) {
            price(name, none);
        }
        order.putNull("current_total_duties_set").putNull("customer_locale").putNull("device_id").putArray("discount_codes");
        order.put("duties_included", false).put("email", "jane.roe@example.com").put("estimated_taxes", false)
                .put("financial_status", "paid").putNull("fulfillment_status").put("landing_site", "/").putNull("landing_site_ref")
                .putNull("location_id").putNull("merchant_of_record_app_id").put("merchant_business_entity_id", "MTU0ODM4MDAwOQ")
                .put("name", "#" + (1001 + id / 1_000 % 900_000)).putNull("note").putArray("note_attributes");
        order.put("number", 1 + id / 1_000 % 900_000).put("order_number", 1001 + id / 1_000 % 900_000)
                .putNull("original_total_additional_fees_set").putNull("original_total_duties_set")
                .putArray("payment_gateway_names").add("shopify_payments");
        order.putNull("phone").putNull("po_number").put("presentment_currency", "USD").put("processed_at", time(now))
                .put("reference", "sandbox").put("referring_site", "https://www.google.com/").putNull("source_identifier")
                .put("source_name", "web").putNull("source_url").put("tags", "").put("tax_exempt", false).putArray("tax_lines");
        order.put("taxes_included", false).put("test", false).put("token", "b1946ac92492d2347c6235b4d2611184").put("total_weight", 410)
                .put("updated_at", time(now)).putNull("user_id");
        ObjectNode home = address();
        order.set("billing_address", home.deepCopy().put("latitude", 34.0901).put("longitude", -118.4065));
        order.set("customer", customer(id, now, home));
        order.putArray("discount_applications");
        order.putArray("fulfillments");
        order.putArray("line_item_groups");
        order.putNull("payment_terms").putArray("refunds");
        order.putArray("returns");
        order.set("shipping_address", home.deepCopy().put("latitude", 34.0901).put("longitude", -118.4065));
        order.putArray("shipping_lines").addObject().put("id", id + 2).putNull("carrier_identifier").put("code", "Standard")
                .put("discounted_price", SHIPPING.toPlainString()).put("is_removed", false).putNull("phone")
                .put("price", SHIPPING.toPlainString()).putNull("requested_fulfillment_service_id")
                .put("source", "shopify").put("title", "Standard");
        ObjectNode shipping = (ObjectNode) order.get("shipping_lines").get(0);
        for (String name : new String[] {"price_set", "discounted_price_set", "current_discounted_price_set"}) {
            shipping.set(name, money(SHIPPING));
        }
        order.set("total_shipping_price_set", money(SHIPPING));
        order.set("current_shipping_price_set", money(SHIPPING));
    }

    /** @return a paid order of now without lines; {@link #body} gives it one piece of the product to try first if none is added */
    public static ShopifySamples paidOrder() {
        return paidOrder(Instant.now());
    }

    /** @param now when it was created, processed and updated */
    public static ShopifySamples paidOrder(Instant now) {
        return new ShopifySamples(now);
    }

    /** @return base64 of HMAC-SHA256, what Shopify puts into {@code X-Shopify-Hmac-Sha256} */
    public static String sign(String secret, byte[] body) {
        return GatewaySigner.webhook(secret, body);
    }

    /** @return the headers of a first delivery: signed, with a new webhook id */
    public static Map<String, String> headers(String topic, String shop, String secret, byte[] body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("User-Agent", "Shopify-Captain-Hook");
        headers.put("X-Shopify-Topic", topic);
        headers.put("X-Shopify-Shop-Domain", shop);
        headers.put("X-Shopify-API-Version", API_VERSION);
        headers.put("X-Shopify-Webhook-Id", UUID.randomUUID().toString());
        headers.put("X-Shopify-Event-Id", UUID.randomUUID().toString());
        headers.put("X-Shopify-Triggered-At", Instant.now().toString());
        headers.put("X-Shopify-Hmac-Sha256", sign(secret, body));
        return headers;
    }

    /** @return a SKU by which the product buys from Alibaba without any product link */
    public static String alibabaSku(String productId, String skuId) {
        return "alibaba:" + productId + (skuId == null ? "" : ":" + skuId);
    }

    public long id() {
        return overrides.path("id").asLong(order.get("id").longValue());
    }

    public ShopifySamples id(long id) {
        return set("id", id).set("admin_graphql_api_id", "gid://shopify/Order/" + id);
    }

    public ShopifySamples name(String name) {
        return set("name", name);
    }

    /** @param price what the shop's customer pays for one piece, USD */
    public ShopifySamples line(String sku, int quantity, String price) {
        return line(IDS.addAndGet(1_000), sku, quantity, price);
    }

    public ShopifySamples line(long lineItemId, String sku, int quantity, String price) {
        ObjectNode line = Json.object().put("id", lineItemId).put("admin_graphql_api_id", "gid://shopify/LineItem/" + lineItemId)
                .put("current_quantity", quantity).put("fulfillable_quantity", quantity).put("fulfillment_service", "manual")
                .putNull("fulfillment_status").put("gift_card", false).put("grams", 410).put("name", "Sandbox article - Black")
                .put("pre_tax_price", price).put("price", price).put("product_exists", true).put("product_id", lineItemId + 1)
                .put("quantity", quantity).put("requires_shipping", true).putNull("sales_line_item_group_id").put("sku", sku)
                .put("taxable", true).put("title", "Sandbox article").put("total_discount", "0.00").put("variant_id", lineItemId + 2)
                .put("variant_inventory_management", "shopify").put("variant_title", "Black").put("vendor", "Sandbox");
        line.putArray("attributed_staffs");
        line.set("price_set", money(new BigDecimal(price)));
        line.set("total_discount_set", money(BigDecimal.ZERO));
        line.putArray("properties");
        line.putArray("tax_lines").addObject().put("channel_liable", false).put("price", "0.00").put("rate", 0.0).put("title", "State Tax");
        line.putArray("duties");
        line.putArray("discount_allocations");
        lines.add(line);
        return this;
    }

    /** Changes a field of the line added last. */
    public ShopifySamples lineField(String field, Object value) {
        ((ObjectNode) lines.get(lines.size() - 1)).set(field, Json.MAPPER.valueToTree(value));
        return this;
    }

    /** Changes a field of the shipping address; null makes it JSON null. */
    public ShopifySamples addressField(String field, Object value) {
        ((ObjectNode) order.get("shipping_address")).set(field, Json.MAPPER.valueToTree(value));
        return this;
    }

    public ShopifySamples country(String code, String name) {
        return addressField("country_code", code).addressField("country", name);
    }

    public ShopifySamples financialStatus(String status) {
        return set("financial_status", status);
    }

    public ShopifySamples processedAt(Instant at) {
        return set("processed_at", time(at));
    }

    public ShopifySamples updatedAt(Instant at) {
        return set("updated_at", time(at));
    }

    public ShopifySamples cancelledAt(Instant at) {
        return set("cancelled_at", time(at)).set("cancel_reason", "customer");
    }

    public ShopifySamples test(boolean value) {
        return set("test", value);
    }

    /** @param value anything JSON can say; null makes the field JSON null */
    public ShopifySamples set(String field, Object value) {
        order.remove(field);
        overrides.set(field, Json.MAPPER.valueToTree(value));
        return this;
    }

    public ShopifySamples without(String field) {
        removed.add(field);
        return this;
    }

    /** Lays {@code more} over the order: objects are merged, everything else is replaced. */
    public ShopifySamples with(ObjectNode more) {
        merge(overrides, more);
        return this;
    }

    public ObjectNode json() {
        if (lines.isEmpty()) {
            line(alibabaSku(Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK), 1, "39.90");
        }
        BigDecimal goods = BigDecimal.ZERO;
        for (JsonNode line : lines) {
            goods = goods.add(new BigDecimal(line.get("price").asText()).multiply(BigDecimal.valueOf(line.get("quantity").asLong())));
        }
        for (String name : new String[] {"subtotal_price", "current_subtotal_price", "total_line_items_price"}) {
            price(name, goods);
        }
        price("total_price", goods.add(SHIPPING));
        price("current_total_price", goods.add(SHIPPING));
        ObjectNode whole = order.deepCopy();
        whole.set("line_items", lines.deepCopy());
        merge(whole, overrides.deepCopy());
        return whole.remove(removed);
    }

    /** @return the raw body to send and to sign */
    public byte[] body() {
        return Json.bytes(json());
    }

    private void price(String name, BigDecimal amount) {
        order.put(name, amount.setScale(2, RoundingMode.HALF_UP).toPlainString());
        order.set(name + "_set", money(amount));
    }

    private static ObjectNode money(BigDecimal amount) {
        ObjectNode set = Json.object();
        for (String kind : new String[] {"shop_money", "presentment_money"}) {
            set.putObject(kind).put("amount", amount.setScale(2, RoundingMode.HALF_UP).toPlainString()).put("currency_code", "USD");
        }
        return set;
    }

    private static ObjectNode address() {
        return Json.object().put("first_name", "Jane").put("address1", "1012 Beverly Drive").put("phone", "+1 310 555 0142")
                .put("city", "Beverly Hills").put("zip", "90210").put("province", "California").put("country", "United States")
                .put("last_name", "Roe").put("address2", "Apt 4").putNull("company").put("name", "Jane Roe")
                .put("country_code", "US").put("province_code", "CA");
    }

    private static ObjectNode customer(long id, Instant now, ObjectNode home) {
        ObjectNode customer = Json.object().put("id", id + 3).put("created_at", time(now)).put("updated_at", time(now))
                .put("first_name", "Jane").put("last_name", "Roe").put("state", "disabled").putNull("note").put("verified_email", true)
                .putNull("multipass_identifier").put("tax_exempt", false).put("email", "jane.roe@example.com").putNull("phone")
                .put("currency", "USD").put("admin_graphql_api_id", "gid://shopify/Customer/" + (id + 3));
        customer.putArray("tax_exemptions");
        customer.set("default_address", home.deepCopy().put("id", id + 4).put("customer_id", id + 3).put("default", true));
        return customer;
    }

    private static void merge(ObjectNode into, ObjectNode from) {
        from.fields().forEachRemaining(field -> {
            if (field.getValue() instanceof ObjectNode inner && into.get(field.getKey()) instanceof ObjectNode outer) {
                merge(outer, inner);
            } else {
                into.set(field.getKey(), field.getValue());
            }
        });
    }

    private static String time(Instant at) {
        return TIME.format(at);
    }
}
