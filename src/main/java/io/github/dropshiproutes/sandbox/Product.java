package io.github.dropshiproutes.sandbox;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * One product of the sandbox's catalogue.
 *
 * @param minimum     least quantity of an order, over all SKUs
 * @param online      false: described as PRODUCT_OFFLINE and not to be ordered
 * @param skus        at least one; a product without variants has one whose {@code id} is null or {@code "-1"}
 * @param freightFrom dispatch countries that have a route; the others answer as {@code noRoute} says
 * @param noRoute     how a dispatch country without a route answers; {@link NoRoute#EMPTY} where nothing is said
 */
record Product(String id, String title, Seller seller, int minimum, boolean online, List<Sku> skus,
               List<String> freightFrom, Map<String, NoRoute> noRoute) {

    /** The flavours of "no freight", all of which were seen. */
    enum NoRoute { EMPTY, MISSING, CODE }

    /** A seller company. */
    record Seller(String companyId, String name) {
    }

    /** Pieces from {@code from} to {@code to} (-1 = no end) cost {@code price} USD each. */
    record Tier(int from, int to, BigDecimal price) {
    }

    /** @param stock pieces by dispatch country */
    record Sku(String id, String colour, List<Tier> tiers, Map<String, Integer> stock) {

        boolean isVariant() {
            return id != null && !id.equals("-1");
        }

        /** @return the price of one piece, or null below the first tier */
        BigDecimal priceOf(int quantity) {
            return tiers.stream().filter(tier -> quantity >= tier.from && (tier.to < 0 || quantity <= tier.to))
                    .map(Tier::price).findFirst().orElse(null);
        }
    }

    boolean hasVariants() {
        return skus.get(0).isVariant();
    }

    /** @param skuId null for a product without variants */
    Sku sku(String skuId) {
        return skus.stream().filter(sku -> sku.isVariant() ? sku.id.equals(skuId) : skuId == null).findFirst().orElse(null);
    }

    /** @return whether any SKU lies in a warehouse of that country */
    boolean liesIn(String country) {
        return skus.stream().anyMatch(sku -> sku.stock.containsKey(country));
    }
}
