package io.github.dropshiproutes.aliexpress;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.sandbox.AliExpressCatalogue;
import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import org.junit.jupiter.api.Test;

/** A product is read as it is sold to the country it goes to. */
class DescribeAliexpressProductTest extends AliExpressTestCase {

    @Test
    void aProductThatIsSoldUnderAnotherNumberIsReadUnderThatOneToo() {
        walkedTo("quoted", order().line(sku(AliExpressCatalogue.US_NUMBER, AliExpressCatalogue.US_NUMBER_ATTR), 1, "39.90"));

        assertThat(ledger().calls(GET_PRODUCT)).extracting(call -> call.parameter("product_id"))
                .containsExactly(AliExpressCatalogue.US_NUMBER, AliExpressCatalogue.US_NUMBER_US);
        assertThat(ledger().calls(GET_PRODUCT)).allSatisfy(call -> assertThat(call.parameter("ship_to_country")).isEqualTo("US"));
    }

    @Test
    void anAnswerThatDescribesNothingIsNoEmptyStock() {
        pause("quote-purchases");
        walk.sandbox().faults().add(Fault.at(GET_PRODUCT, FaultAction.STATUS).withHttpStatus(200)
                .withBody("{\"aliexpress_ds_product_get_response\":{\"result\":{},\"rsp_code\":200}}"));
        walk.send("orders/paid", mats(1));
        Object id = walk.awaitPurchase("planned").get("id");

        staged("quote-purchase", handed("quote", "planned"));

        assertThat(purchase(id)).containsEntry("state", "planned").containsEntry("reason_code", "NO_ANSWER_VALUE");
    }
}
