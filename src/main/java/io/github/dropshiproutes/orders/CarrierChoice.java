package io.github.dropshiproutes.orders;

import io.github.dropshiproutes.errors.OwnErrors;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * How one of several freight options is chosen.
 *
 * @param policy   {@code cheapest} within {@code maxDays}, or {@code fastest} within {@code maxPrice}
 * @param maxDays  the longest delivery time in days
 * @param maxPrice the highest freight, in the currency of the offer
 */
public record CarrierChoice(String policy, int maxDays, BigDecimal maxPrice) {

    private static final Comparator<FreightOption> BY_PRICE =
            Comparator.comparing(FreightOption::fee).thenComparing(CarrierChoice::daysOrNever);
    private static final Comparator<FreightOption> BY_SPEED =
            Comparator.comparing(CarrierChoice::daysOrNever).thenComparing(FreightOption::fee);

    /**
     * @param wanted the only carrier that may be chosen, or null for the policy
     * @return the chosen one
     * @throws io.github.dropshiproutes.errors.SupplierException NO_OPTION_WITHIN_POLICY when none fits
     */
    public FreightOption choose(List<FreightOption> options, String wanted, OwnErrors ownErrors) {
        boolean cheapest = policy.equals("cheapest");
        Predicate<FreightOption> allowed = wanted != null ? option -> option.carrierCode().equals(wanted)
                : cheapest ? option -> option.days() == null || option.days() <= maxDays : option -> option.fee().compareTo(maxPrice) <= 0;
        String within = wanted != null ? "by the carrier " + wanted
                : cheapest ? "within " + maxDays + " days" : "within " + maxPrice + " " + (options.isEmpty() ? "" : options.get(0).currency());
        return options.stream().filter(allowed).min(cheapest ? BY_PRICE : BY_SPEED)
                .orElseThrow(() -> ownErrors.exception("NO_OPTION_WITHIN_POLICY", "none of the " + options.size()
                        + " freight options is " + within));
    }

    private static int daysOrNever(FreightOption option) {
        return option.days() == null ? Integer.MAX_VALUE : option.days();
    }
}
