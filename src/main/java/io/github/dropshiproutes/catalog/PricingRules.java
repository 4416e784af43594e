package io.github.dropshiproutes.catalog;

import java.math.BigDecimal;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The block {@code pricing} of {@code application.yaml}; what each key does stands there.
 *
 * @param markups            ascending by {@code from}, the first from 0
 * @param leastMarginPercent of the price, from 0 to below 100
 * @param ending             what prices end on, above 0 and below 1 with at most two decimals, or null
 * @param compareAtPercent   from 0 to 1000; 0 = no crossed-out price
 */
@ConfigurationProperties("pricing")
public record PricingRules(List<Markup> markups, BigDecimal leastMarginPercent, BigDecimal ending, BigDecimal compareAtPercent) {

    /**
     * What is added to a cost.
     *
     * @param from    the cost in USD from which on it holds
     * @param percent of the cost, from 0 to 10000; null = 0
     * @param fixed   USD, from 0 on; null = 0
     */
    public record Markup(BigDecimal from, BigDecimal percent, BigDecimal fixed) {

        static final BigDecimal MOST_PERCENT = BigDecimal.valueOf(10_000);

        /** @throws IllegalArgumentException when a figure lies outside its range; the message names the key */
        public Markup {
            percent = percent == null ? BigDecimal.ZERO : percent;
            fixed = fixed == null ? BigDecimal.ZERO : fixed;
            require(from != null && from.signum() >= 0, "pricing.markups: from must be given, 0 or above");
            require(percent.signum() >= 0 && percent.compareTo(MOST_PERCENT) <= 0, "pricing.markups: percent must lie from 0 to 10000");
            require(fixed.signum() >= 0, "pricing.markups: fixed must not be negative");
        }

        /** @return a mark-up of that percentage for every cost */
        public static Markup ofPercent(BigDecimal percent) {
            return new Markup(BigDecimal.ZERO, percent, null);
        }
    }

    /** @throws IllegalArgumentException when a figure lies outside its range; the message names the key */
    public PricingRules {
        markups = markups == null ? List.of() : List.copyOf(markups);
        require(!markups.isEmpty() && markups.get(0).from().signum() == 0, "pricing.markups: the first must be from 0");
        for (int n = 1; n < markups.size(); n++) {
            require(markups.get(n).from().compareTo(markups.get(n - 1).from()) > 0, "pricing.markups: from must ascend");
        }
        leastMarginPercent = leastMarginPercent == null ? BigDecimal.ZERO : leastMarginPercent;
        require(leastMarginPercent.signum() >= 0 && leastMarginPercent.compareTo(BigDecimal.valueOf(100)) < 0,
                "pricing.least-margin-percent must lie from 0 to below 100");
        require(ending == null || ending.signum() > 0 && ending.compareTo(BigDecimal.ONE) < 0 && ending.stripTrailingZeros().scale() <= 2,
                "pricing.ending must lie above 0 and below 1 with at most two decimals, such as 0.99, or be empty");
        compareAtPercent = compareAtPercent == null ? BigDecimal.ZERO : compareAtPercent;
        require(compareAtPercent.signum() >= 0 && compareAtPercent.compareTo(BigDecimal.valueOf(1000)) <= 0,
                "pricing.compare-at-percent must lie from 0 to 1000");
    }

    /** @return what is added to a cost of that many USD */
    public Markup markupFor(BigDecimal usd) {
        Markup found = markups.get(0);
        for (Markup markup : markups) {
            if (markup.from().compareTo(usd) <= 0) {
                found = markup;
            }
        }
        return found;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
