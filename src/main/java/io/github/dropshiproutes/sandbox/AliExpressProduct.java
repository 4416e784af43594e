package io.github.dropshiproutes.sandbox;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One product of AliExpress's catalogue.
 *
 * @param id          16 digits
 * @param usId        the number under which it is sold to the United States; null = the same
 * @param orders      how often it was sold
 * @param evaluateRate share of good ratings in percent, without a sign
 * @param trait       what is peculiar about it
 */
record AliExpressProduct(String id, String usId, String title, Store store, String categoryId, int orders, String evaluateRate,
                         List<Sku> skus, Trait trait) {

    /** What one US dollar is worth; prices and fees are converted with these. */
    private static final Map<String, BigDecimal> RATES = Map.of("USD", BigDecimal.ONE, "EUR", new BigDecimal("0.90"),
            "GBP", new BigDecimal("0.80"), "BRL", new BigDecimal("5.50"), "MXN", new BigDecimal("18.00"),
            "AUD", new BigDecimal("1.50"), "CNY", new BigDecimal("7.10"));

    /** The peculiarities of products. */
    enum Trait {
        /** Standard freight costs nothing. */
        FREE_FREIGHT,
        PAID_FREIGHT,
        /** Nothing carries it anywhere. */
        NO_ROUTE,
        /** Not sold any more: 602. */
        OFF_SHELF,
        /** 602 for the United States, sold everywhere else. */
        NOT_TO_US,
        /** Tax that no estimate shows. */
        HIDDEN_TAX,
        /** The base currency is CNY while the SKUs are in the currency that was asked for. */
        CNY_BASE,
        /** Priced in EUR whatever was asked for. */
        EUR_ONLY,
        /** Cheaper from ten pieces on. */
        WHOLESALE
    }

    record Store(String id, String name) {
    }

    /**
     * @param attr  property and value with the seller's own word for it, such as {@code 14:193#Blue}; empty = no variants
     * @param price USD
     */
    record Sku(String id, String attr, BigDecimal price, BigDecimal listPrice, int stock) {
    }

    /** @return the SKU of exactly that {@code sku_attr}, or null */
    Sku skuByAttr(String attr) {
        return skus.stream().filter(sku -> sku.attr.equals(attr)).findFirst().orElse(null);
    }

    Sku skuById(String skuId) {
        return skus.stream().filter(sku -> sku.id.equals(skuId)).findFirst().orElse(null);
    }

    Sku cheapest() {
        return skus.stream().min(Comparator.comparing(Sku::price)).orElseThrow();
    }

    /** @return the price of one of so many pieces, USD */
    BigDecimal price(Sku sku, int quantity) {
        return trait == Trait.WHOLESALE && quantity >= AliExpressCatalogue.WHOLESALE_FROM ? AliExpressCatalogue.WHOLESALE_PRICE : sku.price;
    }

    String currency(String wanted) {
        return trait == Trait.EUR_ONLY ? "EUR" : wanted;
    }

    /** @return whether it is sold to the country under this number */
    boolean isSold(String number, String country) {
        boolean rightNumber = usId == null || country.equals("US") == number.equals(usId);
        return rightNumber && trait != Trait.OFF_SHELF && !(trait == Trait.NOT_TO_US && country.equals("US"));
    }

    static Set<String> currencies() {
        return RATES.keySet();
    }

    /** @return the amount of US dollars in another currency, as text with two decimals */
    static String money(BigDecimal dollars, String currency) {
        return dollars.multiply(RATES.get(currency)).setScale(2, RoundingMode.HALF_UP).toPlainString();
    }
}
