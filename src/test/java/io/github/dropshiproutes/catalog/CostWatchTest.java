package io.github.dropshiproutes.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dropshiproutes.orders.ExchangeRates;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

/** What follows from a supplier's price, and how many of its pieces are offered. */
class CostWatchTest {

    private static final CostWatch WATCH = watch("0");

    private static CostWatch watch(String leastMargin) {
        return new CostWatch(new Pricing(new PricingRules(List.of(new PricingRules.Markup(BigDecimal.ZERO, new BigDecimal("40"), null)),
                new BigDecimal(leastMargin), null, BigDecimal.ZERO), new ExchangeRates(Map.of("EUR", new BigDecimal("1.25")))));
    }

    private static CostWatch.Standing standing(String price, String cost) {
        return new CostWatch.Standing(new BigDecimal(price), null, cost == null ? null : new BigDecimal(cost), "USD");
    }

    private static Optional<CostWatch.Change> follow(String price, CostWatch.Standing standing) {
        return WATCH.follow("same-margin", null, price == null ? null : new BigDecimal(price), "USD", standing);
    }

    @Test
    void theMarginIsKeptAsInTheGuide() {
        CostWatch.Change change = follow("12.00", standing("25.00", "10.00")).orElseThrow();

        assertThat(change.price()).isEqualByComparingTo("30.00");
        assertThat(change.cost()).isEqualByComparingTo("12.00");
        assertThat(change.percent()).isEqualByComparingTo("20");
    }

    @Test
    void aCostOfNothingOrUnknownLeavesThePrice() {
        assertThat(follow(null, standing("25.00", "10.00"))).isEmpty();
        assertThat(follow("0.00", standing("25.00", "10.00"))).isEmpty();
        assertThat(follow("0.001", standing("25.00", "10.00"))).as("nothing in the shop's currency").isEmpty();
        for (String unknown : new String[] {null, "0", "0.00"}) {
            CostWatch.Change change = follow("12.00", standing("25.00", unknown)).orElseThrow();
            assertThat(change.price()).isNull();
            assertThat(change.cost()).isEqualByComparingTo("12.00");
        }
        assertThat(follow("12.00", standing("0", "10.00")).orElseThrow().price()).as("a price of nothing has no margin").isNull();
    }

    @Test
    void theSameCostIsNoChangeHoweverItIsWritten() {
        assertThat(follow("10.0", standing("25.00", "10.00"))).isEmpty();
    }

    @Test
    void anotherCurrencyIsConvertedAndOneWithoutARateIsSaid() {
        CostWatch.Change change = WATCH.follow("same-margin", null, new BigDecimal("8.00"), "EUR", standing("20.00", "5.00")).orElseThrow();

        assertThat(change.cost()).isEqualByComparingTo("10.00");
        assertThat(change.price()).isEqualByComparingTo("40.00");
        assertThatThrownBy(() -> WATCH.follow("same-margin", null, BigDecimal.TEN, "CHF", standing("20.00", "5.00")))
                .isInstanceOf(MissingRateException.class).hasMessageContaining("CHF");
    }

    @Test
    void aCrossedOutPriceThatThePriceReachesIsTakenAway() {
        CostWatch.Standing sale = new CostWatch.Standing(new BigDecimal("25.00"), new BigDecimal("29.00"), new BigDecimal("10.00"), "USD");

        assertThat(follow("12.00", sale).orElseThrow().compareAt()).isEqualByComparingTo("0");
        assertThat(follow("11.00", sale).orElseThrow().compareAt()).as("27.50 stays below it").isNull();
    }

    @Test
    void byMarkupThePriceIsTheRulesWhateverTheMarginWas() {
        assertThat(WATCH.follow("markup", null, new BigDecimal("12.00"), "USD", standing("99.00", "10.00")).orElseThrow().price())
                .isEqualByComparingTo("16.80");
        assertThat(WATCH.follow("markup", new BigDecimal("100"), new BigDecimal("12.00"), "USD", standing("99.00", "10.00")).orElseThrow().price())
                .as("by the shop's own").isEqualByComparingTo("24.00");
    }

    @Test
    void theLeastMarginHolds() {
        assertThat(watch("50").follow("same-margin", null, new BigDecimal("12.00"), "USD", standing("11.00", "10.00")).orElseThrow().price())
                .isEqualByComparingTo("24.00");
    }

    @Property
    void theRatioOfPriceToCostIsKeptToTheCent(@ForAll @BigRange(min = "0.05", max = "5000") @Scale(2) BigDecimal oldCost,
                                              @ForAll @BigRange(min = "0.05", max = "5000") @Scale(2) BigDecimal newCost,
                                              @ForAll @BigRange(min = "1", max = "9") @Scale(2) BigDecimal factor) {
        BigDecimal oldPrice = oldCost.multiply(factor).setScale(2, RoundingMode.HALF_UP);
        Optional<CostWatch.Change> change = WATCH.follow("same-margin", null, newCost, "USD", new CostWatch.Standing(oldPrice, null, oldCost, "USD"));

        if (newCost.compareTo(oldCost) == 0) {
            assertThat(change).isEmpty();
        } else {
            BigDecimal price = change.orElseThrow().price() == null ? oldPrice : change.get().price();
            BigDecimal exact = oldPrice.multiply(newCost).divide(oldCost, 10, RoundingMode.HALF_UP);
            assertThat(price).isCloseTo(exact, org.assertj.core.data.Offset.offset(new BigDecimal("0.0051")));
            assertThat(price).isGreaterThanOrEqualTo(newCost.setScale(2, RoundingMode.HALF_UP).min(price));
        }
    }

    @Property
    void neverMoreIsOfferedThanThereIsAndNeverFewerThanTheFloor(@ForAll @IntRange(max = 1_000_000) int pieces,
                                                                @ForAll @IntRange(max = 1_000_000) int buffer,
                                                                @ForAll @IntRange(max = 1_000_000) int floor) {
        int offered = new ShelfPolicy(buffer, floor, "update", "zero", "zero").offered(pieces);

        assertThat(offered).isBetween(0, pieces);
        assertThat(offered == 0 || offered >= floor && offered == pieces - buffer).isTrue();
    }
}
