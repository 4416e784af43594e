package io.github.dropshiproutes.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Asks shops which of their orders have changed, and finds those that are not known as they are. */
@Component("shopPolls")
public class ShopPolls {

    /**
     * An order that has changed in the shop.
     *
     * @param changedAt the shop's own time of the change, ISO 8601
     */
    public record Changed(String orderId, String changedAt, String risk) {
    }

    /** What is kept of an order: how new, the change that was looked at last, and what tells two changes of one second apart. */
    private record Known(Instant at, Instant seen, String risk, String status, boolean cancelled) {

        boolean isAsNewAs(JsonNode order, Instant changedAt) {
            if (at == null || at.isBefore(changedAt)) {
                return false;
            }
            // An order is often made and paid within the second that Shopify counts in; once looked at it is known.
            boolean other = status != null && (!status.equalsIgnoreCase(order.path("displayFinancialStatus").asText(status))
                    || cancelled != order.hasNonNull("cancelledAt"));
            return !other || at.isAfter(changedAt) || seen != null && !seen.isBefore(changedAt);
        }
    }

    private final JdbcClient jdbc;
    private final ShopifyDocuments documents;
    private final Duration firstLook;
    private final Duration overlap;

    /**
     * @param firstLook how far the first poll of a shop reaches back
     * @param overlap   how far each poll reaches behind the one before
     */
    public ShopPolls(JdbcClient jdbc, ShopifyDocuments documents, @Value("${polling.first-look}") Duration firstLook,
                     @Value("${polling.overlap}") Duration overlap) {
        this.jdbc = jdbc;
        this.documents = documents;
        this.firstLook = firstLook;
        this.overlap = overlap;
    }

    /** Makes the claimed row in the body into the variable {@code shopPoll}. */
    public void start(Exchange exchange) {
        Map<?, ?> row = exchange.getMessage().getBody(Map.class);
        Instant now = ((Timestamp) row.get("read_at")).toInstant();
        Timestamp cursor = (Timestamp) row.get("poll_cursor");
        Instant since = cursor == null ? now.minus(firstLook) : cursor.toInstant().minus(overlap);
        exchange.setVariable("later", "poll-shop-later");
        exchange.setVariable("attempts", row.get("attempts"));
        exchange.setVariable("shopPoll", new ShopPoll((String) row.get("domain"), (UUID) row.get("claim_id"), since, now,
                (Boolean) row.get("uninstalled")));
        exchange.getMessage().setBody(null);
        MDC.put("order", "shop " + row.get("domain"));
        MDC.remove("purchase");
    }

    /** @throws IllegalStateException when the claim of the body's rows was not renewed: another worker polls the shop by now */
    public void requireClaim(Exchange exchange) {
        if (exchange.getMessage().getBody(List.class).isEmpty()) {
            throw new IllegalStateException("the claim of this poll is over");
        }
    }

    /** Asks for the next page; whole seconds, as Shopify keeps them. */
    public void ask(Exchange exchange) {
        ShopPoll poll = poll(exchange);
        ShopifyCall call = ShopifyCall.of(poll.getShop(), documents.find("orders_changed"), JsonNodeFactory.instance.objectNode()
                .put("query", "updated_at:>='" + poll.since().truncatedTo(ChronoUnit.SECONDS) + "'").put("after", poll.cursor()));
        exchange.setVariable("call", poll.uninstalled() ? call.evenUninstalled() : call);
    }

    /** Makes the page in the body into the orders that have to be looked at. */
    public void take(Exchange exchange) {
        ShopPoll poll = poll(exchange);
        JsonNode orders = exchange.getMessage().getBody(JsonNode.class).path("orders");
        Map<String, Known> known = known(poll.getShop(), orders);
        List<Changed> changed = new ArrayList<>();
        for (JsonNode order : orders.path("nodes")) {
            String id = order.path("id").asText();
            Changed one = new Changed(id.substring(id.lastIndexOf('/') + 1), order.path("updatedAt").asText(),
                    order.at("/risk/recommendation").asText(null));
            Known before = known.get(one.orderId());
            if (before == null || !before.isAsNewAs(order, Instant.parse(one.changedAt()))
                    || !Objects.equals(OrderRead.risk(before.risk()), OrderRead.risk(one.risk()))) {
                changed.add(one);
            }
        }
        poll.read(orders.at("/pageInfo/hasNextPage").asBoolean() ? orders.at("/pageInfo/endCursor").asText(null) : null);
        exchange.getMessage().setBody(changed);
    }

    private Map<String, Known> known(String shop, JsonNode orders) {
        List<String> ids = new ArrayList<>();
        orders.path("nodes").forEach(order -> ids.add(order.path("id").asText().replaceFirst(".*/", "")));
        Map<String, Known> known = new HashMap<>();
        jdbc.sql("""
                SELECT order_id, greatest(version_at, seen_at) AS at, seen_at, risk, payload ->> 'financial_status' AS status,
                    payload ->> 'cancelled_at' IS NOT NULL AS cancelled
                FROM shopify_order
                WHERE shop = :shop AND order_id = ANY (string_to_array(:ids, ','))""")
                .param("shop", shop).param("ids", String.join(",", ids))
                .query((row, n) -> known.put(row.getString("order_id"), new Known(instant(row.getTimestamp("at")),
                        instant(row.getTimestamp("seen_at")), row.getString("risk"), row.getString("status"), row.getBoolean("cancelled"))))
                .list();
        return known;
    }

    private static Instant instant(Timestamp at) {
        return at == null ? null : at.toInstant();
    }

    /** Names the changed order in the body as {@code shop}, {@code orderId} and {@code seenAt}. */
    public void nameOrder(Exchange exchange) {
        Changed changed = exchange.getMessage().getBody(Changed.class);
        exchange.setVariable("shop", poll(exchange).getShop());
        exchange.setVariable("orderId", changed.orderId());
        exchange.setVariable("seenAt", changed.changedAt());
    }

    private static ShopPoll poll(Exchange exchange) {
        return exchange.getVariable("shopPoll", ShopPoll.class);
    }
}
