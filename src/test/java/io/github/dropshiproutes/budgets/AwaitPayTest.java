package io.github.dropshiproutes.budgets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.alibaba.AlibabaCall;
import io.github.dropshiproutes.orders.Purchase;
import io.github.dropshiproutes.suppliers.Wire;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

/** The call that pays an order is waited for before its intent is committed and its money reserved. */
class AwaitPayTest {

    private static final String PAY = "/alibaba/dropshipping/order/pay";
    private static final Purchase PURCHASE = Wire.purchase("placed", "1", Wire.line("1600191825486", "12321", 1));

    private final Wire wire = Wire.shared();

    @Test
    void theAdmissionCoversExactlyThatCallOnce() {
        Exchange exchange = wire.send("direct:await-pay", Wire.variables(PURCHASE));

        assertThat(exchange.getException()).isNull();
        Admission admission = exchange.getVariable("admission", Admission.class);
        assertThat(admission.covers(AlibabaCall.spend("/buynow/order/create", Map.of()))).isFalse();
        assertThat(admission.covers(AlibabaCall.spend(PAY, Map.of()))).isTrue();
        admission.use();
        assertThat(admission.covers(AlibabaCall.spend(PAY, Map.of()))).isFalse();
    }

    @Test
    void aBanOfThatCallComesBack() {
        BanOnTheWire.of(wire, PAY, Duration.ofMinutes(1));

        assertThat(Wire.failure(wire.send("direct:await-pay", Wire.variables(PURCHASE))).getCode()).isEqualTo("CALL_BAN");
    }

    @Test
    void aBanOfTheOtherCallDoesNot() {
        BanOnTheWire.of(wire, "/buynow/order/create", Duration.ofMinutes(1));

        assertThat(wire.send("direct:await-pay", Wire.variables(PURCHASE)).getException()).isNull();
    }
}
