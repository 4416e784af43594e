package io.github.dropshiproutes.orders;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A product that an integration ordered for a Shopify order by a call of its own.
 *
 * @param productId  the supplier's product
 * @param skuAttr    AliExpress' variant attributes as the caller wrote them, or null
 * @param place      counts the lines ordered so for one Shopify order, from 1
 * @param quantity   pieces, at least 1
 * @param lineItemId the line of the Shopify order that it turned out to be, or null
 */
public record OrderedLine(String productId, String skuAttr, int place, int quantity, String lineItemId) {

    /** Begins the line items of a purchase whose Shopify order has not been seen. */
    private static final String UNSEEN = "api:";

    /** @return what stands for the line item while the Shopify order has not been seen */
    public String unseenLineItem() {
        return UNSEEN + place;
    }

    /** @return true for a line item of a purchase that no Shopify order is known to have */
    public static boolean isUnseen(String lineItemId) {
        return lineItemId.startsWith(UNSEEN);
    }

    /** @return what tells one variant of a product from another; empty where none is named */
    public String skuKey() {
        return skuKey(skuAttr);
    }

    /** Display names, behind {@code #}, and the order of the attributes make no other variant: {@code 14:193#Blue} is {@code 14:193}. */
    public static String skuKey(String skuAttr) {
        return skuAttr == null ? "" : Arrays.stream(skuAttr.split(";")).map(attribute -> attribute.replaceAll("#.*", "").strip())
                .filter(attribute -> !attribute.isEmpty()).sorted().collect(Collectors.joining(";"));
    }

    /**
     * @param otherSkuAttr null where it names no variant, or names it in another way
     * @return true when it cannot be told that these are different things: only then both may be bought
     */
    public boolean mayBe(String otherProductId, String otherSkuAttr) {
        String other = skuKey(otherSkuAttr);
        return productId.equals(otherProductId) && (skuKey().isEmpty() || other.isEmpty() || skuKey().equals(other));
    }
}
