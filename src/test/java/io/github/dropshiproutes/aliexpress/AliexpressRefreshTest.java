package io.github.dropshiproutes.aliexpress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dropshiproutes.sandbox.Fault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An order that is not shown yet is looked for again, and is never taken for lost. */
class AliexpressRefreshTest extends AliExpressTestCase {

    /** @param times how often it is refused; a refusal of the token is met twice, the second time with a new one */
    @ParameterizedTest
    @CsvSource({"isv.insufficient-permission,1", "isv.invalid-authorization,2"})
    void anOrderThatIsNotShownYetIsLookedForAgain(String code, int times) {
        walk.sandbox().faults().add(Fault.code(GET_ORDER, "15", "Remote service error").withSubCode(code).repeated(times));
        walk.send("orders/paid", mats(1));

        await().until(() -> walk.purchases().stream().map(p -> String.valueOf(p.get("reason_code"))).toList(),
                List.of("ORDER_NOT_SHOWN")::equals);
        assertThat(walk.purchase()).containsEntry("state", "placed");
        walk.move(Duration.ofMinutes(1));
        awaitHeld("PAY_BY_HAND");
    }
}
