package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.sandbox.SandboxOptions;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseHeldTest extends StageTest {

    @ParameterizedTest
    @ValueSource(strings = {"all", "supplier:alibaba", "shop:" + SandboxOptions.SHOP})
    void whatBuyingStoppedHeldGoesOnWhenBuyingIsAllowedAgain(String scope) {
        sql("INSERT INTO buying (scope, allowed) VALUES (?, false)", scope);
        walk.send("orders/paid", cups(1));
        assertThat(walk.awaitPurchase("held")).containsEntry("reason_code", "BUYING_STOPPED").containsEntry("held_from", "quoted");

        sql("UPDATE buying SET allowed = true");

        assertThat(walk.awaitPurchase("paid")).containsEntry("reason_code", null).containsEntry("held_from", null);
        assertThat(ledger().created()).hasSize(1);
    }

    @Test
    void whatIsPlacedWhenBuyingStopsIsNotPaidBeforeItIsAllowedAgain() {
        Object id = walkedTo("placed", cups(1)).get("id");
        sql("INSERT INTO buying (scope, allowed) VALUES ('all', false)");
        resume("pay-purchases");
        assertThat(awaitState(id, "held")).containsEntry("held_from", "placed");
        assertThat(ledger().calls(PAY)).isEmpty();

        sql("DELETE FROM buying");

        awaitState(id, "paid");
        assertThat(ledger().created()).hasSize(1);
    }

    @Test
    void allowingOneSupplierReleasesNothingThatIsStoppedForAnotherReason() {
        sql("INSERT INTO buying (scope, allowed) VALUES ('supplier:alibaba', false), ('all', false)");
        walk.send("orders/paid", cups(1));
        Object id = walk.awaitPurchase("held").get("id");

        sql("DELETE FROM buying WHERE scope = 'supplier:alibaba'");
        walk.send("orders/paid", cups(2));

        walk.awaitPurchases(2, "held");
        assertThat(purchase(id)).containsEntry("reason_code", "BUYING_STOPPED");
    }

    @Test
    void whatTheLimitOfTheDayHeldGoesOnAsSoonAsItFits() {
        walk.send("orders/paid", cups(1));
        walk.awaitPurchase("paid");
        sql("DELETE FROM spend");
        sql("DELETE FROM spend_day");
        sibling("paid", "0");
        sql("INSERT INTO spend_day (day, amount) VALUES ((dropship_now() AT TIME ZONE 'UTC')::date, 4990)");
        sql("INSERT INTO spend (purchase_id, day, amount) VALUES ('sibling', (dropship_now() AT TIME ZONE 'UTC')::date, 4990)");
        walk.send("orders/paid", cups(1));
        Awaitility.await().until(() -> ask("SELECT count(*) FROM purchase WHERE reason_code = 'MAX_DAILY_COST'", Integer.class) == 1);

        walk.move(Duration.ofDays(1));

        Awaitility.await().until(() -> ledger().paid().size() == 2);
    }

    @Test
    void whatWaitedForTheAccountGoesOnWhenItIsConnected() {
        pause("quote-purchases");
        walk.send("orders/paid", cups(1));
        Object id = walk.awaitPurchase("planned").get("id");
        pause("release-held");
        sql("UPDATE purchase SET state = 'held', held_from = 'planned', reason_code = 'NEEDS_AUTHORISATION', next_attempt_at = NULL");
        sql("UPDATE account SET state = 'needs_authorisation'");
        resume("release-held", "quote-purchases");
        walk.send("orders/paid", cups(2));
        Awaitility.await().until(() -> ask("SELECT count(*) FROM purchase WHERE state = 'held'", Integer.class) == 2);

        sql("UPDATE account SET state = 'connected'");

        walk.awaitPurchases(2, "paid");
        assertThat(timeline(id)).anyMatch(what -> what.contains("connected again"));
    }
}
