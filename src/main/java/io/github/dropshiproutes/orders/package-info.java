/**
 * The walk of an order: what a purchase is, how it is planned, split and guarded. When a purchase moves on is said in
 * {@code routes/orders/}; what it becomes is said in {@code sql/}.
 */
package io.github.dropshiproutes.orders;
