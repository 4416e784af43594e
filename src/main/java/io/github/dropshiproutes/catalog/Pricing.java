package io.github.dropshiproutes.catalog;

import io.github.dropshiproutes.orders.ExchangeRates;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Prices by {@link PricingRules}. A cost that is unknown, or too small for the shop's currency, gives no price: nothing is ever offered
 * for nothing because a supplier's answer had a gap.
 */
@Component
public class Pricing {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    /** No product of these suppliers costs more; a larger figure is a mistake of whoever sent it. */
    private static final BigDecimal MOST_COST = BigDecimal.valueOf(10_000_000);

    private final PricingRules rules;
    private final ExchangeRates rates;

    public Pricing(PricingRules rules, ExchangeRates rates) {
        this.rules = rules;
        this.rates = rates;
    }

    /**
     * Price of a product by the mark-up of its cost range, or by one of its own.
     *
     * @param cost         of one piece, or null when it is not known
     * @param costCurrency ISO 4217
     * @param shopCurrency ISO 4217
     * @param percent      from 0 to 10000 instead of the rules' mark-ups, as in the guide's imports: cost × (1 + percent / 100); or null
     *                     for the rules'; margin, ending and compare-at hold for it too
     * @return nothing when the cost is unknown, 0 or less, or beyond reason
     * @throws MissingRateException when a conversion has no configured rate
     */
    public Optional<Price> price(BigDecimal cost, String costCurrency, String shopCurrency, BigDecimal percent) {
        if (unknown(cost)) {
            return Optional.empty();
        }
        BigDecimal exact = convert(cost, costCurrency, shopCurrency);
        PricingRules.Markup markup = percent == null ? rules.markupFor(rangeFigure(cost, costCurrency))
                : PricingRules.Markup.ofPercent(percent);
        BigDecimal marked = exact.multiply(HUNDRED.add(markup.percent())).divide(HUNDRED, MathContext.DECIMAL64);
        if (markup.fixed().signum() > 0) {
            marked = marked.add(convert(markup.fixed(), "USD", shopCurrency));
        }
        return finish(marked, exact, shopCurrency);
    }

    /**
     * The guide's "same margin": the new price stands to the new cost as the old one did to the old. The rules' least margin holds
     * for it too, and it is rounded like every price.
     *
     * @param oldPrice in the shop's currency, as the cost that follows
     * @param oldCost  null or 0 when it was never recorded
     * @param newCost  null or 0 when the supplier did not say
     * @return nothing when one of the three is unknown: then the price stays what it is
     */
    public Optional<Price> sameMargin(BigDecimal oldPrice, BigDecimal oldCost, BigDecimal newCost, String currency) {
        if (unknown(newCost) || oldPrice == null || oldPrice.signum() <= 0 || oldCost == null || oldCost.signum() <= 0) {
            return Optional.empty();
        }
        return finish(newCost.multiply(oldPrice).divide(oldCost, MathContext.DECIMAL64), newCost, currency);
    }

    /** @return the amount in the other currency with its decimals, half up; @throws MissingRateException without a configured rate */
    public BigDecimal inCurrency(BigDecimal amount, String from, String to) {
        return convert(amount, from, to).setScale(decimals(to), RoundingMode.HALF_UP);
    }

    private Optional<Price> finish(BigDecimal marked, BigDecimal exactCost, String currency) {
        int decimals = decimals(currency);
        BigDecimal cost = exactCost.setScale(decimals, RoundingMode.HALF_UP);
        BigDecimal floor = cost.multiply(HUNDRED).divide(HUNDRED.subtract(rules.leastMarginPercent()), decimals, RoundingMode.UP);
        BigDecimal price = ending(marked.setScale(decimals, RoundingMode.HALF_UP).max(floor), decimals);
        if (cost.signum() <= 0 || price.signum() <= 0) {
            return Optional.empty();
        }
        return Optional.of(new Price(price, cost, compareAt(price, decimals), currency));
    }

    private BigDecimal compareAt(BigDecimal price, int decimals) {
        if (rules.compareAtPercent().signum() == 0) {
            return null;
        }
        BigDecimal raised = price.multiply(HUNDRED.add(rules.compareAtPercent())).divide(HUNDRED, decimals, RoundingMode.HALF_UP);
        BigDecimal crossedOut = ending(raised, decimals);
        return crossedOut.compareTo(price) > 0 ? crossedOut : null;
    }

    /** The next amount with the wanted ending, never a lower one; currencies without decimals have no such ending. */
    private BigDecimal ending(BigDecimal amount, int decimals) {
        if (rules.ending() == null || rules.ending().stripTrailingZeros().scale() > decimals) {
            return amount;
        }
        BigDecimal whole = amount.setScale(0, RoundingMode.FLOOR);
        BigDecimal ended = whole.add(rules.ending());
        return (ended.compareTo(amount) >= 0 ? ended : ended.add(BigDecimal.ONE)).setScale(decimals, RoundingMode.UNNECESSARY);
    }

    /** Where all costs are marked up alike, the range needs no USD, and so no rate. */
    private BigDecimal rangeFigure(BigDecimal cost, String currency) {
        return rules.markups().size() == 1 ? cost : convert(cost, currency, "USD");
    }

    private BigDecimal convert(BigDecimal amount, String from, String to) {
        return rates.convert(amount, from, to).orElseThrow(() -> new MissingRateException(from, to));
    }

    private static boolean unknown(BigDecimal amount) {
        return amount == null || amount.signum() <= 0 || amount.compareTo(MOST_COST) > 0;
    }

    private static int decimals(String currency) {
        return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    }
}
