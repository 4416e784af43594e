/**
 * How many calls go out: budgets per minute, bans that a supplier announced, and Shopify's query costs, all of them shared by
 * every replica through the database. Nothing here knows what a call is for, only whose it is and how many there may be.
 */
package io.github.dropshiproutes.budgets;
