package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

class RequotePurchaseTest extends StageTest {

    @Test
    void withoutAFailureItIsNoAttempt() {
        Object id = walkedTo("quoted", cups(1)).get("id");
        pause("quote-purchases");

        through("requote-purchase", handed("place", "quoted"));

        assertThat(purchase(id)).containsEntry("state", "planned").containsEntry("attempts", 0).containsEntry("waits", false)
                .containsEntry("quoted_at", null).containsEntry("claim_id", null);
    }

    @Test
    void aFailureCountsAndItsWordsAreKept() {
        Object id = walkedTo("quoted", cups(1)).get("id");
        pause("quote-purchases");
        Exchange exchange = handed("place", "quoted");
        exchange.setVariable("failure", new Failure("130608", "route", "requote", "words", "do it", "MX", new BigDecimal("5"), false, 1));

        through("requote-purchase", exchange);

        assertThat(purchase(id)).containsEntry("state", "planned").containsEntry("attempts", 1).containsEntry("preferred_dispatch", "MX")
                .containsEntry("reason_code", "130608").containsEntry("reason", "words").containsEntry("waits", true);
    }
}
