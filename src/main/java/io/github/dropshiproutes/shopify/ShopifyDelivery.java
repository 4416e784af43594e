package io.github.dropshiproutes.shopify;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.stereotype.Component;

/**
 * Copies what must be known about a delivery from its headers into the variables the inbox reads: {@code source},
 * {@code messageKey}, {@code topic}, {@code shop} and {@code triggeredAt}. Headers are not signed, so a value that is
 * not of the documented form counts as absent.
 */
@Component("shopifyDelivery")
public class ShopifyDelivery implements Processor {

    private static final Pattern TOPIC = Pattern.compile("[a-z0-9_]{1,60}(/[a-z0-9_]{1,60}){1,3}");
    private static final Pattern SHOP = Pattern.compile("[a-z0-9][a-z0-9.-]{0,99}");
    private static final Pattern WEBHOOK_ID = Pattern.compile("[A-Za-z0-9_.:=-]{1,100}");

    /** Outside of these the time is nonsense; PostgreSQL could not keep all that ISO 8601 can say. */
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        String topic = lowerCase(message, "Topic", TOPIC);
        String shop = shop(message);
        exchange.setVariable("source", "shopify");
        exchange.setVariable("topic", topic);
        exchange.setVariable("shop", shop);
        exchange.setVariable("triggeredAt", triggeredAt(message));
        exchange.setVariable("messageKey", key(message, topic, shop));
    }

    /**
     * Shopify's own id of the delivery, which stays the same over its retries; without one, the topic and the body are
     * what makes two deliveries the same.
     */
    private static String key(Message message, String topic, String shop) {
        String id = ShopifyHeaders.value(message, "Webhook-Id");
        String what = id != null && WEBHOOK_ID.matcher(id).matches() ? id
                : topic + ":" + DigestUtils.sha256Hex(message.getBody(byte[].class));
        return "shopify:" + shop + ":" + what;
    }

    /** @return the shop that the delivery says it comes from, or null */
    static String shop(Message message) {
        return lowerCase(message, "Shop-Domain", SHOP);
    }

    private static String lowerCase(Message message, String name, Pattern form) {
        String value = ShopifyHeaders.value(message, name);
        if (value == null) {
            return null;
        }
        String lowerCase = value.strip().toLowerCase(Locale.ROOT);
        return form.matcher(lowerCase).matches() ? lowerCase : null;
    }

    private static Instant triggeredAt(Message message) {
        String value = ShopifyHeaders.value(message, "Triggered-At");
        if (value == null) {
            return null;
        }
        try {
            Instant at = OffsetDateTime.parse(value).toInstant();
            return at.isBefore(EARLIEST) || at.isAfter(LATEST) ? null : at;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
