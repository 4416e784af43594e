package io.github.dropshiproutes.alibaba;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.sandbox.Catalogue;
import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import io.github.dropshiproutes.sandbox.LedgerEntry;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import io.github.dropshiproutes.support.Walk;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The binding freight: what is asked, and which answers mean that the next country is asked. */
class AskAlibabaFreightTest {

    private Walk walk;

    @BeforeEach
    void empty() {
        walk = Walk.shared();
    }

    private void buy(String productId, String skuId) {
        walk.send("orders/paid", walk.order().line(ShopifySamples.alibabaSku(productId, skuId), 1, "79.90"));
    }

    @Test
    void everythingTheGuideNamesIsAsked() {
        buy(Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK);
        walk.awaitPurchase("paid");

        LedgerEntry asked = walk.sandbox().ledger().calls(Asked.FREIGHT).get(0);
        assertThat(asked.parameter("e_company_id")).isEqualTo(Catalogue.COMPANY);
        assertThat(asked.parameter("destination_country")).isEqualTo("US");
        assertThat(asked.parameter("dispatch_location")).isEqualTo("CN");
        assertThat(asked.parameter("enable_distribution_waybill")).isNull();
        assertThat(Asked.json(asked.parameter("logistics_product_list"))).isEqualTo(Asked.json(
                "[{\"product_id\":\"" + Catalogue.TRY_OUT + "\",\"sku_id\":\"" + Catalogue.TRY_OUT_BLACK + "\",\"quantity\":\"1\"}]"));
        assertThat(Asked.json(asked.parameter("address"))).isEqualTo(Asked.json("{\"zip\":\"90210\",\"country\":{\"code\":\"US\","
                + "\"name\":\"United States\"},\"province\":{\"code\":\"CA\",\"name\":\"California\"},"
                + "\"city\":{\"code\":\"\",\"name\":\"Beverly Hills\"},\"address\":\"1012 Beverly Drive\"}"));
    }

    @Test
    void anEmptyValueFromChinaSendsTheQuestionToTheStates() {
        buy(Catalogue.US_ONLY, Catalogue.US_ONLY_SKU);

        assertThat(walk.awaitPurchase("paid")).containsEntry("dispatch_location", "US")
                .containsEntry("carrier_code", "seller_oversea_distributor_usps");
        assertThat(Asked.freightFrom(walk)).containsExactly("CN", "US");
    }

    @Test
    void aCodeFromChinaAndAMissingValueFromTheStatesSendTheQuestionToMexico() {
        buy(Catalogue.MX_ONLY, Catalogue.MX_ONLY_SKU);

        assertThat(walk.awaitPurchase("paid")).containsEntry("dispatch_location", "MX");
        assertThat(Asked.freightFrom(walk)).containsExactly("CN", "US", "MX");
    }

    @ParameterizedTest
    @CsvSource({Catalogue.NOWHERE_EMPTY + "," + Catalogue.NOWHERE_EMPTY_SKU, Catalogue.NOWHERE_MISSING + "," + Catalogue.NOWHERE_MISSING_SKU})
    void whatNoCountryOffersHoldsTheOrder(String productId, String skuId) {
        buy(productId, skuId);

        Map<String, Object> held = walk.awaitPurchase("held");
        assertThat(held).containsEntry("reason_code", "NO_ROUTE").containsEntry("held_from", "planned");
        assertThat(Asked.freightFrom(walk)).containsExactly("CN", "US", "MX");
        assertThat(Asked.times(walk, Asked.CREATE)).isZero();
    }

    @Test
    void whatEveryCountryRefusesIsQuotedAgainAsTheLastRefusalSays() {
        buy(Catalogue.NOWHERE_CODE, Catalogue.NOWHERE_CODE_SKU);

        await().untilAsserted(() -> assertThat(walk.purchase()).containsEntry("reason_code", "10010"));
        assertThat(Asked.freightFrom(walk)).startsWith("CN", "US", "MX");
        assertThat(Asked.times(walk, Asked.CREATE)).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"EMPTY_VALUE", "MISSING_VALUE"})
    void anAnswerWithoutOptionsIsNoOfferWhateverItLooksLike(FaultAction action) {
        walk.sandbox().faults().add(Fault.at(Asked.FREIGHT, action));

        buy(Catalogue.EVERYWHERE, Catalogue.EVERYWHERE_SKU);

        assertThat(walk.awaitPurchase("paid")).containsEntry("dispatch_location", "US");
        assertThat(Asked.freightFrom(walk)).containsExactly("CN", "US");
    }

    @Test
    void anOptionWithoutCarrierOrFeeIsNoOption() {
        walk.sandbox().faults().add(Fault.at(Asked.FREIGHT, FaultAction.STATUS).withHttpStatus(200).withBody("{\"code\":0,\"value\":["
                + "{\"vendor_code\":\"null\",\"fee\":{\"amount\":\"1.00\",\"currency\":\"USD\"}},"
                + "{\"vendor_code\":\"FREE\",\"fee\":{\"currency\":\"USD\"}},{\"vendor_code\":\"ODD\",\"fee\":{\"amount\":\"-1\"}}]}"));

        buy(Catalogue.EVERYWHERE, Catalogue.EVERYWHERE_SKU);

        walk.awaitPurchase("paid");
        assertThat(Asked.freightFrom(walk)).containsExactly("CN", "US");
    }

    @Test
    void theOrdersDispatchLocationIsTheChosenOptionsOwn() {
        buy(Catalogue.US_ONLY, Catalogue.US_ONLY_SKU);
        walk.awaitPurchase("paid");

        JsonNode logistics = Asked.json(walk, Asked.CREATE, "logistics_detail");
        assertThat(logistics.get("dispatch_location").asText()).isEqualTo("US");
        assertThat(logistics.get("carrier_code").asText()).isEqualTo("seller_oversea_distributor_usps");
    }
}
