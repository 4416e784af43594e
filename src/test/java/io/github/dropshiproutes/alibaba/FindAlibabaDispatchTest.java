package io.github.dropshiproutes.alibaba;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dropshiproutes.sandbox.Catalogue;
import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import io.github.dropshiproutes.support.Walk;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** In which order dispatch countries are asked, and what is asked next when one fails. */
class FindAlibabaDispatchTest {

    private static final String EVERYWHERE = ShopifySamples.alibabaSku(Catalogue.EVERYWHERE, Catalogue.EVERYWHERE_SKU);

    @Test
    void chinaIsAskedFirstAndNobodyElseWhereItOffersFreight() {
        Walk walk = bought(EVERYWHERE);

        walk.awaitPurchase("paid");
        assertThat(Asked.freightFrom(walk)).containsExactly("CN");
    }

    @Test
    void movingTheBlocksOfTheRouteMovesTheCalls() {
        Walk walk = ChangedWalk.shared();
        walk.sandbox().faults().add(Fault.code(Asked.FREIGHT, "4015", "cannot be sent there").always());

        walk.send("orders/paid", walk.order().line(EVERYWHERE, 1, "49.90"));

        walk.awaitPurchase("held");
        assertThat(Asked.freightFrom(walk)).containsExactly("MX", "US", "CN");
    }

    @Test
    void aCountryWithoutEnoughPiecesIsNotAsked() {
        Walk walk = Walk.shared();
        walk.sandbox().trades().stock(Catalogue.EVERYWHERE, Catalogue.EVERYWHERE_SKU, "CN", 1);

        walk.send("orders/paid", walk.order().line(EVERYWHERE, 2, "49.90"));

        walk.awaitPurchase("paid");
        assertThat(Asked.freightFrom(walk)).containsExactly("US");
    }

    @Test
    void whereNoCountryHasEnoughPiecesTheOrderWaitsForThem() {
        Walk walk = Walk.shared();
        walk.send("orders/paid", walk.order().line(ShopifySamples.alibabaSku(Catalogue.OUT_OF_STOCK, Catalogue.OUT_OF_STOCK_SKU), 1, "49.90"));

        await().untilAsserted(() -> assertThat(walk.purchase()).containsEntry("reason_code", "SOLD_OUT").containsEntry("state", "planned")
                .containsEntry("attempts", 1));

        walk.sandbox().trades().stock(Catalogue.OUT_OF_STOCK, Catalogue.OUT_OF_STOCK_SKU, "CN", 5);
        walk.move(Duration.ofHours(2));
        walk.awaitPurchase("paid");
    }

    @Test
    void aProductThatShipsFromMexicoIsQuotedOnceMoreFromThereAndPaid() {
        Walk walk = Walk.shared();
        walk.sandbox().faults().add(Fault.code(Asked.CREATE, "130608", "The dispatch location is required"));

        walk.send("orders/paid", walk.order().line(EVERYWHERE, 1, "49.90"));
        await().untilAsserted(() -> assertThat(Asked.times(walk, Asked.CREATE)).isEqualTo(1));
        walk.move(Duration.ofSeconds(5));

        Map<String, Object> paid = walk.awaitPurchase("paid");
        assertThat(paid).containsEntry("dispatch_location", "MX");
        assertThat(Asked.freightFrom(walk)).containsExactly("CN", "MX");
        assertThat(walk.sandbox().ledger().calls(Asked.CREATE)).hasSize(2);
        assertThat(walk.sandbox().ledger().created()).hasSize(1);
        assertThat(walk.sandbox().ledger().created().get(0).text("dispatch_location")).isEqualTo("MX");
    }

    @Test
    void missingStockIsLookedForInChinaTheStatesAndMexicoThenWaitedForAndThenAPersonIsAsked() {
        Walk walk = Walk.shared();
        walk.sandbox().faults().add(Fault.code(Asked.CREATE, "130703", "Insufficient inventory").always());
        walk.send("orders/paid", walk.order().line(EVERYWHERE, 1, "49.90"));

        for (int round = 1; round <= 9; round++) {
            int attempts = round;
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(walk.purchase()).containsEntry("state", "planned")
                    .containsEntry("attempts", attempts).containsEntry("reason_code", "130703").containsEntry("claimed_until", null));
            assertThat(Asked.freightFrom(walk)).hasSize(3 * round).endsWith("CN", "US", "MX");
            assertThat(Asked.times(walk, Asked.CREATE)).isEqualTo(3 * round);
            walk.move(Duration.ofHours(14));
        }

        Map<String, Object> held = walk.awaitPurchase("held");
        assertThat(held).containsEntry("reason_code", "130703");
        assertThat(held.get("hint")).asString().startsWith("Ask the seller when stock comes back");
        assertThat(walk.sandbox().ledger().created()).isEmpty();
    }

    @Test
    void aChangedDelayInTheErrorTableMovesTheNextAttempt() {
        Walk walk = ChangedWalk.shared();
        walk.sandbox().faults().add(Fault.code(Asked.FREIGHT, "130703", "Insufficient inventory").always());

        walk.send("orders/paid", walk.order().line(EVERYWHERE, 1, "49.90"));

        await().untilAsserted(() -> assertThat(walk.purchase()).containsEntry("reason_code", "130703").containsEntry("claimed_until", null));
        assertThat(walk.jdbc().sql("SELECT extract(epoch FROM next_attempt_at - updated_at) FROM purchase").query(BigDecimal.class).single())
                .isEqualByComparingTo(String.valueOf(Duration.ofHours(3).toSeconds()));
    }

    private static Walk bought(String sku) {
        Walk walk = Walk.shared();
        walk.send("orders/paid", walk.order().line(sku, 1, "49.90"));
        return walk;
    }

}
