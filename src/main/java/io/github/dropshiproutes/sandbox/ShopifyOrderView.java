package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the Admin API shows an order of which the shop has told by webhooks; and which orders a search by their last change finds. */
final class ShopifyOrderView {

    private static final Set<String> STATUSES = Set.of("AUTHORIZED", "EXPIRED", "PAID", "PARTIALLY_PAID", "PARTIALLY_REFUNDED", "PENDING",
            "REFUNDED", "VOIDED");
    private static final Pattern CHANGED_SINCE = Pattern.compile("updated_at:>=?'?([0-9TZ:.+-]+)'?");

    private ShopifyOrderView() {
    }

    /**
     * Adds what the payload says of the order to {@code shown}.
     *
     * @param payload   body of the last webhook of the order
     * @param fulfilled pieces of a line that are fulfilled, by the line's id
     */
    static void describe(ObjectNode shown, JsonNode payload, String risk, ToIntFunction<String> fulfilled) {
        shown.put("createdAt", time(payload, "created_at", payload.path("updated_at").asText()));
        shown.put("processedAt", time(payload, "processed_at", shown.get("createdAt").asText()));
        shown.put("test", payload.path("test").asBoolean());
        shown.put("currencyCode", payload.path("currency").asText("USD"));
        String status = payload.path("financial_status").asText("").toUpperCase(Locale.ROOT);
        shown.put("displayFinancialStatus", STATUSES.contains(status) ? status : null);
        shown.put("clientIp", payload.path("browser_ip").asText(null));
        shown.put("phone", payload.path("phone").asText(null));
        shown.putObject("risk").put("recommendation", risk);
        ArrayNode attributes = shown.putArray("customAttributes");
        payload.path("note_attributes").forEach(one -> attributes.addObject().put("key", one.path("name").asText())
                .put("value", one.path("value").asText(null)));
        shown.set("shippingAddress", address(payload.path("shipping_address")));
        shown.set("billingAddress", address(payload.path("billing_address")));
        ArrayNode lines = shown.putArray("lineItems");
        payload.path("line_items").forEach(line -> lines.add(line(line, fulfilled)));
    }

    private static ObjectNode line(JsonNode line, ToIntFunction<String> fulfilled) {
        String gid = "gid://shopify/LineItem/" + line.path("id").asText();
        int quantity = line.path("quantity").asInt();
        int current = line.path("current_quantity").asInt(quantity);
        ObjectNode shown = Json.object().put("id", gid).put("title", line.path("title").asText("")).put("quantity", quantity)
                .put("currentQuantity", current)
                .put("unfulfilledQuantity", Math.max(0, Math.min(line.path("fulfillable_quantity").asInt(quantity),
                        current - fulfilled.applyAsInt(gid))))
                .put("requiresShipping", line.path("requires_shipping").asBoolean(true)).put("isGiftCard", line.path("gift_card").asBoolean());
        shown.put("sku", line.path("sku").asText(null));
        if (line.hasNonNull("variant_id")) {
            shown.putObject("variant").put("id", "gid://shopify/ProductVariant/" + line.get("variant_id").asText());
        } else {
            shown.putNull("variant");
        }
        shown.putObject("discountedUnitPriceAfterAllDiscountsSet").putObject("shopMoney").put("amount", line.path("price").asText("0.00"));
        return shown;
    }

    private static ObjectNode address(JsonNode given) {
        if (!given.isObject()) {
            return null;
        }
        ObjectNode address = Json.object();
        String[][] names = {{"name", "name"}, {"first_name", "firstName"}, {"last_name", "lastName"}, {"company", "company"},
            {"address1", "address1"}, {"address2", "address2"}, {"city", "city"}, {"province", "province"},
            {"province_code", "provinceCode"}, {"zip", "zip"}, {"country", "country"}, {"phone", "phone"}};
        for (String[] name : names) {
            address.put(name[1], given.path(name[0]).asText(null));
        }
        String country = given.path("country_code").asText("");
        // Shopify knows the United Kingdom by its ISO letters only.
        return address.put("countryCodeV2", country.equals("UK") ? "GB" : country.matches("[A-Z]{2}") ? country : null);
    }

    /** @return the last change as the webhook tells it */
    static String updatedAt(JsonNode payload, Instant otherwise) {
        return time(payload, "updated_at", otherwise.toString());
    }

    private static String time(JsonNode payload, String field, String otherwise) {
        try {
            return OffsetDateTime.parse(payload.path(field).asText()).toInstant().toString();
        } catch (DateTimeParseException e) {
            try {
                return OffsetDateTime.parse(otherwise).toInstant().toString();
            } catch (DateTimeParseException neither) {
                return Instant.EPOCH.toString();
            }
        }
    }

    /**
     * @param query in Shopify's search syntax; only {@code updated_at:>=} is known here, and null finds every order
     * @return the orders it finds, the one changed longest ago first
     * @throws IllegalArgumentException for any other query
     */
    static List<ObjectNode> find(List<ObjectNode> orders, String query) {
        Instant since = Instant.MIN;
        if (query != null) {
            Matcher wanted = CHANGED_SINCE.matcher(query);
            if (!wanted.matches()) {
                throw new IllegalArgumentException("this sandbox knows only updated_at:>= of the search syntax");
            }
            since = OffsetDateTime.parse(wanted.group(1)).toInstant();
        }
        Instant from = since;
        return orders.stream().filter(order -> !Instant.parse(order.get("updatedAt").asText()).isBefore(from))
                .sorted((one, other) -> Instant.parse(one.get("updatedAt").asText()).compareTo(Instant.parse(other.get("updatedAt").asText())))
                .toList();
    }
}
