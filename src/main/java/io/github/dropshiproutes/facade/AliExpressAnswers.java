package io.github.dropshiproutes.facade;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dropshiproutes.aliexpress.AliExpressJson;
import io.github.dropshiproutes.errors.OwnErrors;
import io.github.dropshiproutes.errors.SupplierException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.jsoup.Jsoup;
import org.jsoup.safety.Safelist;
import org.springframework.stereotype.Component;

/** Puts what AliExpress answers into the guide's shapes. What AliExpress does not say is {@code null}; nothing is made up. */
@Component("aliExpressAnswers")
public class AliExpressAnswers {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    /** AliExpress's number for the property colour, whatever it is called in the product's language. */
    private static final String COLOUR = "14";
    private static final List<String> STOCKS = List.of("sku_available_stock", "s_k_u_available_stock", "ipm_sku_stock");

    private final OwnErrors ownErrors;
    private final ObjectMapper json;

    public AliExpressAnswers(OwnErrors ownErrors, ObjectMapper json) {
        this.ownErrors = ownErrors;
        this.json = json;
    }

    /** Adds the page in the body to the variable {@code search}. */
    public void page(Exchange exchange) {
        if (!exchange.getVariable("search", AliExpressSearch.class).add(body(exchange))) {
            throw ownErrors.exception("NO_ANSWER_VALUE", "AliExpress answered the search without a list");
        }
    }

    /** Goes on with what the variable {@code search} has found before no further call was allowed. */
    public void makeDo(Exchange exchange) {
        exchange.getVariable("search", AliExpressSearch.class).stop();
    }

    /** Answers what the variable {@code search} has found. */
    public void found(Exchange exchange) {
        write(exchange, exchange.getVariable("search", AliExpressSearch.class).answer());
    }

    /** Makes the product in the body into the variable {@code product}; leaves {@code freightProduct} and {@code freightSku}. */
    public void product(Exchange exchange) {
        JsonNode result = body(exchange).path("result");
        JsonNode base = result.path("ae_item_base_info_dto");
        String id = AliExpressJson.text(base, "product_id");
        List<JsonNode> skus = AliExpressJson.list(result.path("ae_item_sku_info_dtos"));
        if (id == null || skus.isEmpty()) {
            // Seen when the platform is degraded; it must not be read as a product without stock.
            throw ownErrors.exception("NO_ANSWER_VALUE", "AliExpress answered without a product");
        }
        ObjectNode product = NODES.objectNode();
        product.put("product_id", exchange.getVariable("products", Set.class).iterator().next().toString());
        product.put("product_title", AliExpressJson.text(base, "subject"));
        product.put("description", clean(AliExpressJson.text(base, "detail")));
        List<JsonNode> priced = skus.stream().filter(sku -> price(sku) != null).toList();
        List<JsonNode> inStock = priced.stream().filter(sku -> stock(sku) != null && stock(sku) > 0).toList();
        JsonNode cheapest = (inStock.isEmpty() ? priced : inStock).stream()
                .min(Comparator.comparing(AliExpressAnswers::price)).orElse(null);
        product.put("price", cheapest == null ? null : price(cheapest).toPlainString());
        product.put("currency", cheapest == null ? null : AliExpressJson.text(cheapest, "currency_code"));
        List<Long> stocks = skus.stream().map(AliExpressAnswers::stock).filter(stock -> stock != null).toList();
        product.put("stock", stocks.isEmpty() ? null : stocks.stream().mapToLong(Long::longValue).sum());
        ArrayNode images = product.putArray("images");
        Stream.of(String.valueOf(AliExpressJson.text(result.path("ae_multimedia_info_dto"), "image_urls")).split(";"))
                .map(url -> AliExpressSearch.secure(url.strip())).filter(url -> url != null).forEach(images::add);
        ArrayNode variants = product.putArray("variants");
        skus.forEach(sku -> variants.add(variant(sku)));
        ObjectNode shipping = product.putObject("shipping_info");
        shipping.put("country", exchange.getVariable("country", String.class));
        shipping.putNull("shipping_fee");
        String days = AliExpressJson.text(result.path("logistics_info_dto"), "delivery_time");
        shipping.put("delivery_time", days == null ? null : days + " days");
        exchange.setVariable("product", product);
        sent(exchange, skus, cheapest, numberThere(result.path("product_id_converter_result").path("sub_product_id"), exchange, id));
    }

    /** @return the product's number in the country it is sent to, where it has one of its own; it stands in JSON within a text */
    private static String numberThere(JsonNode numbers, Exchange exchange, String otherwise) {
        JsonNode byCountry = numbers;
        if (numbers.isTextual()) {
            try {
                byCountry = FacadeRequest.STRICT.readTree(numbers.textValue());
            } catch (JsonProcessingException e) {
                return otherwise;
            }
        }
        String there = AliExpressJson.text(byCountry, exchange.getVariable("country", String.class));
        return there == null ? otherwise : there;
    }

