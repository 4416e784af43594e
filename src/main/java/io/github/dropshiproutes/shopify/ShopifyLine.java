package io.github.dropshiproutes.shopify;

import java.math.BigDecimal;

/**
 * One line item of a Shopify order, and what was decided about it while the order is planned.
 * The decision is made in {@code routes/orders/map-order-line.camel.yaml}; this class only holds it.
 */
public final class ShopifyLine {

    private final String id;
    private final String title;
    private final String variantId;
    private final String sku;
    private final BigDecimal unitRevenue;
    private final int currentQuantity;
    private final int fulfillableQuantity;
    private final boolean requiresShipping;
    private final boolean giftCard;
    private String supplier;
    private String productId;
    private String skuId;
    private String skuAttr;
    private String reasonCode;

    ShopifyLine(String id, String title, String variantId, String sku, BigDecimal unitRevenue, int currentQuantity,
                int fulfillableQuantity, boolean requiresShipping, boolean giftCard) {
        this.id = id;
        this.title = title;
        this.variantId = variantId;
        this.sku = sku;
        this.unitRevenue = unitRevenue;
        this.currentQuantity = currentQuantity;
        this.fulfillableQuantity = fulfillableQuantity;
        this.requiresShipping = requiresShipping;
        this.giftCard = giftCard;
    }

    public String getId() {
        return id;
    }

    public String getTitle() {
        return title;
    }

    /** @return the variant's id, or null for a custom or deleted one */
    public String getVariantId() {
        return variantId;
    }

    /** @return the SKU, never null */
    public String getSku() {
        return sku;
    }

    /** @return what the customer pays for one piece after discounts, in the shop's currency */
    public BigDecimal getUnitRevenue() {
        return unitRevenue;
    }

    /** @return pieces after edits and refunds */
    public int getCurrentQuantity() {
        return currentQuantity;
    }

    /** @return pieces that may be bought: not removed, not refunded and not yet fulfilled */
    public int getWanted() {
        return Math.max(0, Math.min(currentQuantity, fulfillableQuantity));
    }

    public boolean isRequiresShipping() {
        return requiresShipping;
    }

    public boolean isGiftCard() {
        return giftCard;
    }

    /** Names the supplier's product to buy for this line. */
    public void buy(String supplier, String productId, String skuId, String skuAttr) {
        this.supplier = supplier;
        this.productId = productId;
        this.skuId = skuId;
        this.skuAttr = skuAttr;
        this.reasonCode = null;
    }

    /** Leaves this line to the merchant, with the reason. */
    public void leave(String reasonCode) {
        this.reasonCode = reasonCode;
    }

    /** @return true when a supplier's product was found and nothing speaks against buying it */
    public boolean isBought() {
        return supplier != null && reasonCode == null;
    }

    public String getSupplier() {
        return supplier;
    }

    public String getProductId() {
        return productId;
    }

    public String getSkuId() {
        return skuId;
    }

    public String getSkuAttr() {
        return skuAttr;
    }

    public String getReasonCode() {
        return reasonCode;
    }
}
