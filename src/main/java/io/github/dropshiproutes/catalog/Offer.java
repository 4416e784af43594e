package io.github.dropshiproutes.catalog;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What a supplier offers of one product, as it answered.
 *
 * @param listed   false when the supplier says itself that the product is not sold
 * @param variants finds the variant of a SKU id and SKU attributes, either of which may be null
 */
public record Offer(boolean listed, BiFunction<String, String, Optional<Offered>> variants) {

    /**
     * One variant.
     *
     * @param price    of one piece, or of each of the fewest that are sold; null = not said
     * @param currency of the price; null = not said
     * @param quantity pieces in stock; null = not said, which is not the same as none
     */
    public record Offered(BigDecimal price, String currency, Integer quantity) {
    }

    static Offer none() {
        return new Offer(false, (skuId, skuAttr) -> Optional.empty());
    }

    /** @return what is offered of a variant; nothing when the product or the variant is not there */
    Optional<Offered> find(String skuId, String skuAttr) {
        return listed ? variants.apply(skuId, skuAttr) : Optional.empty();
    }
}
