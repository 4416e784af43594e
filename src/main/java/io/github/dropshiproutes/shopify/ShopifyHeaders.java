package io.github.dropshiproutes.shopify;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.springframework.stereotype.Component;

/**
 * Which headers cross the border of a Shopify route: Shopify's own come in, in either spelling ({@code X-Shopify-Topic}
 * of the webhooks, {@code Shopify-Topic} of the newer events) and any case; nothing goes back but the content type and
 * what an answer needs.
 */
@Component("shopifyHeaders")
public class ShopifyHeaders implements HeaderFilterStrategy {

    private static final String PREFIX = "Shopify-";
    private static final String OLD_PREFIX = "X-Shopify-";
    private static final String RETRY_AFTER = "Retry-After";

    /** @return the value of a header of either spelling, the unprefixed one first, or null */
    static String value(Message message, String name) {
        String value = message.getHeader(PREFIX + name, String.class);
        return value != null ? value : message.getHeader(OLD_PREFIX + name, String.class);
    }

    @Override
    public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
        return !startsWith(name, PREFIX) && !startsWith(name, OLD_PREFIX);
    }

    @Override
    public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
        return !RETRY_AFTER.equalsIgnoreCase(name);
    }

    private static boolean startsWith(String name, String prefix) {
        return name.regionMatches(true, 0, prefix, 0, prefix.length());
    }
}
