package io.github.dropshiproutes.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dropshiproutes.orders.ExchangeRates;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prices: what the guide computes, and what holds for every cost and every set of rules. */
class PricingTest {

    private static final ExchangeRates RATES = new ExchangeRates(Map.of("eur", new BigDecimal("1.10"), "JPY", new BigDecimal("0.0065")));

    @ParameterizedTest
    @CsvSource({"10.00,14.00", "5.99,8.39", "0.01,0.01", "7.33,10.26", "19.999,28.00"})
    void aCostIsMarkedUpByFortyPercentAsInTheGuide(BigDecimal cost, BigDecimal price) {
        assertThat(shipped().price(cost, "USD", "USD", null)).map(Price::price).contains(price);
    }

    @Test
    void anImportsOwnMarkupReplacesTheRanges() {
        Pricing pricing = pricing("20", null, "0", markup("0", "40", "5"));

        assertThat(pricing.price(amount("10"), "USD", "USD", amount("100"))).map(Price::price).contains(amount("20.00"));
        assertThat(pricing.price(amount("10"), "USD", "USD", amount("0"))).map(Price::price).contains(amount("12.50"));
    }

    @ParameterizedTest
    @CsvSource({"9.99,19.98", "10,14.00", "99.99,139.99", "100,125.00", "1000,1115.00"})
    void theRangeOfTheCostDecides(BigDecimal cost, BigDecimal price) {
        Pricing pricing = pricing("0", null, "0", markup("0", "100", null), markup("10", "40", null), markup("100", "10", "15"));

        assertThat(pricing.price(cost, "USD", "USD", null)).map(Price::price).contains(price);
    }

    @ParameterizedTest
    @CsvSource({"10,14.99", "10.70,14.99", "10.71,14.99", "10.72,15.99"})
    void anEndingRaisesAndNeverLowers(BigDecimal cost, BigDecimal price) {
        assertThat(pricing("0", "0.99", "0", markup("0", "40", null)).price(cost, "USD", "USD", null)).map(Price::price).contains(price);
    }

    @Test
    void theCrossedOutPriceStandsAboveThePriceWithTheSameEnding() {
        Price price = pricing("0", "0.99", "25", markup("0", "40", null)).price(amount("10"), "USD", "USD", null).orElseThrow();

        assertThat(price).isEqualTo(new Price(amount("14.99"), amount("10.00"), amount("18.99"), "USD"));
        assertThat(shipped().price(amount("10"), "USD", "USD", null).orElseThrow().compareAt()).isNull();
    }

    @Test
    void costAndFixedMarkupsAreConverted() {
        Pricing pricing = pricing("0", "0.99", "0", markup("0", "40", "11"));

        assertThat(pricing.price(amount("11"), "USD", "EUR", null)).contains(new Price(amount("24.99"), amount("10.00"), null, "EUR"));
        assertThat(shipped().price(amount("6.50"), "USD", "JPY", null)).contains(new Price(amount("1400"), amount("1000"), null, "JPY"));
    }

    @Test
    void aCurrencyWithoutARateIsNamed() {
        assertThatThrownBy(() -> shipped().price(amount("10"), "USD", "GBP", null)).isInstanceOf(MissingRateException.class)
                .hasMessageContaining("GBP").hasMessageContaining("guards.rates");
        assertThat(shipped().price(amount("10"), "GBP", "GBP", null)).map(Price::price).contains(amount("14.00"));
    }

    @ParameterizedTest
    @CsvSource(value = {"null", "0", "0.00", "-1", "0.004", "10000000.01", "1E+1000000", "1E-1000000"}, nullValues = "null")
    void aCostThatIsUnknownOrNoneGivesNoPrice(BigDecimal cost) {
        assertThat(pricing("0", "0.99", "10", markup("0", "40", "5")).price(cost, "USD", "USD", null)).isEmpty();
        assertThat(shipped().sameMargin(amount("14"), amount("10"), cost, "USD")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"14.00,10,20,28.00", "15,10,7.33,11.00", "9,10,20,20.00"})
    void theSameMarginIsKeptAsInTheGuideButNotALoss(BigDecimal price, BigDecimal cost, BigDecimal newCost, BigDecimal newPrice) {
        assertThat(shipped().sameMargin(price, cost, newCost, "USD")).map(Price::price).contains(newPrice);
    }

