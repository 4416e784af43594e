package io.github.dropshiproutes.suppliers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The one rule by which tokens of every life are renewed in time, and not all the time. */
class TokenRenewalTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final TokenRenewal SHIPPED = new TokenRenewal(Duration.ofMinutes(30), 0.1, Duration.ofDays(10), Duration.ofHours(24));

    @ParameterizedTest
    @CsvSource({"PT100M,PT10M", "PT5H,PT30M", "P1D,PT30M", "P10D,PT30M", "P10DT1S,PT24H", "P30D,PT24H", "P180D,PT24H", "PT0S,PT0S"})
    void aTokenIsRenewedThatLongBeforeItsEnd(Duration life, Duration ahead) {
        assertThat(SHIPPED.at(NOW, NOW.plus(life))).isEqualTo(NOW.plus(life).minus(ahead));
    }

    @Property
    void itIsNeverRenewedAtOnceNorTooLate(@ForAll @LongRange(min = 1, max = 31_536_000) long life) {
        Instant expires = NOW.plusSeconds(life);

        assertThat(SHIPPED.at(NOW, expires)).isAfter(NOW.plusSeconds(life * 8 / 10).minusSeconds(1)).isBefore(expires);
    }

    @ParameterizedTest
    @CsvSource({"-PT1S,0.1,P10D,PT24H", "PT30M,1,P10D,PT24H", "PT30M,-0.1,P10D,PT24H", "PT30M,NaN,P10D,PT24H", "PT30M,0.1,PT1H,PT24H"})
    void aRuleThatRenewsBeforeTheBeginningOrAfterTheEndStopsTheStart(Duration ahead, double share, Duration longLife, Duration longAhead) {
        assertThatThrownBy(() -> new TokenRenewal(ahead, share, longLife, longAhead)).hasMessageContaining("tokens.renewal");
    }
}
