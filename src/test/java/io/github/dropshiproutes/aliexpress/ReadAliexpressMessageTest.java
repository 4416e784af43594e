package io.github.dropshiproutes.aliexpress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

/** A stored push makes the purchase of its order due, or is kept for whoever may own it. */
class ReadAliexpressMessageTest extends AliExpressTestCase {

    private void stored(String orderId, String word) {
        walk.jdbc().sql("INSERT INTO inbox (message_key, source, topic, body) VALUES (?, 'aliexpress', '53/order', ?)")
                .params(orderId + word, ("{\"data\":{\"buyerId\":1,\"orderId\":" + orderId + ",\"orderStatus\":\"" + word
                        + "\"},\"message_type\":53,\"timestamp\":1719389200}").getBytes(java.nio.charset.StandardCharsets.UTF_8)).update();
    }

    @Test
    void anOrderNobodyOwnsIsKept() {
        stored("1105933950463697", "OrderCreated");

        await().until(() -> ask("SELECT count(*) FROM foreign_trade WHERE supplier = 'aliexpress' AND trade_id = '1105933950463697'"
                + " AND account_id IS NOT NULL", Integer.class) == 1);
        assertThat(ask("SELECT state FROM inbox", String.class)).isEqualTo("done");
    }

    @Test
    void aPurchaseThatIsLookedAtAnyWayIsDueAtOnce() {
        walk.send("orders/paid", mats(1));
        Object id = awaitHeld("PAY_BY_HAND").get("id");
        pause("look-at-held");

        stored(tradeIds(id).get(0), "OrderClosed");

        await().until(() -> ask("SELECT count(*) FROM inbox WHERE source = 'aliexpress' AND state = 'done'", Integer.class) == 1);
        assertThat(dueIn(id).signum()).isLessThanOrEqualTo(0);
    }
}
