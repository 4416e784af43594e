package io.github.dropshiproutes.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dropshiproutes.orders.Address;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Countries and provinces of an order as the suppliers need them, whatever the shop wrote. */
class ShopifyAddressTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "UK | United Kingdom | - | - | GB | United Kingdom | - | -", "US | United States | CA | California | US | United States | CA"
            + " | California",
        "- | United States of America | - | new york | US | United States | NY | New York",
        "MX | Mexico | Q ROO | - | MX | Mexico | ROO | Quintana Roo",
        "DE | Germany | BY | Bayern | DE | Germany | BY | Bayern", "CA | Canada | - | Québec | CA | Canada | QC | Quebec"})
    void isReadByCodeAndByName(String code, String country, String provinceCode, String province, String isoCode, String name,
                               String isoProvince, String provinceName) throws IOException {
        ObjectNode order = (ObjectNode) new ObjectMapper().readTree(ShopifySamples.paidOrder(Instant.parse("2026-11-22T12:00:00Z")).body());
        ObjectNode to = (ObjectNode) order.path("shipping_address");
        to.put("country_code", code).put("country", country).put("province_code", provinceCode).put("province", province);

        Address address = ShopifyOrder.read(order, Map.of()).getAddress();

        assertThat(address.countryCode()).isEqualTo(isoCode);
        assertThat(address.country()).isEqualTo(name);
        assertThat(address.provinceCode()).isEqualTo(isoProvince);
        assertThat(address.province()).isEqualTo(provinceName);
    }
}
