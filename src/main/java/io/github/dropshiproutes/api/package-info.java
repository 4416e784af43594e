/**
 * The walk as integrations and the console see it: {@code /api/**}. What is read here comes straight from the tables; an
 * action is one guarded statement that takes a row out of the workers' hands. Nothing here calls a supplier.
 */
package io.github.dropshiproutes.api;
