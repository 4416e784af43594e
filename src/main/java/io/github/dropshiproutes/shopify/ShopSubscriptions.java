package io.github.dropshiproutes.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dropshiproutes.errors.Action;
import io.github.dropshiproutes.errors.OutcomeUnknownException;
import io.github.dropshiproutes.errors.SupplierException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The webhook subscriptions that every shop must have: each topic that is handled, delivered to our public address. */
@Component("shopSubscriptions")
public class ShopSubscriptions {

    private static final Logger LOG = LoggerFactory.getLogger(ShopSubscriptions.class);
    /** Shopify takes these from the app's own configuration only. */
    private static final Set<String> COMPLIANCE = Set.of("customers/data_request", "customers/redact", "shop/redact");

    private final ShopifyDocuments documents;
    private final List<String> topics;
    private final String address;

    /**
     * @param topics    comma-separated, as in {@code orders/paid}
     * @param publicUrl where the outside reaches us; only https can be subscribed
     */
    public ShopSubscriptions(ShopifyDocuments documents, @Value("${shopify.topics}") String topics,
                             @Value("${dropship.public-url}") String publicUrl) {
        this.documents = documents;
        this.topics = Arrays.stream(topics.split(",")).map(String::strip).filter(topic -> !topic.isEmpty() && !COMPLIANCE.contains(topic))
                .map(topic -> topic.replace('/', '_').toUpperCase(Locale.ROOT)).toList();
        this.address = publicUrl.toLowerCase(Locale.ROOT).startsWith("https://")
                ? publicUrl.replaceFirst("/+$", "") + "/webhook/shopify" : null;
    }

    /** Makes the claimed row in the body into the variable {@code subscriptions}. */
    public void start(Exchange exchange) {
        Map<?, ?> row = exchange.getMessage().getBody(Map.class);
        exchange.setVariable("later", "subscribe-later");
        exchange.setVariable("attempts", row.get("attempts"));
        exchange.setVariable("subscriptions", new Subscriptions((String) row.get("domain"), (UUID) row.get("claim_id"), address != null, topics));
        exchange.getMessage().setBody(null);
        MDC.put("order", "shop " + row.get("domain"));
        MDC.remove("purchase");
    }

    /** Asks for the next page of what is subscribed. */
    public void ask(Exchange exchange) {
        Subscriptions look = look(exchange);
        exchange.setVariable("call", ShopifyCall.of(look.getShop(), documents.find("webhook_subscriptions"),
                JsonNodeFactory.instance.objectNode().put("after", look.cursor())));
    }

    /** Takes the page in the body in. */
    public void take(Exchange exchange) {
        JsonNode page = exchange.getMessage().getBody(JsonNode.class).path("webhookSubscriptions");
        for (JsonNode one : page.path("nodes")) {
            if (address.equals(one.path("uri").asText())) {
                look(exchange).found(one.path("topic").asText());
            }
        }
        look(exchange).read(page.at("/pageInfo/hasNextPage").asBoolean() ? page.at("/pageInfo/endCursor").asText(null) : null);
        exchange.getMessage().setBody(null);
    }

    /** Subscribes to the next topic that is missing. */
    public void subscribe(Exchange exchange) {
        Subscriptions look = look(exchange);
        String topic = look.next();
        ObjectNode variables = JsonNodeFactory.instance.objectNode().put("topic", topic);
        variables.putObject("subscription").put("uri", address);
        exchange.setVariable("call", ShopifyCall.of(look.getShop(), documents.find("webhook_subscription_create"), variables));
        LOG.info("{} has no subscription to {}: it is made", look.getShop(), topic);
    }

    /**
     * Keeps that the shop refused the topic in hand.
     *
     * @throws SupplierException again, when it may be waited out: the others would be refused as well
     */
    public void refused(Exchange exchange) {
        SupplierException refusal = SupplierException.in(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
        if (refusal.getError().action() == Action.WAIT || refusal instanceof OutcomeUnknownException) {
            throw refusal;
        }
        look(exchange).refused(refusal);
    }

    /** @throws SupplierException the first refusal, where a topic was refused */
    public void requireAll(Exchange exchange) {
        if (look(exchange).refusal() != null) {
            throw look(exchange).refusal();
        }
    }

    private static Subscriptions look(Exchange exchange) {
        return exchange.getVariable("subscriptions", Subscriptions.class);
    }
}
