package io.github.dropshiproutes.orders;

import java.math.BigDecimal;

/**
 * One Shopify line item's share of a purchase.
 *
 * @param lineItemId  Shopify's id
 * @param productId   the supplier's product
 * @param skuId       the supplier's variant, or null
 * @param skuAttr     AliExpress' variant attributes, or null
 * @param sku         the SKU as the merchant wrote it
 * @param quantity    pieces, at least 1
 * @param unitRevenue what the customer pays for a piece, in the shop's currency; null when unknown
 * @param unitPrice   what the supplier asked for a piece when it was quoted; null before
 * @param orderedId   the product to order where it differs from the linked one, as one sold in one country only; null = the same
 * @param carrierCode how this line is sent, where a supplier sends each by a carrier of its own; else null
 */
public record PurchaseLine(String lineItemId, String productId, String skuId, String skuAttr, String sku, int quantity,
                           BigDecimal unitRevenue, BigDecimal unitPrice, String orderedId, String carrierCode) {

    /** A line before it is quoted, or at a supplier that sends an order by one carrier. */
    public PurchaseLine(String lineItemId, String productId, String skuId, String skuAttr, String sku, int quantity,
                        BigDecimal unitRevenue, BigDecimal unitPrice) {
        this(lineItemId, productId, skuId, skuAttr, sku, quantity, unitRevenue, unitPrice, null, null);
    }

    /** @return the product that stands in the order */
    public String ordered() {
        return orderedId == null ? productId : orderedId;
    }

    /** @return whether a supplier means this line's variant by {@code product:sku}, or by the variant's number alone */
    public boolean isOf(String supplierKey) {
        String variant = skuId == null || skuId.equals("-1") ? "" : skuId;
        return supplierKey.equals(ordered() + ":" + variant) || !variant.isEmpty() && supplierKey.equals(variant);
    }

    /** @return the same line with the variant and the price that were quoted */
    public PurchaseLine quoted(String variant, BigDecimal price) {
        return new PurchaseLine(lineItemId, productId, variant, skuAttr, sku, quantity, unitRevenue, price, orderedId, carrierCode);
    }
}
