package io.github.dropshiproutes.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * A purchase as the contract writes it ("An order's states"), with every key there even when nothing is known yet.
 *
 * @param fulfilment the write-back into the shop: {@code none} before it is paid, {@code due}, {@code waiting} for the supplier to
 *                 ship, {@code writing}, {@code unknown}, {@code partial}, {@code fulfilled}, {@code by_hand}, {@code held}; of a
 *                 purchase that the supplier closed {@code on_hold} or {@code cancelled}
 * @param actions  what may be done with it now, by the names of {@link PurchaseAction}
 * @param timeline only in the single view
 */
@JsonInclude
@JsonNaming(SnakeCaseStrategy.class)
record PurchaseView(
        String id, String state, String heldFrom, String supplier, String environment, String shop, String shopifyOrderId,
        String shopifyOrderName, String reference, List<String> tradeIds, List<String> surplusTradeIds, String dispatchLocation,
        String carrierCode, @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal quotedTotal,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal actualTotal,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal approvedTotal, String currency, String payUrl, List<Tracking> tracking,
        String fulfilment, String fulfilmentCode, String fulfilmentReason, String fulfilmentHint, String supplierStatus,
        boolean cancelling, String reasonCode, String reason, String hint, int attempts,
        Instant nextAttemptAt, Instant paidAt, Instant createdAt, Instant updatedAt, List<Line> lines, List<String> actions,
        @JsonInclude(JsonInclude.Include.NON_NULL) List<Step> timeline) {

    /** One parcel; {@code status} is the carrier's latest event, {@code eta} when it is expected, {@code pieces} by line item id. */
    @JsonInclude
    record Tracking(String carrier, String number, String url, String status, Instant eta, Map<String, Integer> pieces) {
    }

    /** Pieces of one line item of the Shopify order. */
    @JsonInclude
    @JsonNaming(SnakeCaseStrategy.class)
    record Line(String lineItemId, String title, String productId, String skuId, String skuAttr, String sku, int quantity) {
    }

    /** One thing that happened; {@code from} is null where it began. */
    @JsonInclude
    record Step(Instant at, String from, String to, String what) {
    }

    PurchaseView with(List<Step> steps) {
        return new PurchaseView(id, state, heldFrom, supplier, environment, shop, shopifyOrderId, shopifyOrderName, reference, tradeIds,
                surplusTradeIds, dispatchLocation, carrierCode, quotedTotal, actualTotal, approvedTotal, currency, payUrl, tracking,
                fulfilment, fulfilmentCode, fulfilmentReason, fulfilmentHint, supplierStatus, cancelling, reasonCode, reason, hint, attempts, nextAttemptAt, paidAt, createdAt, updatedAt,
                lines, actions, steps);
    }
}
