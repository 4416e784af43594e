package io.github.dropshiproutes.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dropshiproutes.sandbox.Catalogue;
import io.github.dropshiproutes.sandbox.SandboxOptions;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import io.github.dropshiproutes.support.Walk;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ForgetOldMessagesTest {

    private static Walk walk;

    @BeforeAll
    static void start() {
        walk = Walk.started(Map.of("privacy.look-interval", "100"));
    }

    @AfterAll
    static void close() {
        walk.close();
    }

    private static int count(String what) {
        return walk.jdbc().sql("SELECT count(*) FROM " + what).query(Integer.class).single();
    }

    @Test
    void whatComesAfterItsCustomerWasForgottenIsEmptiedOnceItIsRead() {
        walk.jdbc().sql("INSERT INTO shopify_order (shop, order_id, redacted_at) VALUES (?, '820000000000000777', dropship_now())")
                .param(SandboxOptions.SHOP).update();
        for (String order : List.of("820000000000000777", "8200000000000007771")) {
            walk.jdbc().sql("INSERT INTO inbox (message_key, source, topic, shop, state, handled_at, body)"
                    + " VALUES (:id, 'shopify', 'orders/updated', :shop, 'done', dropship_now(), CAST(:body AS bytea))").param("id", order)
                    .param("shop", SandboxOptions.SHOP).param("body", "{\"id\":" + order + "}").update();
        }

        await().until(() -> count("inbox WHERE message_key = '820000000000000777' AND body = ''") == 1);
        assertThat(count("inbox WHERE message_key = '8200000000000007771' AND body <> ''")).as("another order's").isOne();
        walk.reset();
    }

    @Test
    void bodiesGoAfterThirtyDaysOrdersWhenTheyAreOverAndKeysMuchLater() {
        ShopifySamples order = walk.order().line(ShopifySamples.alibabaSku(Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK), 1, "39.90");
        walk.send("orders/paid", order);
        walk.awaitPurchase("paid");
        walk.jdbc().sql("INSERT INTO inbox (message_key, source, topic, body, next_attempt_at)"
                + " VALUES ('waits', 'nobody', 'x', 'later', 'infinity')").update();

        walk.move(Duration.ofDays(29));
        assertThat(count("inbox WHERE body = ''")).isZero();
        assertThat(count("shopify_order WHERE payload IS NOT NULL")).isOne();

        walk.jdbc().sql("UPDATE purchase SET state = 'delivered', next_attempt_at = NULL").update();
        walk.move(Duration.ofDays(2));
        await().until(() -> count("inbox WHERE body = '' AND emptied_at IS NOT NULL") == 1
                && count("shopify_order WHERE payload IS NULL") == 1);
        assertThat(count("inbox WHERE message_key = 'waits' AND body <> ''")).as("what was never read is kept").isOne();

        walk.send("orders/paid", order);
        assertThat(count("purchase")).as("a copy is still told").isOne();

        walk.move(Duration.ofDays(400));
        await().until(() -> count("inbox WHERE message_key <> 'waits' AND received_at < dropship_now() - interval '400 days'") == 0);
        assertThat(count("inbox WHERE message_key = 'waits'")).isOne();
    }
}
