package io.github.dropshiproutes.aliexpress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dropshiproutes.sandbox.Fault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An order that is not shown yet is looked for again, and is never taken for lost. */
class AliexpressRefreshTest extends AliExpressTestCase {

    @Test
    void anOrderThatIsNotShownYetIsLookedForAgain() {
        walk.sandbox().faults().add(Fault.code(GET_ORDER, "15", "Remote service error").withSubCode("isv.insufficient-permission"));
        walk.send("orders/paid", mats(1));

        await().until(() -> walk.purchases().stream().map(p -> String.valueOf(p.get("reason_code"))).toList(),
                List.of("ORDER_NOT_SHOWN")::equals);
        assertThat(walk.purchase()).containsEntry("state", "placed");
        walk.move(Duration.ofMinutes(1));
        awaitHeld("PAY_BY_HAND");
    }
}
