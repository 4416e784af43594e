package io.github.dropshiproutes.aliexpress;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.sandbox.AliExpressCatalogue;
import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import io.github.dropshiproutes.support.Walk;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where the create call pays: the money is reserved before it is sent, and what was not paid is left to a person. */
class AutoPaymentTest extends AliExpressTestCase {

    private static Walk own;

    @BeforeAll
    static void startPaying() {
        own = Walk.started(Map.of("aliexpress.payment", "auto"));
    }

    @AfterAll
    static void stop() {
        own.close();
    }

    @BeforeEach
    void takeOwn() {
        own.reset();
        walk = own;
    }

    @Test
    void whatTheCreateCallPaidIsReservedAndRead() {
        walk.sandbox().aliExpress().autoPay(true);
        walk.send("orders/paid", mats(1));

        Object id = walk.awaitPurchase("paid").get("id");
        assertThat(timeline(id)).anyMatch(what -> what.startsWith("placing: placing and paying at 24.99 USD"))
                .anyMatch(what -> what.startsWith("paying: placed as"));
        assertThat(ledger().calls(CREATE_ORDER).get(0).parameter("ds_extend_request")).contains("\"try_to_pay\":\"true\"");
        assertThat(reserved()).isEqualByComparingTo("24.99");
    }

    @Test
    void aPaymentThatFailedIsLeftToAPersonWithItsReason() {
        walk.sandbox().aliExpress().autoPay(false);
        walk.send("orders/paid", mats(1));

        Map<String, Object> held = awaitHeld("PAY_BY_HAND");
        assertThat((String) held.get("reason")).contains("APIPayFail");
        assertThat(held.get("pay_url")).isNotNull();
        assertThat(reserved()).isZero();
    }

    @Test
    void beyondTheLimitOfTheDayNothingIsSent() {
        walk.sandbox().aliExpress().autoPay(true);
        sql("INSERT INTO spend_day (day, amount) VALUES ((dropship_now() AT TIME ZONE 'UTC')::date, 4990)");
        walk.send("orders/paid", mats(1));

        assertThat(awaitHeld("MAX_DAILY_COST")).containsEntry("held_from", "quoted");
        assertThat(ledger().calls(CREATE_ORDER)).isEmpty();
        sql("UPDATE spend_day SET amount = 0");
    }

    @Test
    void anOutcomeNobodyKnowsKeepsItsMoneyReserved() {
        walk.sandbox().aliExpress().autoPay(true);
        walk.sandbox().faults().add(Fault.at(CREATE_ORDER, FaultAction.DROP_AFTER));
        walk.send("orders/paid", mats(1));

        walk.awaitPurchase("unknown");
        assertThat(reserved()).isEqualByComparingTo("24.99");
        for (int seconds : new int[] {11, 51, 180, 16}) {
            walk.move(Duration.ofSeconds(seconds));
            walk.awaitQuiet();
        }
        walk.awaitPurchase("paid");
        assertThat(ledger().paid()).hasSize(1);
        assertThat(reserved()).isEqualByComparingTo("24.99");
    }

    @Test
    void whatWasPaidAboveItsQuoteIsSaidAndCounted() {
        walk.sandbox().aliExpress().autoPay(true);
        walk.send("orders/paid", order().line(sku(AliExpressCatalogue.HIDDEN_TAX, AliExpressCatalogue.HIDDEN_TAX_ATTR), 1, "39.90"));

        assertThat(walk.awaitPurchase("paid")).containsEntry("reason_code", "PAID_ABOVE_QUOTE");
        assertThat(reserved()).isEqualByComparingTo("11.50");
    }
}
