package io.github.dropshiproutes.alibaba;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.sandbox.Catalogue;
import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.LedgerEntry;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import io.github.dropshiproutes.support.Walk;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lines that no country sends together become an order for each country. */
class PartAlibabaLinesTest {

    private Walk walk;

    @BeforeEach
    void empty() {
        walk = Walk.shared();
    }

    @Test
    void linesFromChinaAndFromTheStatesBecomeTwoOrders() {
        walk.send("orders/paid", walk.order().line(ShopifySamples.alibabaSku(Catalogue.CN_ONLY, Catalogue.CN_ONLY_SKU), 1, "39.90")
                .line(ShopifySamples.alibabaSku(Catalogue.US_ONLY, Catalogue.US_ONLY_SKU), 2, "39.90"));

        List<Map<String, Object>> paid = walk.awaitPurchases(2, "paid");

        assertThat(paid).extracting(purchase -> purchase.get("dispatch_location")).containsExactlyInAnyOrder("CN", "US");
        assertThat(paid).extracting(purchase -> purchase.get("reference")).doesNotHaveDuplicates();
        assertThat(Asked.freightFrom(walk)).startsWith("CN", "US", "MX").hasSize(5);
        assertThat(walk.sandbox().ledger().created()).hasSize(2);
        assertThat(lineCounts()).containsOnly(1L);
    }

    @Test
    void linesOfOneCountryThatAreRefusedTogetherAreOrderedEachAlone() {
        walk.sandbox().faults().add(Fault.code(Asked.FREIGHT, "4016", "freight template service error").repeated(3));

        walk.send("orders/paid", walk.order().line(ShopifySamples.alibabaSku(Catalogue.CN_ONLY, Catalogue.CN_ONLY_SKU), 1, "39.90")
                .line(ShopifySamples.alibabaSku(Catalogue.TRY_OUT, Catalogue.TRY_OUT_WHITE), 1, "39.90"));

        assertThat(walk.awaitPurchases(2, "paid")).allMatch(purchase -> "CN".equals(purchase.get("dispatch_location")));
        assertThat(walk.sandbox().ledger().created()).hasSize(2);
    }

    @Test
    void aLineThatCannotBeSentAtAllDoesNotBlockTheOther() {
        walk.send("orders/paid", walk.order().line(ShopifySamples.alibabaSku(Catalogue.CN_ONLY, Catalogue.CN_ONLY_SKU), 1, "39.90")
                .line(ShopifySamples.alibabaSku(Catalogue.NOWHERE_EMPTY, Catalogue.NOWHERE_EMPTY_SKU), 1, "79.90"));

        org.awaitility.Awaitility.await().atMost(java.time.Duration.ofSeconds(30)).untilAsserted(() -> assertThat(walk.purchases())
                .extracting(purchase -> purchase.get("state")).containsExactlyInAnyOrder("paid", "held"));
        assertThat(walk.purchases()).extracting(purchase -> purchase.get("reason_code")).contains("NO_ROUTE");
        List<LedgerEntry> created = walk.sandbox().ledger().created();
        assertThat(created).hasSize(1);
        assertThat(created.get(0).json()).contains(Catalogue.CN_ONLY);
    }

    private List<Long> lineCounts() {
        return walk.jdbc().sql("SELECT count(*) FROM purchase_line GROUP BY purchase_id").query(Long.class).list();
    }
}
