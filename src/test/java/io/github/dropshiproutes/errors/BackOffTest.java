package io.github.dropshiproutes.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class BackOffTest {

    @Example
    void growsByItsFactorUpToItsCeiling() {
        BackOff backOff = new BackOff(Duration.ofSeconds(30), 2, Duration.ofMinutes(3), 9, 0);

        assertThat(backOff.delay(0, 0)).isEqualTo(Duration.ofSeconds(30));
        assertThat(backOff.delay(1, 0)).isEqualTo(Duration.ofSeconds(60));
        assertThat(backOff.delay(2, 0)).isEqualTo(Duration.ofSeconds(120));
        assertThat(backOff.delay(3, 0)).isEqualTo(Duration.ofSeconds(180));
        assertThat(backOff.delay(Integer.MAX_VALUE, 0)).isEqualTo(Duration.ofSeconds(180));
    }

    @Property
    void neverGetsShorterWithFurtherAttempts(@ForAll("backOffs") BackOff backOff, @ForAll @IntRange(max = 2000) int attempt,
                                             @ForAll @DoubleRange(max = 1, maxIncluded = false) double random) {
        assertThat(backOff.delay(attempt + 1, random)).isGreaterThanOrEqualTo(backOff.delay(attempt, random));
    }

    @Property
    void jitterOnlyAddsAndAtMostItsShare(@ForAll("backOffs") BackOff backOff, @ForAll @IntRange(max = 2000) int attempt,
                                         @ForAll @DoubleRange(max = 1, maxIncluded = false) double random) {
        Duration plain = backOff.delay(attempt, 0);

        assertThat(plain).isBetween(backOff.first(), backOff.ceiling());
        assertThat(backOff.delay(attempt, random))
                .isBetween(plain, plain.plusMillis(Math.round(plain.toMillis() * backOff.jitter()) + 1));
    }

    @Property
    void isExhaustedExactlyAfterItsAttempts(@ForAll("backOffs") BackOff backOff) {
        assertThat(backOff.exhausted(backOff.attempts())).isTrue();
        assertThat(backOff.exhausted(backOff.attempts() - 1)).isFalse();
    }

    @Example
    void refusesNumbersThatWouldNeverWaitOrNeverEnd() {
        Duration second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new BackOff(second.negated(), 1, second, 1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BackOff(second, 0.5, second, 1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BackOff(second, Double.NaN, second, 1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BackOff(second, 1, Duration.ZERO, 1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BackOff(second, 1, second, -1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BackOff(second, 1, second, 1, 1.1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Provide
    Arbitrary<BackOff> backOffs() {
        Arbitrary<Long> first = Arbitraries.longs().between(0, Duration.ofHours(1).toMillis());
        Arbitrary<Long> more = Arbitraries.longs().between(0, Duration.ofDays(2).toMillis());
        Arbitrary<Double> factor = Arbitraries.doubles().between(1, 100);
        Arbitrary<Integer> attempts = Arbitraries.integers().between(0, 1000);
        Arbitrary<Double> jitter = Arbitraries.doubles().between(0, 1);
        return Combinators.combine(first, more, factor, attempts, jitter).as((start, extra, times, count, share) ->
                new BackOff(Duration.ofMillis(start), times, Duration.ofMillis(start + extra), count, share));
    }
}
