package io.github.dropshiproutes.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.UUID;

/**
 * A job whose products are to be found, as claimed.
 *
 * @param search    {@code keywords}, {@code min_price}, {@code max_price}, {@code min_orders} and {@code limit} as asked for
 * @param minRating percent above which a found product's rating must lie, or null
 * @param minVolume pieces above which its sales must lie, or null
 */
public record ImportJob(String id, UUID claimId, String shop, String supplier, ObjectNode search, BigDecimal minRating,
                        Integer minVolume, int attempts) {
}
