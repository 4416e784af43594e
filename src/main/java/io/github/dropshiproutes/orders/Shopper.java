package io.github.dropshiproutes.orders;

/**
 * What Shopify saw of the buyer's browser; the supplier's risk control asks for it when an order is paid.
 *
 * @param ip         or null
 * @param userAgent  or null
 * @param language   Accept-Language, or null
 * @param resolution {@code width*height}, or null
 */
public record Shopper(String ip, String userAgent, String language, String resolution) {
}
