package io.github.dropshiproutes.orders;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The configured rate table {@code guards.rates}: what one unit of a currency is worth in USD. Nothing is asked of the outside. */
@Component
public class ExchangeRates {

    private final Map<String, BigDecimal> usdForOne;

    @Autowired
    public ExchangeRates(MoneySettings money) {
        this(money.rates());
    }

    /**
     * @param usdForOne USD for one unit, by ISO 4217 code
     * @throws IllegalArgumentException when a rate is not above 0
     */
    public ExchangeRates(Map<String, BigDecimal> usdForOne) {
        usdForOne.forEach((currency, rate) -> {
            if (rate.signum() <= 0) {
                throw new IllegalArgumentException("guards.rates." + currency + " must be above 0: USD for one unit of that currency");
            }
        });
        this.usdForOne = usdForOne.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(rate -> rate.getKey().toUpperCase(Locale.ROOT), Map.Entry::getValue));
    }

    /** @return USD for one unit of that currency, or nothing when no rate is configured; USD itself needs none */
    public Optional<BigDecimal> usdFor(String currency) {
        String code = currency.toUpperCase(Locale.ROOT);
        return code.equals("USD") ? Optional.of(BigDecimal.ONE) : Optional.ofNullable(usdForOne.get(code));
    }

    /** @return the amount in the other currency, not rounded to its units, or nothing when a rate is missing */
    public Optional<BigDecimal> convert(BigDecimal amount, String from, String to) {
        if (from.equalsIgnoreCase(to)) {
            return Optional.of(amount);
        }
        return usdFor(from).flatMap(rate -> usdFor(to).map(per -> amount.multiply(rate).divide(per, MathContext.DECIMAL64)));
    }
}
