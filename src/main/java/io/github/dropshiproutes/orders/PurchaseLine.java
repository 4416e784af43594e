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
 */
public record PurchaseLine(String lineItemId, String productId, String skuId, String skuAttr, String sku, int quantity,
                           BigDecimal unitRevenue, BigDecimal unitPrice) {
}
