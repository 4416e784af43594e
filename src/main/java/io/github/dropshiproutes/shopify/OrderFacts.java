package io.github.dropshiproutes.shopify;

import io.github.dropshiproutes.orders.Address;
import java.util.Map;
import java.util.TreeMap;

/**
 * What of an order decides what is bought, and for whom: two payloads with the same facts lead to the same purchases.
 *
 * @param lines by their id
 */
record OrderFacts(boolean cancelled, boolean refunded, boolean paid, boolean test, Address address, Map<String, String> attributes,
                  Map<String, Line> lines) {

    /** @param wanted pieces that may be bought */
    record Line(int current, int wanted, String sku, String variantId, boolean requiresShipping, boolean giftCard) {
    }

    static OrderFacts of(ShopifyOrder order) {
        Map<String, Line> lines = new TreeMap<>();
        order.getLines().forEach(line -> lines.put(line.getId(), new Line(line.getCurrentQuantity(), line.getWanted(), line.getSku(),
                line.getVariantId(), line.isRequiresShipping(), line.isGiftCard())));
        return new OrderFacts(order.isCancelled(), order.isRefunded(), order.isPaid(), order.isTest(), order.getAddress(),
                order.getNoteAttributes(), lines);
    }
}
