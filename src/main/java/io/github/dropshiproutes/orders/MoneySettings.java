package io.github.dropshiproutes.orders;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The block {@code guards} of {@code application.yaml}: the guards, all amounts in USD.
 *
 * @param maxOrderCost            per Shopify order, over all its purchases
 * @param maxDailyCost            per UTC day
 * @param priceTolerancePercent   how far the order's total may lie above its quote
 * @param minMarginPercent        what must be left of the lines' revenue after cost
 * @param quoteLife               how long a quote may be paid on
 * @param placeAgainUpTo          an order whose creation was not found may be placed again up to this amount
 * @param rates                   USD for one unit of another currency
 */
@ConfigurationProperties("guards")
public record MoneySettings(BigDecimal maxOrderCost, BigDecimal maxDailyCost, BigDecimal priceTolerancePercent,
                            BigDecimal minMarginPercent, Duration quoteLife, BigDecimal placeAgainUpTo,
                            @DefaultValue Map<String, BigDecimal> rates) {
}
