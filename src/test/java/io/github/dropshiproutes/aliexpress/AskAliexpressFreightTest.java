package io.github.dropshiproutes.aliexpress;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.sandbox.AliExpressCatalogue;
import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** Freight is asked for by the numeric variant, and only what can be sent is chosen. */
class AskAliexpressFreightTest extends AliExpressTestCase {

    @Test
    void theVariantIsNamedByItsNumber() {
        walkedTo("quoted", mats(1));

        assertThat(ledger().calls(QUERY_FREIGHT).get(0).parameter("queryDeliveryReq"))
                .contains("\"selectedSkuId\":\"" + AliExpressCatalogue.GUIDE_BLUE_SKU + "\"").contains("\"shipToCountry\":\"US\"");
    }

    @Test
    void aFeeIsInWholeUnitsAndPartOfTheTotal() {
        Object id = walkedTo("quoted", order().line(SWEATER, 1, "39.90")).get("id");

        assertThat((BigDecimal) purchase(id).get("quoted_freight")).isEqualByComparingTo("1.99");
        assertThat((BigDecimal) purchase(id).get("quoted_total")).isEqualByComparingTo("13.19");
    }

    @Test
    void withoutAnOfferThereIsNoRoute() {
        walk.sandbox().faults().add(Fault.at(QUERY_FREIGHT, FaultAction.STATUS).withHttpStatus(200)
                .withBody("{\"aliexpress_ds_freight_query_response\":{\"result\":{\"success\":true,\"code\":200,\"delivery_options\":{}}}}"));
        walk.send("orders/paid", mats(1));

        awaitHeld("NO_ROUTE");
    }
}