    @Test
    void withoutAnOldPriceOrCostThereIsNoMarginToKeep() {
        assertThat(shipped().sameMargin(null, amount("10"), amount("11"), "USD")).isEmpty();
        assertThat(shipped().sameMargin(amount("14"), null, amount("11"), "USD")).isEmpty();
        assertThat(shipped().sameMargin(amount("14"), amount("0"), amount("11"), "USD")).isEmpty();
        assertThat(shipped().sameMargin(amount("0"), amount("10"), amount("11"), "USD")).isEmpty();
    }

    @Property
    void noPriceIsBelowItsMargin(@ForAll("rules") PricingRules rules, @ForAll("costs") BigDecimal cost, @ForAll("currencies") String shop) {
        Optional<Price> priced = new Pricing(rules, RATES).price(cost, "USD", shop, null);

        priced.ifPresent(price -> {
            BigDecimal margin = price.price().subtract(price.cost()).multiply(amount("100"));
            assertThat(margin).isGreaterThanOrEqualTo(price.price().multiply(rules.leastMarginPercent()));
            assertThat(price.price()).isPositive().isGreaterThanOrEqualTo(price.cost());
            assertThat(price.price().scale()).isEqualTo(shop.equals("JPY") ? 0 : 2);
            assertThat(price.cost().scale()).isEqualTo(price.price().scale());
        });
    }

    @Property
    void aPriceHasItsEndingAndIsLessThanOneAboveWhatItWasWithout(@ForAll("costs") BigDecimal cost,
            @ForAll @BigRange(min = "0.01", max = "0.99") @Scale(2) BigDecimal ending) {
        Price plain = shipped().price(cost, "USD", "USD", null).orElseThrow();
        Price ended = pricing("0", ending.toPlainString(), "0", markup("0", "40", null)).price(cost, "USD", "USD", null).orElseThrow();

        assertThat(ended.price().remainder(BigDecimal.ONE)).isEqualByComparingTo(ending);
        assertThat(ended.price().subtract(plain.price())).isBetween(BigDecimal.ZERO, new BigDecimal("0.99"));
    }

    @Property
    void whatCostsMoreIsNotOfferedForLessWithinOneRange(@ForAll("costs") BigDecimal one, @ForAll("costs") BigDecimal other,
                                                        @ForAll("flatRules") PricingRules rules) {
        Pricing pricing = new Pricing(rules, RATES);
        BigDecimal low = one.min(other);
        BigDecimal high = one.max(other);

        assertThat(pricing.price(low, "USD", "EUR", null).map(Price::price).orElse(BigDecimal.ZERO))
                .isLessThanOrEqualTo(pricing.price(high, "USD", "EUR", null).map(Price::price).orElseThrow());
    }

    @Property
    void theCrossedOutPriceIsAboveThePrice(@ForAll("rules") PricingRules rules, @ForAll("costs") BigDecimal cost) {
        new Pricing(rules, RATES).price(cost, "USD", "EUR", null).filter(price -> price.compareAt() != null)
                .ifPresent(price -> assertThat(price.compareAt()).isGreaterThan(price.price()));
    }

    @Property
    void anUnchangedCostKeepsThePriceByTheSameMargin(@ForAll("costs") BigDecimal cost,
                                                     @ForAll @BigRange(min = "0", max = "500") @Scale(2) BigDecimal percent) {
        Price before = shipped().price(cost, "USD", "USD", percent).orElseThrow();

        assertThat(shipped().sameMargin(before.price(), before.cost(), before.cost(), "USD")).map(Price::price).contains(before.price());
    }

