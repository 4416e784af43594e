package io.github.dropshiproutes.alibaba;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.sandbox.Catalogue;
import io.github.dropshiproutes.sandbox.LedgerEntry;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import io.github.dropshiproutes.support.Walk;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The estimate of one line tells where it ships from, and nothing else. */
class AskAlibabaEstimateTest {

    private Walk walk;

    @BeforeEach
    void buyFromTwoCountries() {
        walk = Walk.shared();
        walk.send("orders/paid", walk.order().line(ShopifySamples.alibabaSku(Catalogue.CN_ONLY, Catalogue.CN_ONLY_SKU), 3, "39.90")
                .line(ShopifySamples.alibabaSku(Catalogue.US_ONLY, Catalogue.US_ONLY_SKU), 1, "39.90"));
        walk.awaitPurchases(2, "paid");
    }

    @Test
    void eachLineIsEstimatedAloneUntilACountryOffersIt() {
        List<LedgerEntry> asked = walk.sandbox().ledger().calls(Asked.ESTIMATE);

        assertThat(asked).extracting(call -> call.parameter("product_id") + " from " + call.parameter("dispatch_location"))
                .containsExactly(Catalogue.CN_ONLY + " from CN", Catalogue.US_ONLY + " from CN", Catalogue.US_ONLY + " from US");
        assertThat(asked.get(0).parameter("quantity")).isEqualTo("3");
        assertThat(asked.get(0).parameter("destination_country")).isEqualTo("US");
        assertThat(asked.get(0).parameter("zip_code")).isEqualTo("90210");
    }

    @Test
    void noCarrierOfAnEstimateIsEverOrdered() {
        assertThat(walk.sandbox().ledger().calls(Asked.CREATE)).hasSize(2).allSatisfy(create ->
                assertThat(Asked.json(create.parameter("logistics_detail")).get("carrier_code").asText())
                        .isIn("EX_ASP_JYC_ECONOMY", "seller_oversea_distributor_usps"));
    }
}
