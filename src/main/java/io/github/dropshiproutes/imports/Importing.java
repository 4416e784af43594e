package io.github.dropshiproutes.imports;

import io.github.dropshiproutes.catalog.SupplierProduct;
import java.math.BigDecimal;
import java.util.UUID;

/**
 * One product of a job, as claimed.
 *
 * @param markup    percent, or null for the rules of the settings
 * @param cancelled whether its job was cancelled
 * @param draft     what the supplier says of it, or null while it was not asked
 * @param handle    under which it was sent to the shop, or null when it never was
 * @param shopifyId of the product that it has become before, or null
 * @param open      whether a call that creates it was begun and nobody knows what came of it
 * @param settled   whether such a call cannot happen any more
 */
public record Importing(String jobId, String productId, UUID claimId, String shop, String supplier, BigDecimal markup, boolean publish,
                        boolean cancelled, SupplierProduct draft, String handle, String shopifyId, boolean open, boolean settled,
                        int attempts) {
}
