/**
 * What is particular to Shopify: how its webhooks are signed and named. What happens with an order is said in the
 * routes.
 */
package io.github.dropshiproutes.shopify;
