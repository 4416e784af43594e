package io.github.dropshiproutes.aliexpress;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.sandbox.ShopifySamples;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** There is no call that cancels: a person does, and the walk waits and sees. */
class AliexpressCancelTest extends AliExpressTestCase {

    @Test
    void whatIsNoLongerWantedWaitsForAPersonAndEndsWhenItIsClosed() {
        ShopifySamples order = mats(1);
        walk.send("orders/paid", order);
        Object id = awaitHeld("PAY_BY_HAND").get("id");

        plan("orders/cancelled", changed(order).cancelledAt(now()));

        assertThat((String) awaitHeld("CANCEL_BY_HAND").get("hint")).contains("pay_url");
        walk.sandbox().aliExpress().trades().close(tradeIds(id).get(0));
        walk.move(Duration.ofSeconds(31));
        assertThat(awaitState(id, "cancelled")).containsEntry("counts", false);
    }

    @Test
    void whatAnOperatorCancelsIsNotBoughtAgain() {
        walk.send("orders/paid", mats(1));
        Object id = awaitHeld("PAY_BY_HAND").get("id");

        act("cancel", id);
        awaitHeld("CANCELLED_BY_OPERATOR");
        walk.sandbox().aliExpress().trades().close(tradeIds(id).get(0));
        walk.move(Duration.ofSeconds(31));

        assertThat(awaitState(id, "cancelled")).containsEntry("counts", true);
        walk.awaitQuiet();
        assertThat(made()).hasSize(1);
    }
}
