package io.github.dropshiproutes.shopify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dropshiproutes.orders.StageTest;
import org.junit.jupiter.api.Test;

class LookAtSubscriptionsTest extends StageTest {

    @Test
    void withoutAPublicAddressNothingIsSubscribedAndTheShopSaysSo() {
        sql("UPDATE shop SET subscriptions = 'due', next_subscriptions_at = dropship_now()");

        await().until(() -> ask("SELECT subscriptions FROM shop", String.class).equals("off"));
        assertThat(ledger().calls("/shopify/WebhookSubscriptions")).isEmpty();
    }
}