    /** Freight is asked for the variant the caller names, else for the cheapest one in stock, by its number. */
    private static void sent(Exchange exchange, List<JsonNode> skus, JsonNode cheapest, String product) {
        String wanted = exchange.getVariable("sku", String.class);
        JsonNode chosen = wanted == null ? cheapest : skus.stream()
                .filter(sku -> wanted.equals(attributes(sku)) || wanted.equals(AliExpressJson.text(sku, "sku_id"))).findFirst()
                .orElseThrow(() -> new InvalidRequestException("sku_attr",
                        "sku_attr is no variant of this product; variants[].sku_attr are."));
        exchange.setVariable("freightProduct", product);
        exchange.setVariable("freightSku", chosen == null ? null : AliExpressJson.text(chosen, "sku_id"));
    }

    private static ObjectNode variant(JsonNode sku) {
        ObjectNode variant = NODES.objectNode();
        variant.put("sku_id", attributes(sku));
        variant.put("sku_attr", attributes(sku));
        variant.put("ae_sku_id", AliExpressJson.text(sku, "sku_id"));
        variant.putNull("color");
        ObjectNode properties = NODES.objectNode();
        String image = null;
        JsonNode named = sku.has("ae_sku_property_dtos") ? sku.path("ae_sku_property_dtos") : sku.path("aeop_s_k_u_propertys");
        for (JsonNode property : AliExpressJson.list(named)) {
            String value = AliExpressJson.text(property, "property_value_definition_name");
            value = value == null ? AliExpressJson.text(property, "sku_property_value") : value;
            String name = AliExpressJson.text(property, "sku_property_name");
            if (COLOUR.equals(AliExpressJson.text(property, "sku_property_id")) || "color".equalsIgnoreCase(name)) {
                variant.put("color", value);
            }
            if (name != null) {
                properties.put(name, value);
            }
            image = image == null ? AliExpressSearch.secure(AliExpressJson.text(property, "sku_image")) : image;
        }
        variant.put("price", price(sku) == null ? null : price(sku).toPlainString());
        BigDecimal original = AliExpressJson.money(sku, "sku_price");
        variant.put("original_price", original == null ? null : original.toPlainString());
        variant.put("currency", AliExpressJson.text(sku, "currency_code"));
        variant.put("stock", stock(sku));
        variant.put("image", image);
        variant.set("properties", properties);
        return variant;
    }

    /** @return {@code sku_attr}; empty text for the only variant of a product */
    private static String attributes(JsonNode sku) {
        String attributes = AliExpressJson.text(sku, "sku_attr");
        return attributes == null ? "" : attributes;
    }

    /** @return what a piece costs; {@code sku_price} is the list price */
    private static BigDecimal price(JsonNode sku) {
        return AliExpressJson.money(sku, "offer_sale_price");
    }

    private static Long stock(JsonNode sku) {
        for (String name : STOCKS) {
            BigDecimal stock = AliExpressJson.number(sku, name);
            if (stock != null) {
                return stock.max(BigDecimal.ZERO).longValue();
            }
        }
        return null;
    }

    /** Descriptions are sellers' HTML: scripts, forms and handlers are taken out, layout and images stay. */
    private static String clean(String html) {
        return html == null ? null : Jsoup.clean(html, "", Safelist.relaxed(),
                new org.jsoup.nodes.Document.OutputSettings().prettyPrint(false));
    }

    /** Writes the cheapest freight in the body into the variable {@code product}. */
    public void freight(Exchange exchange) {
        ObjectNode shipping = shipping(exchange);
        AliExpressJson.list(body(exchange).path("result").path("delivery_options")).stream()
                .filter(option -> fee(option) != null)
                .min(Comparator.comparing(AliExpressAnswers::fee).thenComparing(AliExpressAnswers::longest)).ifPresent(option -> {
                    shipping.put("shipping_fee", fee(option).setScale(Math.max(2, fee(option).scale())).toPlainString());
                    String least = AliExpressJson.text(option, "min_delivery_days");
                    String most = AliExpressJson.text(option, "max_delivery_days");
                    if (least != null && most != null) {
                        shipping.put("delivery_time", least.equals(most) ? least + " days" : least + "-" + most + " days");
                    }
                    shipping.put("currency", AliExpressJson.text(option, "shipping_fee_currency"));
                    shipping.put("service", AliExpressJson.text(option, "code"));
                    shipping.put("ship_from", AliExpressJson.text(option, "ship_from_country"));
                    shipping.put("tracked", AliExpressJson.flag(option, "tracking"));
                });
    }

    /** @return in whole units, whatever the name {@code shipping_fee_cent} says; it is absent where sending is free */
    private static BigDecimal fee(JsonNode option) {
        BigDecimal fee = AliExpressJson.money(option, "shipping_fee_cent");
        return Boolean.TRUE.equals(AliExpressJson.flag(option, "free_shipping")) ? BigDecimal.ZERO.setScale(2) : fee;
    }

    private static BigDecimal longest(JsonNode option) {
        BigDecimal days = AliExpressJson.number(option, "max_delivery_days");
        return days == null ? BigDecimal.valueOf(Integer.MAX_VALUE) : days;
    }

