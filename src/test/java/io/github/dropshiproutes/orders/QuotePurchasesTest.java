package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class QuotePurchasesTest extends StageTest {

    @Test
    void quotingGoesOnWhileBuyingIsStopped() {
        sql("INSERT INTO buying (scope, allowed) VALUES ('all', false)");

        walk.send("orders/paid", cups(1));

        Map<String, Object> held = walk.awaitPurchase("held");
        assertThat(held).containsEntry("reason_code", "BUYING_STOPPED");
        assertThat((BigDecimal) held.get("quoted_total")).isEqualByComparingTo("21.30");
    }

    @Test
    void onlyWhatIsDueIsQuoted() {
        pause("quote-purchases");
        walk.send("orders/paid", cups(1));
        Object id = walk.awaitPurchase("planned").get("id");
        sql("UPDATE purchase SET next_attempt_at = dropship_now() + interval '1 hour'");
        resume("quote-purchases");
        walk.send("orders/paid", cups(2));
        Awaitility.await().until(() -> ledger().paid().size() == 1);
        assertThat(purchase(id)).containsEntry("state", "planned");

        walk.move(Duration.ofMinutes(61));

        assertThat(awaitState(id, "paid")).containsEntry("attempts", 0);
    }
}
