package io.github.dropshiproutes.orders;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * One supplier order in the making, as claimed by a stage: what the row said when the claim was taken.
 * Every later write names {@link #claimId()}, so that a worker that lost its lease changes nothing (fencing).
 */
public record Purchase(String id, UUID claimId, String shop, String orderId, String orderName, String supplier, String environment,
                       String reference, String state, String heldFrom, String eCompanyId, String dispatchLocation,
                       String preferredDispatch, Set<String> excludedDispatch, String carrierCode, BigDecimal quotedTotal,
                       Instant quotedAt, BigDecimal actualTotal, BigDecimal approvedTotal, String currency, String revenueCurrency,
                       String payUrl, Address shipTo, Shopper shopper,
                       String clearanceCode, String note, String reasonCode, int attempts, String intent,
                       Instant firstCreateAt, int looks, boolean cancelling, List<PurchaseLine> lines, List<String> tradeIds,
                       List<String> surplusTradeIds, Instant now) {

    /** Stands for the shop of orders that an integration places through the API. */
    public static final String BY_API = "api";

    /** @return the supplier's order this purchase keeps, or null before it is placed */
    public String tradeId() {
        return tradeIds.isEmpty() ? null : tradeIds.get(0);
    }

    /** @return the position in the walk: the state, or where a held purchase goes on from */
    public String position() {
        return heldFrom != null && state.equals("held") ? heldFrom : state;
    }

    /** @return what the customer pays for these pieces in {@link #revenueCurrency()}; null when a price is unknown */
    public BigDecimal revenue() {
        BigDecimal sum = BigDecimal.ZERO;
        for (PurchaseLine line : lines) {
            if (line.unitRevenue() == null) {
                return null;
            }
            sum = sum.add(line.unitRevenue().multiply(BigDecimal.valueOf(line.quantity())));
        }
        return sum;
    }

    /** @return true when a call of the API ordered it and no shop's order stands behind it, so that nothing is known of a revenue */
    public boolean isOrderedByCall() {
        return shop.equals(BY_API) || lines.stream().allMatch(line -> OrderedLine.isUnseen(line.lineItemId()));
    }

    /** @return the same purchase with other lines, to think about a part of it */
    public Purchase withLines(List<PurchaseLine> others) {
        return new Purchase(id, claimId, shop, orderId, orderName, supplier, environment, reference, state, heldFrom, eCompanyId,
                dispatchLocation, preferredDispatch, excludedDispatch, carrierCode, quotedTotal, quotedAt, actualTotal, approvedTotal,
                currency, revenueCurrency, payUrl, shipTo, shopper, clearanceCode, note, reasonCode, attempts, intent, firstCreateAt, looks,
                cancelling, others, tradeIds, surplusTradeIds, now);
    }
}
