package io.github.dropshiproutes.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dropshiproutes.facade.AliExpressSearch;
import io.github.dropshiproutes.facade.AlibabaListing;
import io.github.dropshiproutes.facade.FacadeRequest;
import io.github.dropshiproutes.suppliers.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/**
 * What a job seeks, asked as callers of the facade ask it, and what of the found products it takes: the numbers are left in the
 * variable {@code foundIds}, with commas between them.
 */
@Component("importSearch")
public class ImportSearch {

    /** Where prices filter, more is looked through than is taken. */
    private static final int LOOKED_THROUGH = 200;

    /** AliExpress is asked as by {@code POST /api/aliexpress/products/search}. */
    public void askAliExpress(Exchange exchange) {
        exchange.setVariable("request", FacadeRequest.of(job(exchange).search()));
    }

    /** Only what is rated and sold better than the job says counts as found by the variable {@code search}. */
    public void filterAliExpress(Exchange exchange) {
        ImportJob job = job(exchange);
        exchange.getVariable("search", AliExpressSearch.class).onlyAbove(job.minRating(), job.minVolume());
    }

    public void takeAliExpress(Exchange exchange) {
        keep(exchange, exchange.getVariable("search", AliExpressSearch.class).getFound().stream()
                .map(product -> Json.text(product, "product_id")));
    }

    /** Alibaba.com is asked as by {@code GET /api/alibaba/eco/buyer/product/search}. */
    public void askAlibaba(Exchange exchange) {
        JsonNode search = job(exchange).search();
        boolean priced = search.has("min_price") || search.has("max_price");
        ObjectNode question = JsonNodeFactory.instance.objectNode().put("keyword", search.get("keywords").asText())
                .put("limit", priced ? Math.max(LOOKED_THROUGH, limit(search)) : limit(search));
        exchange.setVariable("request", FacadeRequest.of(question));
    }

    /** Alibaba.com filters by no price, so that is done here; a product without one matches none. */
    public void takeAlibaba(Exchange exchange) {
        JsonNode search = job(exchange).search();
        BigDecimal least = Json.decimal(search, "min_price");
        BigDecimal most = Json.decimal(search, "max_price");
        List<String> taken = new ArrayList<>();
        for (JsonNode product : exchange.getVariable("listing", AlibabaListing.class).getItems()) {
            BigDecimal price = Json.decimal(product, "price");
            boolean fits = least == null && most == null || price != null && (least == null || price.compareTo(least) >= 0)
                    && (most == null || price.compareTo(most) <= 0);
            if (fits && taken.size() < limit(search)) {
                taken.add(Json.text(product, "product_id"));
            }
        }
        keep(exchange, taken.stream());
    }

    /** A product is asked for as by a caller of the facade who names it and nothing else. */
    public void askProduct(Exchange exchange) {
        exchange.setVariable("request", FacadeRequest.of(JsonNodeFactory.instance.objectNode()
                .put("product_id", exchange.getVariable("productId", String.class))));
    }

    private static int limit(JsonNode search) {
        return search.get("limit").asInt();
    }

    private static void keep(Exchange exchange, Stream<String> found) {
        exchange.setVariable("foundIds", String.join(",", found.filter(id -> id != null && id.matches("\\d{1,18}")).distinct().toList()));
    }

    private static ImportJob job(Exchange exchange) {
        return exchange.getVariable("importJob", ImportJob.class);
    }
}
