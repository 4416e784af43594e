package io.github.dropshiproutes.facade;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.dropshiproutes.errors.OwnErrors;
import io.github.dropshiproutes.errors.SupplierException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/**
 * Takes the payload out of the gateway's envelope and answers it as the guide shows it: every number, true and false as text,
 * whatever the gateway sent; what is {@code null}, also as text, is left out. A list becomes {@code items} and {@code next}.
 */
@Component("facadeAnswers")
public class FacadeAnswers {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    /** Where the live gateway and the documents put a page of products, of whatever list. */
    private static final String[] LISTS = {"products", "product_list", "items", "order_list", "records", "list"};
    private static final String[] TOTALS = {"total_count", "result_total", "total", "total_record", "totalCount"};

    private final OwnErrors ownErrors;
    private final ObjectMapper json;

    public FacadeAnswers(OwnErrors ownErrors, ObjectMapper json) {
        this.ownErrors = ownErrors;
        this.json = json;
    }

    /** Answers the object under {@code value}. */
    public void value(Exchange exchange) {
        JsonNode value = body(exchange).path("value");
        if (!value.isObject()) {
            throw ownErrors.exception("NO_ANSWER_VALUE", "the answer holds no value");
        }
        answer(exchange, asText(value));
    }

    /** Answers the list under {@code value}; freight from nowhere is an empty one. */
    public void values(Exchange exchange) {
        items(exchange, body(exchange).path("value"));
    }

    /** Answers the list under {@code tracking_list}, which an unshipped order's answer lacks. */
    public void tracking(Exchange exchange) {
        items(exchange, body(exchange).path("tracking_list"));
    }

    /** Answers the description of one product. */
    public void product(Exchange exchange) {
        answer(exchange, described(exchange));
    }

    /** Answers the stock by dispatch country, of the variant that was asked for. */
    public void inventory(Exchange exchange) {
        String sku = exchange.getVariable("request", FacadeRequest.class).id("sku_id");
        ArrayNode places = NODES.arrayNode();
        for (JsonNode place : data(body(exchange))) {
            if (!(asText(place) instanceof ObjectNode copy)) {
                continue;
            }
            ArrayNode rows = NODES.arrayNode();
            copy.path("inventory_list").forEach(row -> {
                if (sku == null || sku.equals(row.path("sku_id").asText())) {
                    rows.add(row);
                }
            });
            copy.set("inventory_list", rows);
            places.add(copy);
        }
        items(exchange, places);
    }

    /** Adds the page in the body to the variable {@code listing}. */
    public void page(Exchange exchange) {
        JsonNode answer = body(exchange);
        JsonNode result = answer.path("result").isObject() ? answer.path("result") : answer;
        JsonNode page = result.has("value") ? result.path("value") : data(result);
        List<JsonNode> elements = new ArrayList<>();
        list(page).forEach(element -> elements.add(element.isObject() ? asText(element)
                : NODES.objectNode().put("product_id", element.asText())));
        Long total = total(result);
        total = total == null ? total(page) : total;
        exchange.getVariable("listing", AlibabaListing.class).add(elements, total == null ? total(page.path("pagination")) : total);
    }

    /** What is no list in any place known is an empty one. */
    private static JsonNode list(JsonNode page) {
        for (String name : LISTS) {
            if (page.path(name).isArray()) {
                return page.path(name);
            }
        }
        return page.isArray() ? page : NODES.arrayNode();
    }

    private static Long total(JsonNode node) {
        for (String name : TOTALS) {
            String text = node.path(name).asText("");
            if (text.matches("[0-9]{1,15}")) {
                return Long.valueOf(text);
            }
        }
        return null;
    }

    /** Answers what the variable {@code listing} has gathered; {@code typicalShipping} is how long its products usually take. */
    public void listing(Exchange exchange) {
        AlibabaListing listing = exchange.getVariable("listing", AlibabaListing.class);
        String shipping = exchange.getVariable("typicalShipping", String.class);
        ObjectNode answer = NODES.objectNode();
        ArrayNode items = answer.putArray("items");
        listing.getItems().forEach(item -> items.add(shipping == null ? item : ((ObjectNode) item).put("typical_shipping_days", shipping)));
        answer.put("next", listing.next());
        if (listing.total() != null) {
            answer.put("total_count", String.valueOf(listing.total()));
        }
        answer(exchange, answer);
    }

    /** Writes the description in the body into the variable {@code product}. */
    public void details(Exchange exchange) {
        exchange.getVariable("product", ObjectNode.class).set("details", described(exchange));
    }

