package io.github.dropshiproutes.orders;

import io.github.dropshiproutes.shopify.ShopifyOrder;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A Shopify order as claimed for planning.
 *
 * @param order       null while only an edit or a refund of it has arrived
 * @param buyingSince  orders processed before are never bought
 * @param risk         what Shopify recommends about it, such as {@code INVESTIGATE}; null while that is not known
 * @param riskAccepted the recommendation that a person has overruled, or null
 */
public record OrderToPlan(String shop, String orderId, UUID claimId, ShopifyOrder order, Instant buyingSince, String risk,
                          String riskAccepted) {

    private static final Set<String> RISKY = Set.of("INVESTIGATE", "CANCEL");

    /** @return true while a person has to look at the order before it is bought; having overruled the worst covers the rest */
    public boolean risky() {
        return risk != null && RISKY.contains(risk) && !risk.equals(riskAccepted) && !"CANCEL".equals(riskAccepted);
    }

    /** @return true when the order was processed before buying began; without a time it cannot be told and is not bought */
    public boolean tooOld() {
        return order.getProcessedAt() == null || order.getProcessedAt().isBefore(buyingSince);
    }
}
