package io.github.dropshiproutes.alibaba;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.orders.SupplierOrder;
import io.github.dropshiproutes.suppliers.GatewayRecorder;
import io.github.dropshiproutes.suppliers.Wire;
import java.math.BigDecimal;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An order as Alibaba.com shows it, in the guide's shape and in those that were seen. */
class ReadAlibabaOrderTest {

    private final Wire wire = Wire.shared();

    private Exchange read(String value) {
        wire.gateway().answer(GatewayRecorder.json("{\"code\":\"0\",\"value\":" + value + "}"));
        return wire.send("direct:read-alibaba-order", Map.of("tradeId", "234193410001028893"));
    }

    private SupplierOrder order(String value) {
        Exchange read = read(value);
        assertThat(read.getException()).isNull();
        return read.getVariable("supplierOrder", SupplierOrder.class);
    }

    @Test
    void theGuidesSampleIsReadWhole() {
        SupplierOrder order = order("""
                {"trade_id":"234193410001028893","trade_status":"unpay","pay_step":"ADVANCE","remark":"Please [DR-X]",
                 "shipping_address":{"zip":"10012","country_code":"US","contact_person":"John Doe"},
                 "order_products":[{"product_id":"1601314875038","sku_id":"106117950042","quantity":"2.0000",
                                    "unit_price":{"amount":"0.1000","currency":"USD"}}],
                 "total_amount":{"amount":"4.87","currency":"USD"}}""");

        assertThat(order.tradeId()).isEqualTo("234193410001028893");
        assertThat(order.status()).isEqualTo("unpay");
        assertThat(order.total()).isEqualByComparingTo("4.87");
        assertThat(order.currency()).isEqualTo("USD");
        assertThat(order.remark()).isEqualTo("Please [DR-X]");
        assertThat(order.products()).containsExactlyEntriesOf(Map.of("1601314875038:106117950042", 2));
        assertThat(order.recipient()).isEqualTo("John Doe");
        assertThat(order.zip()).isEqualTo("10012");
    }

    @Test
    void numbersForTextsAndTheWordNullForNothingAreUnderstood() {
        SupplierOrder order = order("""
                {"trade_id":234193410001028893,"trade_status":"undeliver","remark":"null","shipping_address":{"zip":10012,"contact_person":"null"},
                 "order_products":[{"product_id":1601314875038,"sku_id":"null","quantity":2},
                                   {"product_id":1601314875038,"sku_id":"-1","quantity":"1"}],
                 "total_amount":{"amount":12345678901234.5678,"currency":"EUR"}}""");

        assertThat(order.tradeId()).isEqualTo("234193410001028893");
        assertThat(order.remark()).isNull();
        assertThat(order.zip()).isEqualTo("10012");
        assertThat(order.recipient()).isNull();
        assertThat(order.products()).containsExactlyEntriesOf(Map.of("1601314875038:", 3));
        assertThat(order.total()).isEqualTo(new BigDecimal("12345678901234.5678"));
        assertThat(order.currency()).isEqualTo("EUR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"amount\":\"null\"}", "{}", "null", "\"21.30\"", "{\"amount\":\"1e9\"}", "{\"amount\":\"12,50\"}"})
    void aTotalThatIsNoneIsNeverGuessed(String total) {
        assertThat(order("{\"trade_status\":\"unpay\",\"total_amount\":" + total + "}").total()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "null", "\"text\"", "{\"trade_status\":\"null\"}", "{\"trade_status\":\"\"}"})
    void anOrderWithoutAStatusIsNoAnswer(String value) {
        assertThat(Wire.failure(read(value)).getCode()).isEqualTo("UNREADABLE_ANSWER");
    }
}
