package io.github.dropshiproutes.facade;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dropshiproutes.aliexpress.AliExpressCall;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Makes the caller's {@code request}, checked field by field, into the {@code call} to AliExpress. */
@Component("aliExpressQuestions")
public class AliExpressQuestions {

    private static final int MOST_FOUND = 200;
    private static final int USUALLY_FOUND = 20;
    private static final int MOST_ORDERS = 999_999_999;

    private final FacadeSettings settings;
    private final ObjectMapper json;
    private final boolean affiliate;

    public AliExpressQuestions(FacadeSettings settings, ObjectMapper json, @Value("${aliexpress.search}") String search) {
        this.settings = settings;
        this.json = json;
        this.affiliate = search.equals("affiliate");
    }

    /** {@code POST /products/search}; leaves the variable {@code search}. */
    public void search(Exchange exchange) {
        FacadeRequest request = request(exchange);
        String keywords = request.text("keywords", 200);
        String category = request.id("category_id");
        AliExpressSearch.Wish wish = new AliExpressSearch.Wish(keywords, category, request.amount("min_price"), request.amount("max_price"),
                request.number("min_orders", 0, MOST_ORDERS), orElse(request.number("limit", 1, MOST_FOUND), USUALLY_FOUND));
        request.nothingElse();
        if (keywords == null && category == null) {
            throw request.mistake("keywords", "is missing; name keywords, a category_id, or both");
        }
        if (wish.minPrice() != null && wish.maxPrice() != null && wish.minPrice().compareTo(wish.maxPrice()) > 0) {
            throw request.mistake("max_price", "must not be below min_price");
        }
        exchange.setVariable("search", new AliExpressSearch(wish, affiliate, settings.country(), settings.aliexpress()));
    }

    private static int orElse(Integer number, int otherwise) {
        return number == null ? otherwise : number;
    }

    /** The call for the next page of the variable {@code search}. */
    public void nextPage(Exchange exchange) {
        call(exchange, exchange.getVariable("search", AliExpressSearch.class).nextCall(), Set.of());
    }

    /** {@code GET /products/{product_id}}; leaves {@code country} and {@code sku}, the variant that freight is asked for. */
    public void product(Exchange exchange) {
        FacadeRequest request = request(exchange);
        String product = request.requiredId("product_id");
        String named = request.country("country");
        String country = named == null ? settings.country() : named;
        exchange.setVariable("country", country);
        exchange.setVariable("sku", request.text("sku_attr", 200));
        request.nothingElse();
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("product_id", product);
        parameters.put("ship_to_country", country);
        parameters.put("target_currency", settings.aliexpress().currency());
        parameters.put("target_language", settings.aliexpress().language());
        call(exchange, AliExpressCall.read("aliexpress.ds.product.get", parameters), Set.of(product));
    }

    /** What it costs to send one piece of the variant in {@code freightSku}. */
    public void freight(Exchange exchange) {
        String product = exchange.getVariable("freightProduct", String.class);
        Map<String, String> query = new LinkedHashMap<>();
        query.put("quantity", "1");
        query.put("shipToCountry", exchange.getVariable("country", String.class));
        query.put("productId", product);
        query.put("selectedSkuId", exchange.getVariable("freightSku", String.class));
        query.put("language", settings.aliexpress().language());
        query.put("locale", settings.aliexpress().language());
        query.put("currency", settings.aliexpress().currency());
        call(exchange, AliExpressCall.read("aliexpress.ds.freight.query", Map.of("queryDeliveryReq", write(query))), Set.of(product));
    }

    /** {@code GET /orders/{order_id}/status}; leaves {@code orderNumber}. */
    public void order(Exchange exchange) {
        FacadeRequest request = request(exchange);
        String order = request.requiredOrderNumber("order_id");
        request.nothingElse();
        exchange.setVariable("orderNumber", order);
        call(exchange, AliExpressCall.read("aliexpress.trade.ds.order.get", Map.of("single_order_query", write(Map.of("order_id", order)))),
                Set.of());
    }

    /** Where the parcels of {@code orderNumber} are. */
    public void tracking(Exchange exchange) {
        call(exchange, AliExpressCall.read("aliexpress.ds.order.tracking.get", Map.of("ae_order_id",
                exchange.getVariable("orderNumber", String.class), "language", settings.aliexpress().language())), Set.of());
    }

    /** {@code GET /categories}; leaves {@code tree}. */
    public void categories(Exchange exchange) {
        FacadeRequest request = request(exchange);
        exchange.setVariable("tree", "true".equals(request.flag("tree")));
        request.nothingElse();
        call(exchange, AliExpressCall.read("aliexpress.ds.category.get", Map.of("language", settings.aliexpress().language())), Set.of());
    }

    private static FacadeRequest request(Exchange exchange) {
        return exchange.getVariable("request", FacadeRequest.class);
    }

    private static void call(Exchange exchange, AliExpressCall call, Set<String> products) {
        exchange.setVariable("call", call);
        exchange.setVariable("products", products);
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
