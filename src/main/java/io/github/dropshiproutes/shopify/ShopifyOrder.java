package io.github.dropshiproutes.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.countries.Countries;
import io.github.dropshiproutes.countries.Provinces;
import io.github.dropshiproutes.orders.Address;
import io.github.dropshiproutes.orders.Shopper;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A Shopify order as its newest payload says, less the edits and refunds that are newer than that payload.
 * Fields and their traps: Shopify's order payload of webhooks, API version 2025-01 and later.
 */
public final class ShopifyOrder {

    private static final Set<String> BOUGHT = Set.of("paid", "partially_refunded");

    private static final Set<String> UNDONE = Set.of("refunded", "voided", "expired");

    private final JsonNode payload;
    private final List<ShopifyLine> lines;

    private ShopifyOrder(JsonNode payload, List<ShopifyLine> lines) {
        this.payload = payload;
        this.lines = lines;
    }

    /**
     * @param payload the order object of a webhook
     * @param deltas  differences of quantity by line item id, from edits and refunds newer than the payload
     * @throws UnreadableMessageException naming the field that cannot be read
     */
    public static ShopifyOrder read(JsonNode payload, Map<String, Integer> deltas) {
        if (!payload.isObject()) {
            throw new UnreadableMessageException("the body must be a JSON object");
        }
        Payload.id(payload, "id");
        ShopifyOrder order = new ShopifyOrder(payload, lines(payload, deltas));
        // Whatever cannot be read is said now, while the message can still be parked.
        order.getName();
        order.getVersionAt();
        order.getProcessedAt();
        order.getVersionRank();
        order.getCurrency();
        order.getAddress();
        order.getShopper();
        order.getNoteAttributes();
        return order;
    }

    private static List<ShopifyLine> lines(JsonNode payload, Map<String, Integer> deltas) {
        Map<String, ShopifyLine> lines = new LinkedHashMap<>();
        int place = 0;
        for (JsonNode item : Payload.list(payload, "line_items")) {
            try {
                ShopifyLine line = line(item, deltas);
                if (lines.put(line.getId(), line) != null) {
                    throw new UnreadableMessageException("field \"id\" must be unique, but " + line.getId() + " stands twice");
                }
            } catch (UnreadableMessageException e) {
                throw new UnreadableMessageException("line_items[" + place + "]: " + e.getMessage(), e);
            }
            place++;
        }
        return List.copyOf(lines.values());
    }

    private static ShopifyLine line(JsonNode line, Map<String, Integer> deltas) {
        String id = Payload.id(line, "id");
        int quantity = Payload.count(line, "quantity", 0);
        int delta = deltas.getOrDefault(id, 0);
        int current = Payload.count(line, "current_quantity", quantity) + delta;
        int fulfillable = Payload.count(line, "fulfillable_quantity", quantity) + delta;
        String sku = Payload.text(line, "sku");
        return new ShopifyLine(id, Payload.text(line, "title"), Payload.text(line, "variant_id"), sku == null ? "" : sku,
                unitRevenue(line, quantity), Math.max(0, current), Math.max(0, fulfillable),
                line.path("requires_shipping").asBoolean(true), line.path("gift_card").asBoolean(false));
    }

    private static BigDecimal unitRevenue(JsonNode line, int quantity) {
        BigDecimal price = Payload.money(line, "price");
        if (price == null) {
            return null;
        }
        BigDecimal discount = Payload.list(line, "discount_allocations").stream().map(d -> Payload.money(d, "amount"))
                .filter(a -> a != null).reduce(BigDecimal.ZERO, BigDecimal::add);
        return quantity == 0 ? price : price.subtract(discount.divide(BigDecimal.valueOf(quantity), 4, RoundingMode.HALF_UP));
    }

    public String getId() {
        return Payload.id(payload, "id");
    }

    public String getName() {
        return Payload.text(payload, "name");
    }

    /** @return when Shopify last changed the order; decides which of two payloads is newer */
    public Instant getVersionAt() {
        Instant updated = Payload.time(payload, "updated_at");
        return updated != null ? updated : Payload.time(payload, "created_at");
    }

