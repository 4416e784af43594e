package io.github.dropshiproutes.catalog;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * What follows from a supplier's price: nothing, a new cost on record, or a new price with it. Pure arithmetic over what is known; the
 * rules are {@link Pricing}'s.
 */
@Component
public class CostWatch {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Pricing pricing;

    public CostWatch(Pricing pricing) {
        this.pricing = pricing;
    }

    /**
     * What stands in the shop; all in its currency.
     *
     * @param price     null when the shop says none
     * @param compareAt null when there is none
     * @param cost      null or 0 when none was ever recorded
     */
    public record Standing(BigDecimal price, BigDecimal compareAt, BigDecimal cost, String currency) {
    }

    /**
     * A change of the cost, and of what follows from it.
     *
     * @param price     null = the price is left as it is
     * @param compareAt null = left as it is, 0 = taken away, since the price has reached it
     * @param percent   by how much the price changes, 0 or above
     */
    public record Change(BigDecimal cost, BigDecimal price, BigDecimal compareAt, BigDecimal percent) {
    }

    /**
     * @param rule   {@code same-margin}: the price stands to the cost as before; {@code markup}: by the mark-up
     * @param markup the shop's own mark-up in percent, or null for that of the cost's range
     * @return nothing when the supplier named no price, or what it costs stands in the shop already; where the shop knew no cost there
     *         was no margin either, so the cost is recorded and the price is left
     * @throws MissingRateException when the supplier's currency cannot be converted
     */
    public Optional<Change> follow(String rule, BigDecimal markup, BigDecimal supplierPrice, String supplierCurrency, Standing standing) {
        if (supplierPrice == null || supplierPrice.signum() <= 0 || supplierCurrency == null) {
            return Optional.empty();
        }
        BigDecimal cost = pricing.inCurrency(supplierPrice, supplierCurrency, standing.currency());
        if (cost.signum() <= 0 || standing.cost() != null && cost.compareTo(standing.cost()) == 0) {
            return Optional.empty();
        }
        boolean known = standing.cost() != null && standing.cost().signum() > 0 && standing.price() != null && standing.price().signum() > 0;
        Optional<Price> priced = !known ? Optional.empty() : rule.equals("markup")
                ? pricing.price(supplierPrice, supplierCurrency, standing.currency(), markup)
                : pricing.sameMargin(standing.price(), standing.cost(), cost, standing.currency());
        return Optional.of(priced.map(price -> change(cost, price, standing))
                .orElseGet(() -> new Change(cost, null, null, BigDecimal.ZERO)));
    }

    private static Change change(BigDecimal cost, Price price, Standing standing) {
        boolean same = price.price().compareTo(standing.price()) == 0;
        boolean sameBeside = price.compareAt() == null
                || standing.compareAt() != null && price.compareAt().compareTo(standing.compareAt()) == 0;
        BigDecimal percent = price.price().subtract(standing.price()).abs().multiply(HUNDRED)
                .divide(standing.price(), 4, RoundingMode.HALF_UP);
        boolean reached = price.compareAt() == null && standing.compareAt() != null
                && standing.compareAt().compareTo(standing.price()) > 0 && standing.compareAt().compareTo(price.price()) <= 0;
        return new Change(cost, same ? null : price.price(), reached ? BigDecimal.ZERO : sameBeside ? null : price.compareAt(), percent);
    }
}
