package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

class TryNextDispatchTest extends StageTest {

    private static final Failure SOLD_OUT = new Failure("130703", "stock", "next-dispatch", "sold out", "wait", null, new BigDecimal("60"), false, 1);

    @Test
    void aQuotedPurchaseLeavesItsCountryOutAndIsQuotedFromAnother() {
        walkedTo("quoted", walk.order().line(LAMP, 1, "39.90"));
        pause("quote-purchases");
        Exchange exchange = handed("place", "quoted");
        exchange.setVariable("failure", SOLD_OUT);
        through("try-next-dispatch", exchange);
        assertThat(ask("SELECT array_to_string(excluded_dispatch, ',') FROM purchase", String.class)).isEqualTo("CN");

        resume("quote-purchases");

        assertThat(walk.awaitPurchase("quoted")).containsEntry("dispatch_location", "US");
    }

    @Test
    void aPlannedPurchaseWasAskedFromEveryCountryAndWaits() {
        Object id = walkedTo("planned", cups(1)).get("id");
        Exchange exchange = handed("quote", "planned");
        exchange.setVariable("failure", SOLD_OUT);

        through("try-next-dispatch", exchange);

        assertThat(purchase(id)).containsEntry("state", "planned").containsEntry("attempts", 1).containsEntry("waits", true);
    }
}
