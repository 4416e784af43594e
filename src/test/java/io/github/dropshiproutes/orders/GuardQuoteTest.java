package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class GuardQuoteTest extends StageTest {

    /** A cup is quoted at 21.30 and earns 39.90; each case changes one thing. */
    @TestFactory
    Stream<DynamicTest> theFirstQuestionThatStandsAgainstBuyingIsNamed() {
        walkedTo("quoted", cups(1));
        return Stream.of(
                guard("nothing", "auto", "attempts = 0", null),
                guard("a quote of 29 minutes", "auto", "quoted_at = dropship_now() - interval '29 minutes'", null),
                guard("a quote of 30 minutes", "auto", "quoted_at = dropship_now() - interval '30 minutes'", "QUOTE_TOO_OLD"),
                guard("no quote", "auto", "quoted_at = NULL", "QUOTE_TOO_OLD"),
                guard("a total in a currency without rate", "auto", "currency = 'EUR'", "NO_EXCHANGE_RATE"),
                guard("a revenue in a currency without rate", "auto", "revenue_currency = 'CHF'", "NO_EXCHANGE_RATE"),
                guard("no rate, though approved", "auto", "currency = 'EUR', approved_total = quoted_total", "NO_EXCHANGE_RATE"),
                guard("more than one supplier order may cost", "auto", "quoted_total = 5000.01", "AMOUNT_TOO_LARGE"),
                guard("less than the supplier takes", "auto", "quoted_total = 0.29", "AMOUNT_TOO_SMALL"),
                guard("the least the supplier takes", "auto", "quoted_total = 0.30", null),
                guard("more than a Shopify order may cost", "auto", "quoted_total = 500.01", "MAX_ORDER_COST"),
                guard("exactly what a Shopify order may cost, at a loss", "auto", "quoted_total = 500.00", "MARGIN_TOO_SMALL"),
                guard("a wrong mapping at twenty times the price", "auto", "quoted_total = 426.00", "MARGIN_TOO_SMALL"),
                guard("a cent above the revenue", "auto", "quoted_total = 39.91", "MARGIN_TOO_SMALL"),
                guard("the revenue itself", "auto", "quoted_total = 39.90", null),
                guard("approved", "auto", "quoted_total = 500.01, approved_total = 500.01", null),
                guard("approved at another total", "auto", "quoted_total = 500.01, approved_total = 500.00", "MAX_ORDER_COST"),
                guard("approved, but the cents differ in writing only", "auto", "quoted_total = 426.00, approved_total = 426", null),
                guard("payment by hand", "manual", "attempts = 0", null),
                guard("payment switched off", "off", "attempts = 0", "DRY_RUN"));
    }

    @Test
    void aPieceWhosePriceInTheShopIsUnknownIsNotBought() {
        walkedTo("quoted", cups(1));
        sql("UPDATE purchase_line SET unit_revenue = NULL");

        assertThat(asked("auto")).isEqualTo("MARGIN_TOO_SMALL");
    }

    @Test
    void discountsLowerTheRevenue() {
        walkedTo("quoted", cups(2).lineField("discount_allocations", List.of(Map.of("amount", "47.00"))));

        assertThat(asked("auto")).as("32.80 of revenue for 31.30").isNull();
        sql("UPDATE purchase_line SET unit_revenue = unit_revenue - 1");
        assertThat(asked("auto")).isEqualTo("MARGIN_TOO_SMALL");
    }

    @TestFactory
    Stream<DynamicTest> theOtherPurchasesOfTheShopifyOrderCountWhereMoneyIsOrMayBeSpent() {
        walkedTo("quoted", cups(1));
        sibling("paid", "480.00");
        return Stream.of("placing", "placed", "unknown", "paying", "paid", "shipped", "delivered", "planned", "quoted",
                        "cancelled", "closed")
                .map(state -> dynamicTest(state, () -> {
                    sql("UPDATE purchase SET state = ?, what = 'test' WHERE id = 'sibling'", state);
                    boolean spent = !List.of("planned", "quoted", "cancelled", "closed").contains(state);
                    assertThat(asked("auto")).isEqualTo(spent ? "MAX_ORDER_COST" : null);
                }));
    }

    private DynamicTest guard(String what, String payment, String change, String code) {
        return dynamicTest(what, () -> {
            sql("UPDATE purchase SET quoted_total = 21.30, currency = 'USD', revenue_currency = 'USD', quoted_at = dropship_now(),"
                    + " approved_total = NULL");
            sql("UPDATE purchase SET " + change);
            assertThat(asked(payment)).isEqualTo(code);
        });
    }

    private String asked(String payment) {
        sql("UPDATE purchase SET claim_id = NULL, claimed_until = NULL, next_attempt_at = dropship_now() WHERE id <> 'sibling'");
        Exchange exchange = handed("place", "quoted");
        exchange.setVariable("payment", payment);
        return through("guard-quote", exchange).getVariable("code", String.class);
    }
}