    @Property
    void aConversionThereAndBackIsTheSameToTheCent(@ForAll("costs") BigDecimal amount) {
        BigDecimal there = RATES.convert(amount, "USD", "EUR").orElseThrow();

        assertThat(RATES.convert(there, "EUR", "USD").orElseThrow().setScale(2, RoundingMode.HALF_UP)).isEqualByComparingTo(amount);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"1,40,0,0,-,0,from 0", "0,-1,0,0,-,0,percent", "0,10001,0,0,-,0,percent", "0,40,-1,0,-,0,fixed",
            "0,40,0,100,-,0,least-margin-percent", "0,40,0,-1,-,0,least-margin-percent", "0,40,0,0,1,0,ending", "0,40,0,0,0,0,ending",
            "0,40,0,0,0.999,0,ending", "0,40,0,0,-,-1,compare-at-percent", "0,40,0,0,-,1001,compare-at-percent"})
    void aRuleOutsideItsRangeStopsTheStart(BigDecimal from, BigDecimal percent, BigDecimal fixed, BigDecimal margin, BigDecimal ending,
                                           BigDecimal compareAt, String named) {
        assertThatThrownBy(() -> new PricingRules(List.of(new PricingRules.Markup(from, percent, fixed)), margin, ending, compareAt))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("pricing.").hasMessageContaining(named);
    }

    @Test
    void rangesThatDoNotAscendAndNoRangeAtAllStopTheStart() {
        assertThatThrownBy(() -> pricing("0", null, "0", markup("0", "40", null), markup("0", "30", null))).hasMessageContaining("ascend");
        assertThatThrownBy(() -> new PricingRules(null, null, null, null)).hasMessageContaining("from 0");
        assertThatThrownBy(() -> new ExchangeRates(Map.of("EUR", BigDecimal.ZERO))).hasMessageContaining("guards.rates.EUR");
    }

    @Provide
    Arbitrary<BigDecimal> costs() {
        return Arbitraries.bigDecimals().between(amount("0.01"), amount("9999999.99")).ofScale(2);
    }

    @Provide
    Arbitrary<String> currencies() {
        return Arbitraries.of("USD", "EUR", "JPY");
    }

    @Provide
    Arbitrary<PricingRules> rules() {
        Arbitrary<List<PricingRules.Markup>> markups = Combinators.combine(percents(1000), percents(1000), percents(50))
                .as((low, high, fixed) -> List.of(markup("0", low.toPlainString(), null),
                        markup("25", high.toPlainString(), fixed.toPlainString())));
        return Combinators.combine(markups, percents(99), endings(), percents(200)).as(PricingRules::new);
    }

    @Provide
    Arbitrary<PricingRules> flatRules() {
        return Combinators.combine(percents(1000), percents(99), endings(), percents(200))
                .as((percent, margin, ending, compareAt) -> new PricingRules(List.of(PricingRules.Markup.ofPercent(percent)), margin,
                        ending, compareAt));
    }

    private static Arbitrary<BigDecimal> percents(int most) {
        return Arbitraries.bigDecimals().between(BigDecimal.ZERO, BigDecimal.valueOf(most)).ofScale(2);
    }

    private static Arbitrary<BigDecimal> endings() {
        return Arbitraries.of("0.99", "0.95", "0.5", "0.01").map(BigDecimal::new).injectNull(0.3);
    }

    private static Pricing shipped() {
        return pricing("0", null, "0", markup("0", "40", null));
    }

    private static Pricing pricing(String margin, String ending, String compareAt, PricingRules.Markup... markups) {
        return new Pricing(new PricingRules(List.of(markups), amount(margin), ending == null ? null : amount(ending), amount(compareAt)),
                RATES);
    }

    private static PricingRules.Markup markup(String from, String percent, String fixed) {
        return new PricingRules.Markup(amount(from), amount(percent), fixed == null ? null : amount(fixed));
    }

    private static BigDecimal amount(String figure) {
        return new BigDecimal(figure);
    }
}
