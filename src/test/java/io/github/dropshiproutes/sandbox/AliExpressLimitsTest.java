package io.github.dropshiproutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How many calls AliExpress takes in any sixty seconds, and what becomes of those beyond. */
class AliExpressLimitsTest extends RunningAliExpress {

    @Test
    void hasNoLimitUnlessOneIsSet() throws Exception {
        for (int i = 0; i < 40; i++) {
            assertThat(code(order(i))).isEmpty();
        }
        assertThat(sandbox.ledger().ofKind("limit_exceeded")).isEmpty();
    }

    @Test
    void refusesWhatAnySixtySecondsDoNotHold() throws Exception {
        sandbox.aliExpress().limit(AliExpress.CallClass.ORDERS, 3);
        for (int i = 0; i < 3; i++) {
            order(i);
            clock.move(Duration.ofSeconds(15));
        }
        JsonNode refused = order(3);
        assertThat(code(refused)).isEqualTo("ApiCallLimit");
        assertThat(message(refused)).isEqualTo("Api access frequency exceeds the limit. this ban will last 1 seconds");
        assertThat(sandbox.ledger().ofKind("limit_exceeded")).singleElement()
                .satisfies(entry -> assertThat(entry.text("class")).isEqualTo("ORDERS"));
        assertThat(sandbox.ledger().created()).hasSize(3);

        clock.move(Duration.ofSeconds(15));
        assertThat(code(order(4))).isNotEqualTo("ApiCallLimit");
        assertThat(code(order(5))).isEqualTo("ApiCallLimit");
        assertThat(sandbox.ledger().ofKind("limit_exceeded")).hasSize(2);
    }

    @Test
    void countsReadingAndSearchingApartFromOrdering() throws Exception {
        sandbox.aliExpress().limit(AliExpress.CallClass.ORDERS, 1);
        sandbox.aliExpress().limit(AliExpress.CallClass.SEARCH, 1);
        sandbox.aliExpress().limit(AliExpress.CallClass.STANDARD, 2);
        String number = aliExpress.order("R-1");
        aliExpress.search("yoga mat", 1, 5);
        aliExpress.get(number);
        aliExpress.tracking(number);
        assertThat(sandbox.ledger().ofKind("limit_exceeded")).isEmpty();

        aliExpress.get(number);
        aliExpress.search("yoga mat", 1, 5);
        assertThat(sandbox.ledger().ofKind("limit_exceeded")).extracting(entry -> entry.text("class"))
                .containsExactly("STANDARD", "SEARCH");
        aliExpress.session = null;
        assertThat(code(aliExpress.rest("/auth/token/refresh", "refresh_token", SandboxOptions.ALIEXPRESS_REFRESH_TOKEN))).isEqualTo("0");
    }

    @Test
    void forgetsItsLimitsWhenReset() throws Exception {
        sandbox.aliExpress().limit(AliExpress.CallClass.STANDARD, 1);
        sandbox.aliExpress().autoPay(false);
        sandbox.aliExpress().refuseRepeats(true);
        sandbox.reset();

        assertThat(sandbox.aliExpress().describe()).hasToString("{\"auto_pay\":true,\"affiliate\":false,\"refuse_repeats\":false,"
                + "\"pay_timeout_seconds\":86400,\"standard_per_minute\":0,\"search_per_minute\":0,\"orders_per_minute\":0}");
    }

    private JsonNode order(int number) throws Exception {
        return aliExpress.call(AliExpressClient.CREATE, AliExpressClient.ORDER, AliExpressClient.guideOrder("R-" + number).toString());
    }
}
