package io.github.dropshiproutes.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.orders.StageTest;
import io.github.dropshiproutes.sandbox.SandboxOptions;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class LookAtShopOrderTest extends StageTest {

    private static final String SHOP = SandboxOptions.SHOP;

    private String look(ShopifySamples order) {
        Exchange exchange = new DefaultExchange(walk.camel());
        exchange.setVariable("shop", SHOP);
        exchange.setVariable("orderId", String.valueOf(order.id()));
        return through("look-at-shop-order", exchange).getVariable("orderStands", String.class);
    }

    @Test
    void anOrderWhoseWebhooksWereAllLostIsTakenIn() {
        pause("quote-purchases");
        ShopifySamples order = cups(2);
        walk.sandbox().shops().take(SHOP, order.json());

        assertThat(look(order)).isEqualTo("changed");
        awaitPlanned();

        assertThat(pieces()).isEqualTo("planned 2");
        assertThat(look(order)).isEqualTo("same");
        assertThat(ask("SELECT count(*) FROM inbox", Integer.class)).isEqualTo(1);
    }

    @Test
    void theSameContentIsStoredOnceHoweverManyLookAtTheSameMoment() {
        pause("quote-purchases", "read-shopify-messages");
        ShopifySamples order = cups(2);
        walk.sandbox().shops().take(SHOP, order.json());

        java.util.stream.IntStream.range(0, 8).parallel().forEach(i -> assertThat(look(order)).isEqualTo("changed"));

        assertThat(ask("SELECT count(*) FROM inbox", Integer.class)).isEqualTo(1);
        resume("read-shopify-messages");
        awaitPlanned();
        assertThat(pieces()).isEqualTo("planned 2");
    }

    @Test
    void anOrderThatIsKnownAsItIsStoresNothing() {
        pause("quote-purchases");
        ShopifySamples order = cups(2);
        plan("orders/paid", order);

        assertThat(look(order)).isEqualTo("same");
        assertThat(ask("SELECT count(*) FROM inbox WHERE topic = 'orders/read'", Integer.class)).isZero();
    }

    @Test
    void anOrderThatNobodyKnowsIsNoNews() {
        assertThat(look(cups(1))).isEqualTo("same");
    }
}
