package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.time.Duration;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class TrackPurchasesTest extends StageTest {

    @TestFactory
    Stream<DynamicTest> theOlderThePaymentTheRarerTheLook() {
        Object id = walkedTo("paid", cups(1)).get("id");
        pause("track-purchases");
        return Stream.of(looked(id, Duration.ofSeconds(1), 60), looked(id, Duration.ofMinutes(10), 60),
                looked(id, Duration.ofHours(1), 180), looked(id, Duration.ofDays(1), 4320),
                looked(id, Duration.ofDays(2), 8640), looked(id, Duration.ofDays(5), 21_600),
                looked(id, Duration.ofDays(60), 21_600));
    }

    private DynamicTest looked(Object id, Duration age, long seconds) {
        return dynamicTest(age + " old: in " + seconds + " s", () -> {
            sql("UPDATE purchase SET state = 'paid', next_attempt_at = dropship_now(),"
                    + " paid_at = dropship_now() - CAST(? AS interval), what = 'paid'",
                    age.toSeconds() + " seconds");
            walk.sandbox().trades().force(tradeId(id), "undeliver");

            staged("track-purchase", handed("track", "paid"));

            long wait = ask("SELECT round(extract(epoch FROM next_attempt_at - updated_at)) FROM purchase", Long.class);
            assertThat(wait).isBetween(seconds, seconds + 2);
        });
    }

    @Test
    void deliveredPurchasesAreLeftAlone() {
        Object id = walkedTo("shipped", cups(1)).get("id");
        walk.move(Duration.ofHours(5));
        awaitState(id, "delivered");
        int looks = ledger().calls(READ_BACK).size();
        walk.move(Duration.ofDays(1));
        walk.send("orders/paid", cups(2));
        Awaitility.await().until(() -> ledger().paid().size() == 2);

        assertThat(ledger().calls(READ_BACK).stream().filter(call -> tradeId(id).equals(call.parameter("e_trade_id"))
                || call.json().contains(tradeId(id))).count()).isEqualTo(looks);
    }
}
