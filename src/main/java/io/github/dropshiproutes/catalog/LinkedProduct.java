package io.github.dropshiproutes.catalog;

import java.util.UUID;

/**
 * A supplier's product that is being read, with the claim on it.
 *
 * @param country to which it is sold; price and stock differ by country
 */
public record LinkedProduct(String supplier, String productId, String country, UUID claimId) {
}
