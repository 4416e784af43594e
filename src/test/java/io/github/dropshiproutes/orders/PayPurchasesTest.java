package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.sandbox.ShopifySamples;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class PayPurchasesTest extends StageTest {

    @Test
    void twentyOrdersAtOnceNeverReserveMoreThanADayMayCostAndTheRestIsPaidTheNextDay() {
        pause("pay-purchases");
        startADay();
        IntStream.range(0, 20).parallel().forEach(i -> walk.send("orders/paid", lamps()));
        walk.awaitPurchases(20, "placed");
        BigDecimal each = ask("SELECT DISTINCT quoted_total FROM purchase", BigDecimal.class);
        int fit = new BigDecimal("5000").divideToIntegralValue(each).intValue();
        assertThat(fit).isBetween(1, 19);

        resume("pay-purchases");

        Awaitility.await().atMost(Duration.ofSeconds(60)).until(this::states,
                ("held MAX_DAILY_COST " + (20 - fit) + ", paid " + fit)::equals);
        assertThat(ledger().paid()).hasSize(fit);
        assertThat(ask("SELECT max(amount) FROM spend_day", BigDecimal.class)).isEqualByComparingTo(each.multiply(BigDecimal.valueOf(fit)));

        walk.move(Duration.ofDays(1));

        Awaitility.await().atMost(Duration.ofSeconds(120)).until(() -> ledger().paid().size() + " paid; " + states(),
                now -> now.startsWith("20 "));
        assertThat(ask("SELECT count(*) FROM spend_day WHERE amount > 5000", Integer.class)).isZero();
    }

    private String states() {
        return ask("""
                SELECT coalesce(string_agg(concat_ws(' ', state, reason_code, count), ', ' ORDER BY state, reason_code), 'none')
                FROM (SELECT state, reason_code, count(*) FROM purchase GROUP BY state, reason_code) AS s""", String.class);
    }

    /** Moves to shortly after midnight, so that the day does not change by itself. */
    private void startADay() {
        long seconds = Duration.ofDays(1).toSeconds() - now().getEpochSecond() % Duration.ofDays(1).toSeconds();
        walk.move(Duration.ofSeconds(seconds + 60));
    }

    private ShopifySamples lamps() {
        return walk.order().line(LAMP, 30, "39.90");
    }
}
