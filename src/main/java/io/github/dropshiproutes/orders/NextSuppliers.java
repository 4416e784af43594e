package io.github.dropshiproutes.orders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The other suppliers that product links name for the lines of a purchase. When the one that was asked cannot sell or send it,
 * the next one by priority is asked before a person is.
 */
@Component("nextSuppliers")
public class NextSuppliers {

    /** Failures that another supplier may not have. */
    private static final Set<String> CURABLE = Set.of("stock", "product", "route", "restriction");
    /** Positions at which nothing stands at the supplier; of a create call that was refused that is certain. */
    private static final Set<String> UNPLACED = Set.of("planned", "quoted", "placing");

    /** A link that is given up for one line of the order. */
    private record Passed(String lineItemId, long linkId) {
    }

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    public NextSuppliers(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * Looks whether the variable {@code failure} may be cured by another supplier that a link names for at least one line of the
     * variable {@code purchase}. The variable {@code passedLinks} then holds the links that are given up, as a JSON array; empty = none.
     * A failure does not say which of several products it is about: then {@code parts} holds one part for each, and {@code because} why,
     * so that the one that cannot be had shows itself and the others stay where they are.
     */
    public void find(Exchange exchange) throws JsonProcessingException {
        Purchase purchase = exchange.getVariable("purchase", Purchase.class);
        Failure failure = exchange.getVariable("failure", Failure.class);
        List<Passed> passed = mayBeCured(purchase, failure) ? passed(purchase) : List.of();
        exchange.setVariable("passedLinks", json.writeValueAsString(passed));
        Map<String, List<PurchaseLine>> products = purchase.lines().stream()
                .collect(Collectors.groupingBy(PurchaseLine::productId, LinkedHashMap::new, Collectors.toList()));
        exchange.removeVariable("parts");
        if (!passed.isEmpty() && products.size() > 1) {
            exchange.setVariable("parts", products.values().stream().map(lines -> new PurchaseSplitter.Part(lines, null)).toList());
            exchange.setVariable("because", "one of its products has another supplier, and cannot be had here: " + failure.reason());
        }
    }

    private static boolean mayBeCured(Purchase purchase, Failure failure) {
        return CURABLE.contains(failure.kind()) && UNPLACED.contains(purchase.state()) && purchase.tradeId() == null
                && !purchase.shop().equals(Purchase.BY_API);
    }

    private List<Passed> passed(Purchase purchase) {
        String country = purchase.shipTo() == null ? null : purchase.shipTo().countryCode();
        List<Passed> passed = new ArrayList<>();
        for (PurchaseLine line : purchase.lines()) {
            List<Map<String, Object>> candidates = candidates(purchase, line, country);
            if (candidates.size() > 1) {
                passed.add(new Passed(line.lineItemId(), (Long) candidates.get(0).get("id")));
            }
        }
        return passed;
    }

    /** As the order's lines are mapped: those of the variant first, then those of the SKU, each by priority. */
    private List<Map<String, Object>> candidates(Purchase purchase, PurchaseLine line, String country) {
        List<Map<String, Object>> links = jdbc.sql("""
                SELECT k.id, k.variant_id, k.sku, k.priority, array_to_string(k.countries, ',') AS countries
                FROM product_link AS k JOIN shopify_order_line AS l ON l.shop = k.shop AND (l.variant_id = k.variant_id OR l.sku = k.sku)
                WHERE l.shop = :shop AND l.order_id = :order AND l.line_item_id = :line
                  AND NOT EXISTS (SELECT FROM passed_link AS p WHERE p.link_id = k.id AND p.order_id = l.order_id
                                  AND p.line_item_id = l.line_item_id)""")
                .param("shop", purchase.shop()).param("order", purchase.orderId()).param("line", line.lineItemId()).query().listOfRows();
        Comparator<Map<String, Object>> byPriority = Comparator.comparing(link -> (Integer) link.get("priority"));
        List<Map<String, Object>> fitting = links.stream().filter(link -> ProductLinks.fits(link, country)).toList();
        return Stream.concat(fitting.stream().filter(link -> link.get("variant_id") != null).sorted(byPriority),
                fitting.stream().filter(link -> link.get("variant_id") == null).sorted(byPriority)).toList();
    }
}
