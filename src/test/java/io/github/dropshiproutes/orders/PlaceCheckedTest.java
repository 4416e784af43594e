package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

class PlaceCheckedTest extends StageTest {

    private Object check() {
        Exchange exchange = handed("place", "quoted");
        walk.application().getBean(SupplierSettings.class).readPayment(exchange);
        through("place-checked", exchange);
        return exchange.getVariable("purchase", Purchase.class).id();
    }

    @Test
    void whatPassesEveryGuardIsPlaced() {
        pause("pay-purchases");
        walkedTo("quoted", cups(1));

        Object id = check();

        assertThat(purchase(id)).containsEntry("state", "placed");
        assertThat(ledger().created()).hasSize(1);
    }

    @Test
    void anOldQuoteIsTakenAgainBeforeAnythingIsBought() {
        walkedTo("quoted", cups(1));
        pause("quote-purchases");
        walk.move(Duration.ofMinutes(31));

        assertThat(purchase(check())).containsEntry("state", "planned");
        assertThat(ledger().calls(CREATE)).isEmpty();
    }

    @Test
    void aGuardHoldsBeforeAnythingIsBought() {
        walkedTo("quoted", walk.order().line(LAMP, 20, "0.50"));

        assertThat(purchase(check())).containsEntry("state", "held").containsEntry("reason_code", "MARGIN_TOO_SMALL");
        assertThat(ledger().calls(CREATE)).isEmpty();
    }
}
