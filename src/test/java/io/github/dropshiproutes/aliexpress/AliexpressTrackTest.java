package io.github.dropshiproutes.aliexpress;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.orders.SupplierOrder;
import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parcels by their real numbers; not sent yet is no failure. */
class AliexpressTrackTest extends AliExpressTestCase {

    private Exchange track(String body) {
        return track(body, "WAIT_BUYER_ACCEPT_GOODS");
    }

    private Exchange track(String body, String status) {
        walkedTo("quoted", mats(1));
        walk.sandbox().faults().add(Fault.at(GET_TRACKING, FaultAction.STATUS).withHttpStatus(200)
                .withBody("{\"aliexpress_ds_order_tracking_get_response\":{\"result\":" + body + "}}"));
        Exchange exchange = handed("place", "quoted");
        exchange.setVariable("tradeId", "8198352049851315");
        exchange.setVariable("supplierOrder", new SupplierOrder("8198352049851315", status, "shipped", null, "USD", null, Map.of(), null, null, null));
        return through("aliexpress-track", exchange);
    }

    private static String parcel(String event) {
        return "{\"ret\":\"true\",\"code\":\"\",\"data\":{\"tracking_detail_line_list\":{\"tracking_detail\":{\"mail_no\":\"CN1\","
                + "\"carrier_name\":\"Cainiao\",\"eta_time_stamps\":\"1740273780000\",\"detail_node_list\":{\"detail_node\":["
                + "{\"time_stamp\":1739928180000,\"tracking_name\":\"" + event + "\"},{\"tracking_name\":\"Delivered\"}]}}}}}";
    }

    @ParameterizedTest
    @CsvSource({"SELLER_PART_SEND_GOODS, true", "WAIT_BUYER_ACCEPT_GOODS, false"})
    void whatIsInAParcelIsReadAndWhetherThereWillBeMore(String status, boolean partly) {
        Exchange tracked = track("{\"ret\":true,\"data\":{\"tracking_detail_line_list\":[{\"mail_no\":\"CN1\",\"package_item_list\":"
                + "{\"package_item\":[{\"item_id\":1,\"quantity\":\"2\",\"sku_id\":12000059493652163}]}},"
                + "{\"mail_no\":\"CN2\",\"package_item_list\":{\"package_item\":{\"item_id\":1,\"quantity\":-1,\"sku_id\":5}}}]}}", status);

        assertThat(tracked.getVariable("partlySent")).isEqualTo(partly);
        assertThat((String) tracked.getVariable("trackingJson")).contains("{\"12000059493652163\":2}").endsWith("{\"number\":\"CN2\"}]");
    }

    @Test
    void notSentYetIsAnAnswer() {
        Exchange tracked = track("{\"ret\":false,\"code\":\"1001\",\"msg\":\"TRACKING DATA NOT FOUND\"}");

        assertThat(tracked.getVariable("trackingJson")).isEqualTo("[]");
        assertThat(tracked.getVariable("delivered")).isEqualTo(false);
    }

    @ParameterizedTest
    @CsvSource({"Delivered, true", "Package delivered, true", "Your package has been delivered to the locker, true", "Signed by the recipient, true",
        "Out for delivery, false", "Delivery failed, false", "To be delivered, false", "Undelivered, false", "Arrived at customs, false"})
    void theNewestEventDecidesWhetherItHasArrived(String event, boolean delivered) {
        Exchange tracked = track(parcel(event));

        assertThat(tracked.getVariable("delivered")).isEqualTo(delivered);
        assertThat((String) tracked.getVariable("trackingJson")).contains("CN1").contains("Cainiao").contains("2025-02-23T01:23:00Z");
    }
}
