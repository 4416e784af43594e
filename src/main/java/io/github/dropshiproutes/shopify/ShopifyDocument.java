package io.github.dropshiproutes.shopify;

/**
 * One operation of the Admin API.
 *
 * @param operation its name
 * @param text      the document as it is sent
 * @param mutation  whether it changes anything in the shop
 */
public record ShopifyDocument(String operation, String text, boolean mutation) {
}
