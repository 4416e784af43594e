package io.github.dropshiproutes.alibaba;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.suppliers.GatewayRecorder;
import io.github.dropshiproutes.suppliers.Wire;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parcels and their events. */
class AlibabaTrackTest {

    private static final String TWO_PARCELS = "{\"code\":\"0\",\"value\":{\"logistic_status\":\"DELIVERING\",\"shipping_order_list\":["
            + "{\"voucher\":{\"tracking_number\":\"A1\",\"service_provider\":\"FEDEX\"}},"
            + "{\"voucher\":{\"tracking_number\":\"B2\",\"service_provider\":\"YANWEN\"}},{\"voucher\":{\"tracking_number\":\"null\"}}]}}";

    private final Wire wire = Wire.shared();

    private Exchange track(String logistics, String tracking) {
        wire.gateway().answer(GatewayRecorder.json(logistics), GatewayRecorder.json(tracking));
        Exchange tracked = wire.send("direct:alibaba-track", Wire.variables(Wire.purchase("paid", "77", Wire.line("1", "2", 1)), "tradeId", "77"));
        assertThat(tracked.getException()).isNull();
        return tracked;
    }

    @Test
    void bothCallsNameTheTrade() {
        track("{\"code\":\"0\",\"value\":{}}", "{\"code\":\"0\"}");

        assertThat(wire.gateway().requests()).extracting(GatewayRecorder.Request::path)
                .containsExactly("/rest/order/logistics/query", "/rest/order/logistics/tracking/get");
        assertThat(wire.gateway().requests().get(0).parameters()).containsEntry("trade_id", "77").containsEntry("data_select", "logistic_order");
        assertThat(wire.gateway().requests().get(1).parameters()).containsEntry("trade_id", "77");
    }

    @Test
    void parcelsArriveTogetherOrNotAtAll() {
        String delivered = "{\"tracking_number\":\"A1\",\"carrier\":\"FEDEX\",\"current_event_code\":\"DELIVERED\","
                + "\"tracking_url\":\"https://sale.alibaba.com/p/track\"}";
        Exchange one = track(TWO_PARCELS, "{\"code\":\"0\",\"tracking_list\":[" + delivered + "]}");
        assertThat(one.getVariable("delivered")).isEqualTo(false);
        assertThat(Asked.json((String) one.getVariable("trackingJson"))).hasSize(2);

        Exchange both = track(TWO_PARCELS, "{\"code\":\"0\",\"tracking_list\":[" + delivered
                + ",{\"tracking_number\":\"B2\",\"event_list\":[{\"event_code\":\"DELIVERED\"},{\"event_code\":\"IN_TRANSIT\"}]}]}");
        assertThat(both.getVariable("delivered")).isEqualTo(true);
    }

    @ParameterizedTest
    @CsvSource({"UNDELIVERED, false", "DELIVERING, false", "PART_DELIVERED, false", "DELIVERED, true", "CONFIRM_RECEIPT, true", "null, false"})
    void withoutAnyParcelTheLogisticStatusDecides(String status, boolean delivered) {
        Exchange tracked = track("{\"code\":\"0\",\"value\":{\"logistic_status\":\"" + status + "\"}}", "{\"code\":\"0\",\"request_id\":\"r\"}");

        assertThat(tracked.getVariable("delivered")).isEqualTo(delivered);
        assertThat(tracked.getVariable("trackingJson")).isEqualTo("[]");
    }

    @Test
    void aLinkThatIsNoneIsNotKept() {
        Exchange tracked = track(TWO_PARCELS, "{\"code\":\"0\",\"tracking_list\":[{\"tracking_number\":\"A1\",\"tracking_url\":\"javascript:x\"}]}");

        assertThat((String) tracked.getVariable("trackingJson")).doesNotContain("javascript");
    }
}
