package io.github.dropshiproutes.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.orders.StageTest;
import io.github.dropshiproutes.sandbox.SandboxOptions;
import java.time.Duration;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class PollShopPageTest extends StageTest {

    private static final String SHOP = SandboxOptions.SHOP;

    private Exchange page(UUID claim) {
        Exchange exchange = new DefaultExchange(walk.camel());
        exchange.setVariable("shopPoll", new ShopPoll(SHOP, claim, now().minus(Duration.ofHours(1)), now(), false));
        walk.camel().createProducerTemplate().send("direct:poll-shop-page", exchange);
        return exchange;
    }

    @Test
    void aWorkerThatLostItsClaimAsksNothing() {
        sql("UPDATE shop SET poll_claim_id = gen_random_uuid()");

        assertThat(page(UUID.randomUUID()).getException()).hasMessageContaining("the claim of this poll is over");
        assertThat(ledger().calls("/shopify/OrdersChanged")).isEmpty();
    }

    @Test
    void theClaimIsRenewedWithEveryPage() {
        UUID claim = UUID.randomUUID();
        sql("UPDATE shop SET poll_claim_id = ?, poll_claimed_until = dropship_now() + interval '1 second'", claim);

        Exchange exchange = page(claim);

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getVariable("shopPoll", ShopPoll.class).isUnfinished()).isFalse();
        assertThat(ask("SELECT poll_claimed_until > dropship_now() + interval '1 minute' FROM shop", Boolean.class)).isTrue();
    }
}
