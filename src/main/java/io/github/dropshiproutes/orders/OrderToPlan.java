package io.github.dropshiproutes.orders;

import io.github.dropshiproutes.shopify.ShopifyOrder;
import java.time.Instant;
import java.util.UUID;

/**
 * A Shopify order as claimed for planning.
 *
 * @param order       null while only an edit or a refund of it has arrived
 * @param buyingSince orders processed before are never bought
 */
public record OrderToPlan(String shop, String orderId, UUID claimId, ShopifyOrder order, Instant buyingSince) {

    /** @return true when the order was processed before buying began; without a time it cannot be told and is not bought */
    public boolean tooOld() {
        return order.getProcessedAt() == null || order.getProcessedAt().isBefore(buyingSince);
    }
}
