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
}
