package io.github.dropshiproutes.alibaba;

/**
 * A supplier said that a product came, went or changed its price; published as a Spring event within this process once that
 * is kept. What was remembered of the product may be out of date.
 *
 * @param supplier  for example {@code alibaba}
 * @param productId the supplier's id
 */
public record ProductChanged(String supplier, String productId) {
}
