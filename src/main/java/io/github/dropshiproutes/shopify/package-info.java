/**
 * Shopify's side: who signed a webhook, and what an order, an edit or a refund says. Whether something is bought is
 * decided in {@code routes/orders/}.
 */
package io.github.dropshiproutes.shopify;
