/**
 * Putting suppliers' products into a shop: what is sought, what a product becomes in the shop, and where a product of a job stands.
 * When what is done is said in {@code routes/imports/}; prices are made by the package {@code catalog}; nothing here buys.
 */
package io.github.dropshiproutes.imports;
