package io.github.dropshiproutes.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class WriteToShopTest extends ShopTestCase {

    @Test
    void whoLostTheClaimSendsNothing() {
        Object id = paid(cups(1));
        awaitWriteBack(id, "waiting");
        Exchange exchange = new DefaultExchange(walk.camel());
        exchange.setVariable("fulfilment", new Fulfilment(id.toString(), UUID.randomUUID(), SHOP, "1", "alibaba", "r", "shipped", Map.of(),
                List.of(), List.of(), null, null, List.of(), null, null, Set.of(), false, false, 0, null, Instant.EPOCH));
        exchange.setVariable("write", new ShopWrite(null, "{}", "never"));

        through("write-to-shop", exchange);

        assertThat(ledger().calls(CREATED)).isEmpty();
        assertThat(row(id)).containsEntry("state", "waiting").containsEntry("intent", null);
    }
}
