package io.github.dropshiproutes.budgets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.alibaba.AlibabaCall;
import io.github.dropshiproutes.orders.Purchase;
import io.github.dropshiproutes.suppliers.Wire;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

/** The call that creates an order is waited for before its intent is committed: a purchase that has to come back has none. */
class AwaitCreateTest {

    private static final String CREATE = "/buynow/order/create";
    private static final Purchase PURCHASE = Wire.purchase("quoted", null, Wire.line("1600191825486", "12321", 1));

    private final Wire wire = Wire.shared();

    @Test
    void theAdmissionCoversExactlyThatCallOnce() {
        Exchange exchange = wire.send("direct:await-create", Wire.variables(PURCHASE));

        assertThat(exchange.getException()).isNull();
        Admission admission = exchange.getVariable("admission", Admission.class);
        assertThat(admission.covers(AlibabaCall.spend("/alibaba/dropshipping/order/pay", Map.of()))).isFalse();
        assertThat(admission.covers(AlibabaCall.spend(CREATE, Map.of()))).isTrue();
        admission.use();
        assertThat(admission.covers(AlibabaCall.spend(CREATE, Map.of()))).isFalse();
    }

    @Test
    void aBanOfThatCallComesBack() {
        BanOnTheWire.of(wire, CREATE, Duration.ofMinutes(1));

        assertThat(Wire.failure(wire.send("direct:await-create", Wire.variables(PURCHASE))).getCode()).isEqualTo("CALL_BAN");
    }

    @Test
    void aBanOfTheOtherCallDoesNot() {
        BanOnTheWire.of(wire, "/alibaba/dropshipping/order/pay", Duration.ofMinutes(1));

        assertThat(wire.send("direct:await-create", Wire.variables(PURCHASE)).getException()).isNull();
    }
}
