package io.github.dropshiproutes.alibaba;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A push only says "look": what is true is asked of the supplier, and what was lost is found. */
class ReadAlibabaMessageTest extends PushTestCase {

    @AfterEach
    void forgetNumbersOfTheAccount() {
        sql("UPDATE account SET user_id = NULL, havana_id = NULL");
    }

    private Object waiting(String state) {
        Object id = walkedTo(state, cups(1)).get("id");
        // Longer than any test: only a push makes it due.
        sql("UPDATE purchase SET next_attempt_at = dropship_now() + interval '5 hours'");
        return id;
    }

    private Object unknown(FaultAction... troubles) {
        List.of(troubles).forEach(trouble -> walk.sandbox().faults().add(Fault.at(CREATE, trouble)));
        walk.send("orders/paid", cups(1));
        return walk.awaitPurchase("unknown").get("id");
    }

    private Map<String, Object> foreign() {
        await().until(() -> ask("SELECT count(*) FROM foreign_trade", Integer.class) == 1);
        return walk.jdbc().sql("SELECT * FROM foreign_trade").query().singleRow();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aPushedOrderIsAskedForAtOnce(int type) {
        Object id = waiting("paid");
        walk.sandbox().trades().force(tradeId(id), "delivering");

        pushOrder(type, tradeId(id), "delivering");

        assertThat(awaitState(id, "shipped")).containsEntry("supplier_status", "delivering");
        await().until(this::allRead);
    }

    @Test
    void whatThePushSaysIsNotBelieved() {
        Object id = waiting("paid");
        int asked = ledger().calls(READ_BACK).size();

        pushOrder(3, tradeId(id), "trade_close");
        await().until(() -> ledger().calls(READ_BACK).size() > asked);

        assertThat(awaitState(id, "paid")).containsEntry("waits", true);
    }

    @Test
    void pushesInTheWrongOrderEndAtTheSamePlace() {
        Object id = waiting("paid");
        walk.sandbox().trades().force(tradeId(id), "delivering");

        for (String status : List.of("delivering", "undeliver", "unpay", "paid", "delivering")) {
            pushOrder(3, tradeId(id), status);
        }
        await().until(this::allRead);

        assertThat(awaitState(id, "shipped")).containsEntry("supplier_status", "delivering");
    }

    @Test
    void aHeldOrderThatAPersonPaidGoesOnAtOnce() {
        walk.sandbox().faults().add(Fault.payFailed("NEVER_PAY_SUCCESS_IN_DROPSHIPER", "pay by hand"));
        walk.send("orders/paid", cups(1));
        Object id = walk.awaitPurchase("held").get("id");
        walk.sandbox().trades().payByHand(tradeId(id));

        pushOrder(3, tradeId(id), "paid");

        awaitState(id, "paid");
        assertThat(ledger().paid()).hasSize(1);
    }

    @Test
    void thatAPlacedOrderIsUnpaidIsNoNewsAndDoesNotShortenItsWait() {
        Object id = waiting("placed");

        pushOrder(3, tradeId(id), "unpay");
        await().until(this::allRead);
        assertThat(dueIn(id)).isGreaterThan(new BigDecimal("3600"));

        pushOrder(3, tradeId(id), "paying");
        await().until(() -> dueIn(id).signum() <= 0);
    }

    @Test
    void aPurchaseThatIsBeingWorkedOnIsLookedAtOnceItIsFree() {
        Object id = waiting("paid");
        sql("UPDATE purchase SET claim_id = gen_random_uuid(), claimed_until = dropship_now() + interval '20 seconds'");
        walk.sandbox().trades().force(tradeId(id), "delivering");

        pushOrder(3, tradeId(id), "delivering");
        await().until(() -> ask("SELECT next_attempt_at > received_at + interval '2 seconds' FROM inbox WHERE source = 'alibaba'",
                Boolean.class));
        assertThat(purchase(id)).containsEntry("state", "paid").containsEntry("waits", true);
        assertThat(ask("SELECT attempts FROM inbox WHERE source = 'alibaba'", Integer.class)).isZero();

        walk.move(Duration.ofSeconds(21));

        awaitState(id, "shipped");
        await().until(this::allRead);
    }

    @Test
    void aPurchaseThatIsThroughIsLeftAlone() {
        Object id = waiting("paid");
        sql("UPDATE purchase SET state = 'closed', next_attempt_at = NULL");

        pushOrder(3, tradeId(id), "trade_success");
        await().until(this::allRead);

        assertThat(purchase(id)).containsEntry("next_attempt_at", null);
        sql("UPDATE purchase SET state = 'paid'");
    }

    @Test
    void anOrderThatNobodyOwnsIsKeptOnceWithItsLatestStatus() {
        pushOrder(3, "271207727001028893", "unpay");
        await().until(this::allRead);
        pushOrder(3, "271207727001028893", "paid");
        await().until(this::allRead);

        assertThat(foreign()).containsEntry("status", "paid").containsEntry("source", "push")
                .containsEntry("account_id", "alibaba-production");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"seller_id\":\"200042360\"} | alibaba-production", "{\"seller_id\":200042360} | alibaba-production",
        "{\"seller_id\":\"BROADCAST\",\"havana_id\":\"17379911544\"} | alibaba-production",
        "{\"seller_id\":\"null\",\"havana_id\":17379911544} | alibaba-production",
        "{\"seller_id\":\"1\",\"havana_id\":\"2\"} | ", "{} | "})
    void theAccountIsFoundByItsNumberOrItsOlderOne(String members, String account) {
        sql("UPDATE account SET user_id = '200042360', havana_id = '17379911544'");

        pushOrder(3, "271207727001028893", "unpay", members);

        assertThat(foreign()).containsEntry("account_id", account);
    }

