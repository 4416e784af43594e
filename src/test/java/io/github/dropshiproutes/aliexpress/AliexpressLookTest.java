package io.github.dropshiproutes.aliexpress;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.orders.SupplierOrder;
import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every word of AliExpress, where it stands in the walk. */
class AliexpressLookTest extends AliExpressTestCase {

    private Exchange look(String status, String... ends) {
        walkedTo("quoted", mats(1));
        String children = java.util.stream.Stream.of(ends).map(end -> "{\"sku_id\":\"1\",\"product_count\":\"2\""
                + (end.isEmpty() ? "" : ",\"end_reason\":\"" + end + "\"") + "}").collect(java.util.stream.Collectors.joining(","));
        walk.sandbox().faults().add(Fault.at(GET_ORDER, FaultAction.STATUS).withHttpStatus(200).withBody(
                "{\"aliexpress_trade_ds_order_get_response\":{\"result\":{\"order_status\":\"" + status
                + "\",\"user_order_amount\":{\"amount\":\"8.34\",\"currency_code\":\"USD\"},\"child_order_list\":"
                + "{\"aeop_child_order_info\":[" + children + "]}}}}"));
        Exchange exchange = handed("place", "quoted");
        exchange.setVariable("tradeId", "8198352049851315");
        return through("aliexpress-look", exchange);
    }

    @ParameterizedTest
    @CsvSource({"PLACE_ORDER_SUCCESS, placed", "PAYMENT_PROCESSING, paying", "WAIT_SELLER_EXAMINE_MONEY, paying", "RISK_CONTROL, paying",
        "WAIT_SELLER_SEND_GOODS, paid", "SELLER_PART_SEND_GOODS, shipped", "WAIT_BUYER_ACCEPT_GOODS, shipped", "FINISH, delivered",
        "RISK_CONTROL_HOLD, odd", "IN_CANCEL, odd", "SOMETHING_NEW, odd"})
    void everyWordHasItsPlace(String status, String position) {
        assertThat(look(status, "").getVariable("position")).isEqualTo(position);
    }

    @Test
    void finishedMayMeanCancelledAndThenItIsGone() {
        assertThat(look("FINISH", "CANCELED", "CANCELED").getVariable("position")).isEqualTo("gone");
    }

    @Test
    void whereOnlyAPartIsCancelledTheRestGoesOnAndThatIsSaid() {
        Exchange partly = look("FINISH", "CANCELED", "");

        assertThat(partly.getVariable("position")).isEqualTo("delivered");
        SupplierOrder order = partly.getVariable("supplierOrder", SupplierOrder.class);
        assertThat(order.closed()).isNotEmpty();
        assertThat(order.total()).isEqualByComparingTo("8.34");
        assertThat(order.products()).containsEntry("1", 4);
    }
}
