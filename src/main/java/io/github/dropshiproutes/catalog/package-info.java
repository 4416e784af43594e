/**
 * What the shop's products cost and how they are priced. Pure rules: nothing here calls a supplier or a shop, and what is bought
 * is never decided here.
 */
package io.github.dropshiproutes.catalog;