    /** Says in the variable {@code product} why no freight is known; the product is answered all the same. */
    public void withoutFreight(Exchange exchange) {
        SupplierException failure = SupplierException.in(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
        shipping(exchange).putObject("problem").put("upstream_code", failure.getCode()).put("detail", failure.getError().meaning());
    }

    private static ObjectNode shipping(Exchange exchange) {
        return (ObjectNode) exchange.getVariable("product", ObjectNode.class).path("shipping_info");
    }

    /** Answers the variable {@code product}. */
    public void answerProduct(Exchange exchange) {
        data(exchange, exchange.getVariable("product", ObjectNode.class));
    }

    /** Makes the order in the body into the variable {@code order}, with what it says of its parcels itself. */
    public void order(Exchange exchange) {
        JsonNode result = body(exchange).path("result");
        if (AliExpressJson.text(result, "order_status") == null) {
            throw ownErrors.exception("NO_ANSWER_VALUE", "AliExpress answered without the order's status");
        }
        ObjectNode order = NODES.objectNode();
        order.put("order_id", exchange.getVariable("orderNumber", String.class));
        order.put("order_status", AliExpressJson.text(result, "order_status"));
        order.put("logistics_status", AliExpressJson.text(result, "logistics_status"));
        // A number that the seller announced; the tracking knows better once there is one.
        JsonNode announced = AliExpressJson.list(result.path("logistics_info_list")).stream().findFirst().orElse(NODES.missingNode());
        order.put("tracking_number", AliExpressJson.text(announced, "logistics_no"));
        order.put("carrier", AliExpressJson.text(announced, "logistics_service"));
        order.putNull("estimated_delivery");
        order.putArray("parcels");
        exchange.setVariable("order", order);
    }

    /** Answers the variable {@code order} with the parcels in the body; before it is shipped there are none. */
    public void tracking(Exchange exchange) {
        ObjectNode order = exchange.getVariable("order", ObjectNode.class);
        ArrayNode parcels = (ArrayNode) order.path("parcels");
        for (JsonNode line : AliExpressJson.list(body(exchange).path("result").path("data").path("tracking_detail_line_list"))) {
            ObjectNode parcel = parcels.addObject();
            parcel.put("tracking_number", AliExpressJson.text(line, "mail_no"));
            parcel.put("carrier", AliExpressJson.text(line, "carrier_name"));
            parcel.put("estimated_delivery", date(AliExpressJson.number(line, "eta_time_stamps")));
        }
        if (!parcels.isEmpty()) {
            parcels.get(0).properties().forEach(member -> {
                if (!member.getValue().isNull()) {
                    order.set(member.getKey(), member.getValue());
                }
            });
        }
        data(exchange, order);
    }

    private static String date(BigDecimal milliseconds) {
        return milliseconds == null || milliseconds.signum() <= 0 || milliseconds.precision() - milliseconds.scale() > 14 ? null
                : Instant.ofEpochMilli(milliseconds.longValue()).atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }

    /** Answers the categories in the body, as a list or, with {@code tree}, each within its parent. */
    public void categories(Exchange exchange) {
        Map<String, ObjectNode> categories = new LinkedHashMap<>();
        for (JsonNode category : AliExpressJson.list(body(exchange).path("resp_result").path("result").path("categories"))) {
            String id = AliExpressJson.text(category, "category_id");
            if (id != null) {
                ObjectNode copy = NODES.objectNode();
                copy.put("category_id", id);
                copy.put("category_name", AliExpressJson.text(category, "category_name"));
                copy.put("parent_category_id", AliExpressJson.text(category, "parent_category_id"));
                categories.putIfAbsent(id, copy);
            }
        }
        if (categories.isEmpty()) {
            throw ownErrors.exception("NO_ANSWER_VALUE", "AliExpress answered without categories");
        }
        ArrayNode data = NODES.arrayNode();
        if (Boolean.TRUE.equals(exchange.getVariable("tree", Boolean.class))) {
            categories.values().forEach(category -> category.putArray("children"));
            categories.forEach((id, category) -> siblings(categories, id, data).add(category));
        } else {
            categories.values().forEach(data::add);
        }
        data(exchange, data);
    }

    /** @return where a category stands: with its parent's children, or on top where the parent is not known or below itself */
    private static ArrayNode siblings(Map<String, ObjectNode> categories, String id, ArrayNode top) {
        Set<String> above = new HashSet<>(Set.of(id));
        String parent = categories.get(id).path("parent_category_id").asText();
        for (String next = parent; categories.containsKey(next); next = categories.get(next).path("parent_category_id").asText()) {
            if (!above.add(next)) {
                return top;
            }
        }
        return categories.containsKey(parent) ? (ArrayNode) categories.get(parent).path("children") : top;
    }

    private static JsonNode body(Exchange exchange) {
        return exchange.getMessage().getBody(JsonNode.class);
    }

    private void data(Exchange exchange, JsonNode data) {
        ObjectNode answer = NODES.objectNode();
        answer.put("success", true);
        answer.set("data", data);
        write(exchange, answer);
    }

    void write(Exchange exchange, JsonNode answer) {
        try {
            exchange.getMessage().setBody(json.writeValueAsString(answer).getBytes(StandardCharsets.UTF_8));
            exchange.getMessage().removeHeaders("*");
            exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
