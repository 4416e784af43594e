package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.math.BigDecimal;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class GuardTotalTest extends StageTest {

    /** A cup was quoted at 21.30, earns 39.90, and two per cent more than quoted are tolerated. */
    @TestFactory
    Stream<DynamicTest> theFirstQuestionThatStandsAgainstPayingIsNamed() {
        walkedTo("placed", cups(1));
        return Stream.of(
                guard("the total quoted", "21.30", "USD", "auto", "attempts = 0", null),
                guard("cheaper than quoted", "10.00", "USD", "auto", "attempts = 0", null),
                guard("two per cent dearer", "21.72", "USD", "auto", "attempts = 0", null),
                guard("more than two per cent dearer", "21.73", "USD", "auto", "attempts = 0", "PRICE_CHANGED"),
                guard("no total", null, "USD", "auto", "attempts = 0", "PRICE_CHANGED"),
                guard("nothing to pay", "0.00", "USD", "auto", "attempts = 0", "PRICE_CHANGED"),
                guard("a negative total", "-21.30", "USD", "auto", "attempts = 0", "PRICE_CHANGED"),
                guard("another currency than quoted", "21.30", "EUR", "auto", "attempts = 0", "PRICE_CHANGED"),
                guard("approved at that total", "30.00", "USD", "auto", "approved_total = 30.00", null),
                guard("approved at less", "30.01", "USD", "auto", "approved_total = 30.00", "PRICE_CHANGED"),
                guard("approved at more", "30.00", "USD", "auto", "approved_total = 30.01", "PRICE_CHANGED"),
                guard("above the revenue", "39.95", "USD", "auto", "quoted_total = 39.80", "MARGIN_TOO_SMALL"),
                guard("above the revenue, approved", "39.95", "USD", "auto", "quoted_total = 39.80, approved_total = 39.95", null),
                guard("approved before the supplier asked more", "40.00", "USD", "auto",
                        "quoted_total = 39.95, actual_total = 39.95, approved_total = 39.95", "MARGIN_TOO_SMALL"),
                guard("no rate", "21.30", "USD", "auto", "revenue_currency = 'CHF'", "NO_EXCHANGE_RATE"),
                guard("payment by hand", "21.30", "USD", "manual", "attempts = 0", "PAY_BY_HAND"));
    }

    private DynamicTest guard(String what, String total, String currency, String payment, String change, String code) {
        return dynamicTest(what, () -> {
            sql("UPDATE purchase SET quoted_total = 21.30, actual_total = NULL, revenue_currency = 'USD', approved_total = NULL,"
                    + " claim_id = NULL, claimed_until = NULL, next_attempt_at = dropship_now()");
            sql("UPDATE purchase SET " + change);
            Exchange exchange = handed("pay", "placed");
            exchange.setVariable("payment", payment);
            exchange.setVariable("supplierOrder", new SupplierOrder("1", "unpay", null, total == null ? null : new BigDecimal(total), currency,
                    null, Map.of(), null, null, null));
            assertThat(through("guard-total", exchange).getVariable("code", String.class)).isEqualTo(code);
        });
    }
}
