/**
 * Shopify's side: who signed a webhook, and what an order, an edit or a refund says; and how one
 * call to the Admin API, and one change of a shop's order, is made. Whether something is bought is decided in
 * {@code routes/orders/}, what is written back in {@code routes/shopify/write-back.camel.yaml}.
 */
package io.github.dropshiproutes.shopify;