    @Test
    void aPushFindsAnOrderWhoseAnswerWasLostBeforeTheFirstLookIsDue() {
        Object id = unknown(FaultAction.DROP_AFTER);

        pushOrder(1, createdTrade(), "unpay");

        awaitState(id, "paid");
        assertThat(tradeId(id)).isEqualTo(createdTrade());
        assertThat(ledger().calls(CREATE)).hasSize(1);
    }

    @Test
    void aPushFindsAnOrderThatTheListStillHides() {
        walk.sandbox().faults().add(Fault.waiting(CREATE, FaultAction.HIDE, Duration.ofHours(1)));
        Object id = unknown(FaultAction.DROP_AFTER);

        pushOrder(3, createdTrade(), "unpay");

        awaitState(id, "paid");
        assertThat(ledger().created()).hasSize(1);
        assertThat(ledger().paid()).hasSize(1);
    }

    @Test
    void looksThatPushesCauseNeverCountAsLooksThatFoundNothing() {
        Object id = unknown(FaultAction.DROP_BEFORE);

        for (int number = 1; number <= 4; number++) {
            int looks = number;
            pushOrder(3, "27120772700102889" + number, "unpay");
            await().until(() -> timeline(id).stream().anyMatch(what -> what.contains("before time"))
                    && purchase(id).get("claimed_until") == null && ledger().calls("/alibaba/order/list").size() >= looks);
        }

        assertThat(awaitState(id, "unknown")).containsEntry("looks", 0).containsEntry("look_due_at", null).containsEntry("waits", true);
        assertThat(dueIn(id)).isLessThanOrEqualTo(BigDecimal.TEN);
        assertThat(ledger().calls(CREATE)).hasSize(1);
    }

    @Test
    void anEarlyLookBeforeTheLastOneDoesNotPlaceTheOrderAgain() {
        Object id = unknown(FaultAction.DROP_BEFORE);
        for (int look = 1; look <= 2; look++) {
            int looks = look;
            walk.move(Duration.ofSeconds(52));
            await().until(() -> purchase(id).get("looks").equals(looks));
        }
        awaitState(id, "unknown");

        pushOrder(3, "271207727001028893", "unpay");
        await().until(() -> timeline(id).stream().anyMatch(what -> what.contains("before time")));

        assertThat(awaitState(id, "unknown")).containsEntry("looks", 2);
        assertThat(dueIn(id)).isGreaterThan(new BigDecimal("60"));
        assertThat(ledger().calls(CREATE)).hasSize(1);
        walk.move(Duration.ofSeconds(121));
        awaitState(id, "paid");
        assertThat(ledger().created()).hasSize(1);
    }

    @Test
    void whatTheSandboxPushesByItselfIsUnderstood() {
        walk.sandbox().alibabaWebhookUrl(walk.url() + "/webhook/alibaba");
        try {
            Object id = waiting("paid");
            walk.sandbox().trades().force(tradeId(id), "delivering");

            awaitState(id, "shipped");
            assertThat(ask("SELECT count(*) FROM inbox WHERE source = 'alibaba' AND state = 'parked'", Integer.class)).isZero();
        } finally {
            walk.sandbox().alibabaWebhookUrl(null);
        }
    }

    @Test
    void aPushOfAnotherAccountDoesNotWakeWhatThisOneLost() {
        Object id = unknown(FaultAction.DROP_BEFORE);
        sql("INSERT INTO account (id, supplier, environment, user_id, access_token) VALUES ('other', 'alibaba', 'production', '77', 'x')");
        try {
            pushOrder(3, "271207727001028893", "unpay", "{\"seller_id\":77}");

            assertThat(foreign()).containsEntry("account_id", "other");
            await().until(this::allRead);
            assertThat(purchase(id)).containsEntry("look_due_at", null).containsEntry("waits", true);
        } finally {
            sql("DELETE FROM account WHERE id = 'other'");
        }
    }

    @Test
    void anUnknownTypeIsParkedAgainWhenItIsReplayed() {
        push("{\"message_type\":99,\"data\":{\"trade_id_str\":\"271207727001028893\"}}");
        sql("UPDATE inbox SET state = 'new', reason_code = NULL, reason = NULL");

        await().until(this::allRead);

        assertThat(ask("SELECT state || ' ' || reason_code FROM inbox", String.class)).isEqualTo("parked UNKNOWN_MESSAGE_TYPE");
        assertThat(ask("SELECT reason FROM inbox", String.class)).contains("99/order");
    }

    @Test
    void whatCannotBeReadIsParkedAgainWhenItIsReplayed() {
        push("{\"message_type\":3,\"data\":{\"trade_id_str\":[]}}");
        sql("UPDATE inbox SET state = 'new', reason_code = NULL, reason = NULL");

        await().until(this::allRead);

        assertThat(ask("SELECT state || ' ' || reason_code FROM inbox", String.class)).isEqualTo("parked UNREADABLE_BODY");
        assertThat(ask("SELECT reason FROM inbox", String.class)).contains("trade_id_str");
    }
}
