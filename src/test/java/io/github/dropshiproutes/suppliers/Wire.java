package io.github.dropshiproutes.suppliers;

import io.github.dropshiproutes.errors.SupplierException;
import io.github.dropshiproutes.orders.Address;
import io.github.dropshiproutes.orders.Purchase;
import io.github.dropshiproutes.orders.PurchaseLine;
import io.github.dropshiproutes.orders.Shopper;
import io.github.dropshiproutes.support.Walk;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

/**
 * The product with a {@link GatewayRecorder} in the suppliers' place: what a route sends them, byte for byte, and what it makes
 * of an answer. One for all test classes of a JVM, with the credentials of the platforms' documented sample.
 */
public final class Wire {

    public static final String APP_KEY = "123456";
    public static final String APP_SECRET = "helloworld";
    public static final String ACCESS_TOKEN = "test";
    public static final Address HOME = new Address("Jane Roe", null, "1012 Beverly Drive", null, "Beverly Hills", "California", "CA", "90210",
            "United States", "US", "+1 310 555 0142");

    private static Wire shared;

    private final GatewayRecorder gateway;
    private final Walk walk;
    private final ProducerTemplate template;

    private Wire() throws IOException {
        gateway = new GatewayRecorder();
        Map<String, String> settings = new HashMap<>();
        for (String supplier : List.of("alibaba", "aliexpress")) {
            settings.putAll(Map.of(supplier + ".app-key", APP_KEY, supplier + ".app-secret", APP_SECRET,
                    supplier + ".access-token", ACCESS_TOKEN, supplier + ".refresh-token", "refresh-test"));
        }
        settings.putAll(Map.of("alibaba.base-url", gateway.baseUrl(), "aliexpress.base-url", gateway.root(), "calls.timeout", "3000",
                "walk.look-interval", "3600000", "walk.slow-look-interval", "3600000"));
        walk = Walk.started(settings);
        // No order walks here: a stage would take what a test puts before a single route, and time from other tests.
        walk.standStill();
        template = walk.camel().createProducerTemplate();
    }

    /** The wire for one test: what an earlier one sent, was answered and was refused is forgotten. */
    public static Wire shared() {
        Wire wire = started();
        wire.walk.jdbc().sql("TRUNCATE call_ban").update();
        wire.gateway.answer();
        return wire;
    }

    private static synchronized Wire started() {
        if (shared == null) {
            try {
                shared = new Wire();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
        return shared;
    }

    public GatewayRecorder gateway() {
        return gateway;
    }

    public Walk walk() {
        return walk;
    }

    /** Makes one call through the route, within a fresh lease; the body becomes the answer. */
    public Exchange call(SupplierCall call) {
        return send("direct:call-" + call.getSupplier(), Map.of("call", call));
    }

    /** Sends an exchange with these variables into a route. */
    public Exchange send(String route, Map<String, Object> variables) {
        return send(route, variables, null);
    }

    /** The same with a body. */
    public Exchange send(String route, Map<String, Object> variables, Object body) {
        return template.send(route, exchange -> {
            variables.forEach(exchange::setVariable);
            exchange.setVariable("leaseStartedAt", System.nanoTime());
            exchange.getMessage().setBody(body);
        });
    }

    /** @return the supplier's failure that an exchange ended with, or null */
    public static SupplierException failure(Exchange exchange) {
        return SupplierException.in(exchange.getException());
    }

    /** A purchase for a US customer, planned and of these lines. */
    public static Purchase purchase(PurchaseLine... lines) {
        return purchase("planned", null, lines);
    }

    /** @param tradeId the supplier's order, or null */
    public static Purchase purchase(String state, String tradeId, PurchaseLine... lines) {
        return purchase(state, tradeId, HOME, new Shopper("203.0.113.24", null, null, null), null, lines);
    }

    public static Purchase purchase(String state, String tradeId, Address to, Shopper shopper, String clearanceCode, PurchaseLine... lines) {
        Walk walk = started().walk;
        return new Purchase("p-1", UUID.randomUUID(), "shop", "8001", "#1", "alibaba", "production", "DR-BCDFGHJKLMNPQRST", state, null,
                null, "CN", null, Set.of(), "EX_ASP_JYC_ECONOMY", new BigDecimal("21.30"), null, null, null, "USD", "USD", null, to,
                shopper, clearanceCode, null, null, 0, null, walk.now(), 0, false, List.of(lines),
                tradeId == null ? List.of() : List.of(tradeId), List.of(), walk.now());
    }

    public static PurchaseLine line(String productId, String skuId, int quantity) {
        return new PurchaseLine("line-" + productId, productId, skuId, null, "sku", quantity, new BigDecimal("39.90"), null);
    }

    public static Map<String, Object> variables(Purchase purchase, Object... more) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("purchase", purchase);
        for (int i = 0; i < more.length; i += 2) {
            variables.put((String) more[i], more[i + 1]);
        }
        return variables;
    }
}
