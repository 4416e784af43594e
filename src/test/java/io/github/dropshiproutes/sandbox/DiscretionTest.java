package io.github.dropshiproutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

/** What the ledger writes down of people. */
class DiscretionTest {

    @Test
    void noPersonalValueIsWrittenWhereverItStands() throws Exception {
        ObjectNode call = Json.object().put("trade_id", "1").put("contact_person", "Jane Sentinel");
        call.putObject("parameters").put("remark", "DR-1").put("logistics_detail", "{\"shipment_address\":{\"address\":\"1 Sentinel Road\","
                + "\"country_code\":\"US\",\"telephone\":{\"country\":\"+1\",\"number\":\"5550142\"}},\"carrier_code\":\"EX\"}")
                .put("user_ip", "203.0.113.24");
        call.putArray("lines").addObject().put("city", "Sentinelville").put("quantity", 3);

        String written = Json.write(Discretion.of(call));

        assertThat(written).doesNotContain("Sentinel").doesNotContain("5550142").doesNotContain("203.0.113.24")
                .contains("\"trade_id\":\"1\"").contains("DR-1").contains("US").contains("EX").contains("\"quantity\":3");
        JsonNode again = Json.read(written);
        assertThat(Discretion.of(again)).as("read and written once more").isEqualTo(again);
    }

    @Test
    void equalValuesStayEqualAndDifferentOnesDifferent() {
        assertThat(Discretion.digest("90210")).isEqualTo(Discretion.digest("90210")).isNotEqualTo(Discretion.digest("90211"));
        assertThat(Discretion.digest(null)).isNull();
    }
}