    /** Writes the countries that hold stock, out of the body, into the variable {@code product}. */
    public void shippingFrom(Exchange exchange) {
        Set<String> countries = new TreeSet<>();
        data(body(exchange)).forEach(place -> countries.add(place.path("shipping_from").asText("")));
        // The live gateway names them beside the stock too.
        body(exchange).path("result").path("result_ship_from_list").forEach(country -> countries.add(country.asText("")));
        countries.remove("");
        ArrayNode from = exchange.getVariable("product", ObjectNode.class).putArray("shipping_from");
        countries.forEach(from::add);
    }

    /** Says in the variable {@code product} why nothing more is known of it; the other products are answered all the same. */
    public void leaveOut(Exchange exchange) {
        SupplierException failure = SupplierException.in(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
        exchange.getVariable("product", ObjectNode.class).putObject("problem").put("upstream_code", failure.getCode())
                .put("detail", failure.getError().meaning());
    }

    /** Answers what Alibaba made of the events. */
    public void events(Exchange exchange) {
        JsonNode result = body(exchange).path("result");
        JsonNode data = result.path("result_data");
        ObjectNode answer = data.isObject() ? (ObjectNode) asText(data) : NODES.objectNode();
        if (!data.isObject() && !data.isMissingNode() && !data.isNull()) {
            answer.set("result_data", asText(data));
        }
        JsonNode message = result.has("result_message") ? result.path("result_message") : result.path("result_msg");
        answer.put("result_message", message.asText("success"));
        answer(exchange, answer);
    }

    /** Answers where the file lies now: an attachment of an order names this address. */
    public void attachment(Exchange exchange) {
        JsonNode value = body(exchange).path("value");
        JsonNode url = value.isObject() ? value.path("url") : value;
        if (!url.isTextual() || url.textValue().isBlank()) {
            throw ownErrors.exception("NO_ANSWER_VALUE", "the answer holds no address of the file");
        }
        answer(exchange, NODES.objectNode().put("url", url.textValue()));
    }

    private ObjectNode described(Exchange exchange) {
        JsonNode data = data(body(exchange));
        if (!data.isObject() || data.isEmpty()) {
            throw ownErrors.exception("PRODUCT_NOT_FOUND", "Alibaba.com describes no such product");
        }
        ObjectNode product = (ObjectNode) asText(data);
        // Seen doubly quoted, and a single image without its list; the guide shows both plainly.
        if (product.path("mode_id").isTextual()) {
            product.put("mode_id", product.path("mode_id").asText().replaceAll("^\"+|\"+$", ""));
        }
        if (product.path("images").isTextual()) {
            String image = product.path("images").asText();
            product.putArray("images").add(image);
        }
        return product;
    }

    /** The data of a result, by the names it is seen under. */
    private static JsonNode data(JsonNode answer) {
        JsonNode result = answer.path("result").isObject() ? answer.path("result") : answer;
        for (String name : new String[] {"result_data", "data", "resultData"}) {
            if (!result.path(name).isMissingNode() && !result.path(name).isNull()) {
                return result.path(name);
            }
        }
        return NODES.missingNode();
    }

    private void items(Exchange exchange, JsonNode list) {
        ObjectNode answer = NODES.objectNode();
        ArrayNode items = answer.putArray("items");
        if (list.isArray()) {
            list.forEach(element -> items.add(asText(element)));
        }
        answer.putNull("next");
        answer(exchange, answer);
    }

    private static JsonNode body(Exchange exchange) {
        return exchange.getMessage().getBody(JsonNode.class);
    }

    private void answer(Exchange exchange, JsonNode payload) {
        try {
            exchange.getMessage().setBody(json.writeValueAsString(payload).getBytes(StandardCharsets.UTF_8));
            exchange.getMessage().removeHeaders("*");
            exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode asText(JsonNode node) {
        if (node.isObject()) {
            ObjectNode copy = NODES.objectNode();
            node.fields().forEachRemaining(field -> {
                if (!isAbsent(field.getValue())) {
                    copy.set(field.getKey(), asText(field.getValue()));
                }
            });
            return copy;
        }
        if (node.isArray()) {
            ArrayNode copy = NODES.arrayNode();
            node.forEach(element -> copy.add(asText(element)));
            return copy;
        }
        return TextNode.valueOf(node.isBigDecimal() ? node.decimalValue().toPlainString() : node.asText());
    }

    private static boolean isAbsent(JsonNode node) {
        return node.isNull() || node.isTextual() && node.textValue().equals("null");
    }
}
