package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.sandbox.Catalogue;
import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class QuotePurchaseTest extends StageTest {

    @Test
    void theQuoteIsKeptWithItsCarrierDispatchAndPrices() {
        Map<String, Object> quoted = walkedTo("quoted", cups(2));

        assertThat((BigDecimal) quoted.get("quoted_total")).isEqualByComparingTo("31.30");
        assertThat((BigDecimal) quoted.get("quoted_freight")).isEqualByComparingTo("13.50");
        assertThat(quoted).containsEntry("dispatch_location", "CN").containsEntry("carrier_code", "EX_ASP_JYC_ECONOMY")
                .containsEntry("currency", "USD").containsEntry("e_company_id", Catalogue.COMPANY);
        assertThat(ask("SELECT unit_price FROM purchase_line", BigDecimal.class)).isEqualByComparingTo("8.90");
    }

    @Test
    void productsOfSeveralSellersBecomePurchasesOfTheirOwn() {
        pause("place-purchases");
        walk.send("orders/paid", walk.order().line(CUP, 1, "39.90").line(BAG, 2, "39.90"));

        walk.awaitPurchases(2, "quoted");

        assertThat(pieces()).isEqualTo("quoted 1, quoted 2");
        assertThat(ask("SELECT count(DISTINCT reference) FROM purchase", Integer.class)).isEqualTo(2);
    }

    @Test
    void aChangeThatArrivesDuringTheQuoteIsQuotedAnew() {
        ShopifySamples order = cups(1);
        walk.send("orders/paid", order);
        walk.sandbox().faults().add(Fault.waiting(FREIGHT, FaultAction.DELAY, Duration.ofSeconds(1)));
        Awaitility.await().until(() -> ask("SELECT count(*) FROM purchase WHERE claimed_until IS NOT NULL", Integer.class) == 1);

        walk.send("orders/updated", withPieces(order, 3));

        walk.awaitPurchase("paid");
        assertThat(pieces()).isEqualTo("paid 3");
        assertThat(ledger().created()).hasSize(1);
    }
}
