package io.github.dropshiproutes.imports;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The block {@code imports} of {@code application.yaml}; what each key does stands there.
 *
 * @param mostProducts in one job
 * @param mostImages   of one product
 * @param publishTo    names of the sales channels that a published product is offered in
 * @param tracked      whether Shopify counts the stock of imported variants
 */
@ConfigurationProperties("imports")
public record ImportSettings(int mostProducts, int mostImages, List<String> publishTo, boolean tracked) {

    /** What a search of the suppliers gives at most, and what Shopify takes. */
    private static final int MOST_PRODUCTS = 200;
    private static final int MOST_IMAGES = 250;

    /** @throws IllegalArgumentException when a figure lies outside its range; the message names the key */
    public ImportSettings {
        publishTo = publishTo == null ? List.of() : List.copyOf(publishTo);
        if (mostProducts < 1 || mostProducts > MOST_PRODUCTS) {
            throw new IllegalArgumentException("imports.most-products must lie from 1 to " + MOST_PRODUCTS);
        }
        if (mostImages < 0 || mostImages > MOST_IMAGES) {
            throw new IllegalArgumentException("imports.most-images must lie from 0 to " + MOST_IMAGES);
        }
    }
}
