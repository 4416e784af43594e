package io.github.dropshiproutes.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * A Shopify order as taken in.
 *
 * @param id        Shopify's own; {@code shopifyOrderId} is the same, by the name that purchases give it
 * @param state     {@code new} until it is planned, {@code buying}, or {@code ignored} with the reason
 * @param risk      what Shopify recommends: {@code ACCEPT}, {@code INVESTIGATE}, {@code CANCEL}, {@code NONE}; null = not known
 * @param riskAccepted the recommendation that a person has overruled by {@code approve}; null = none
 * @param purchases what is bought for it
 * @param unmapped  its lines whose product is not known
 * @param lines     all of its lines; a {@code reason_code} says why one is not bought
 */
@JsonInclude
@JsonNaming(SnakeCaseStrategy.class)
record ShopifyOrderView(
        String id, String shopifyOrderId, String shop, String name, String state, String reasonCode, String reason, String hint,
        String risk, String riskAccepted, List<Bought> purchases, List<Unmapped> unmapped, List<Line> lines, Instant createdAt,
        Instant updatedAt) {

    /** A purchase in short; {@code fulfilment} as in {@link PurchaseView}. */
    @JsonInclude
    @JsonNaming(SnakeCaseStrategy.class)
    record Bought(String id, String state, String heldFrom, String supplier, String reference, String reasonCode,
                  String fulfilment) {
    }

    /** What a product link has to name. */
    @JsonInclude
    @JsonNaming(SnakeCaseStrategy.class)
    record Unmapped(String lineItemId, String title, String sku, String variantId, String reasonCode) {
    }

    /**
     * A line of the order.
     *
     * @param quantity    pieces in the order now
     * @param wanted      pieces of them that are to be bought
     * @param unitRevenue what the customer pays for one piece, in the shop's currency
     */
    @JsonInclude
    @JsonNaming(SnakeCaseStrategy.class)
    record Line(String lineItemId, String title, String sku, String variantId, int quantity, int wanted,
                @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal unitRevenue, String supplier, String productId, String skuId,
                String skuAttr, String reasonCode) {
    }
}