    /**
     * @return how far the order has come, from 0; breaks the tie between payloads of the same second, so that
     *         a late {@code orders/create} never turns a paid order back into a pending one
     */
    public int getVersionRank() {
        if (isCancelled()) {
            return 9;
        }
        return switch (String.valueOf(getFinancialStatus())) {
            case "authorized" -> 1;
            case "partially_paid" -> 2;
            case "paid" -> 3;
            case "partially_refunded" -> 4;
            case "refunded", "voided", "expired" -> 5;
            default -> 0;
        };
    }

    /** @return when the customer's order was processed; what {@code BUYING_SINCE} looks at */
    public Instant getProcessedAt() {
        Instant processed = Payload.time(payload, "processed_at");
        return processed != null ? processed : Payload.time(payload, "created_at");
    }

    public String getFinancialStatus() {
        return Payload.text(payload, "financial_status");
    }

    public boolean isPaid() {
        return BOUGHT.contains(String.valueOf(getFinancialStatus()));
    }

    /** @return true when the customer has the money back, or never paid and no longer can */
    public boolean isRefunded() {
        return UNDONE.contains(String.valueOf(getFinancialStatus()));
    }

    public boolean isCancelled() {
        return Payload.text(payload, "cancelled_at") != null;
    }

    public boolean isTest() {
        return payload.path("test").asBoolean(false);
    }

    /** @return ISO 4217 code of the shop's currency, in which the lines' prices are given */
    public String getCurrency() {
        String currency = Payload.text(payload, "currency");
        return currency == null ? "USD" : currency;
    }

    public List<ShopifyLine> getLines() {
        return lines;
    }

    /** @return note attributes by name, as merchants and checkout apps use them for tax and customs ids */
    public Map<String, String> getNoteAttributes() {
        return Payload.list(payload, "note_attributes").stream()
                .filter(a -> Payload.text(a, "name") != null && Payload.text(a, "value") != null)
                .collect(Collectors.toMap(a -> Payload.text(a, "name"), a -> Payload.text(a, "value"), (first, second) -> second));
    }

    /** @return where to send it, or null for an order without a shipping address */
    public Address getAddress() {
        JsonNode to = payload.path("shipping_address");
        if (!to.isObject()) {
            return null;
        }
        String letters = Countries.letters(Payload.text(to, "country_code"));
        String code = letters != null ? letters : Countries.code(Payload.text(to, "country")).orElse(null);
        String country = code != null && code.matches("[A-Z]{2}") ? Countries.name(code) : Payload.text(to, "country");
        String province = Payload.text(to, "province");
        String provinceCode = Payload.text(to, "province_code");
        provinceCode = Provinces.code(code, provinceCode).or(() -> Provinces.code(code, province)).orElse(provinceCode);
        return new Address(name(to), Payload.text(to, "company"), Payload.text(to, "address1"), Payload.text(to, "address2"),
                Payload.text(to, "city"), Provinces.name(code, provinceCode).orElse(province), provinceCode, Payload.text(to, "zip"),
                country, code, firstOf(Payload.text(to, "phone"), Payload.text(payload, "phone"),
                Payload.text(payload.path("customer"), "phone"), Payload.text(payload.path("billing_address"), "phone")));
    }

    private static String name(JsonNode to) {
        String first = Payload.text(to, "first_name");
        String last = Payload.text(to, "last_name");
        String joined = first == null ? last : last == null ? first : first + " " + last;
        return firstOf(Payload.text(to, "name"), joined);
    }

    public Shopper getShopper() {
        JsonNode client = payload.path("client_details");
        String width = Payload.text(client, "browser_width");
        String height = Payload.text(client, "browser_height");
        return new Shopper(firstOf(Payload.text(payload, "browser_ip"), Payload.text(client, "browser_ip")),
                Payload.text(client, "user_agent"), Payload.text(client, "accept_language"),
                width == null || height == null ? null : width + "*" + height);
    }

    private static String firstOf(String... candidates) {
        for (String candidate : candidates) {
            if (candidate != null) {
                return candidate;
            }
        }
        return null;
    }
}
