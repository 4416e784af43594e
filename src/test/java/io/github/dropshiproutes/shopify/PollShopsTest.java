package io.github.dropshiproutes.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.orders.StageTest;
import io.github.dropshiproutes.sandbox.SandboxOptions;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import org.junit.jupiter.api.Test;

class PollShopsTest extends StageTest {

    @Test
    void whatNoWebhookToldOfIsBoughtWithinOneInterval() {
        ShopifySamples order = cups(1);
        walk.sandbox().shops().take(SandboxOptions.SHOP, order.json());
        assertThat(walk.purchases()).isEmpty();

        sql("UPDATE shop SET next_poll_at = dropship_now()");

        walk.awaitPurchase("paid");
        assertThat(ledger().created()).hasSize(1);
    }
}
