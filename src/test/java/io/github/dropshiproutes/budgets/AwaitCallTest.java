package io.github.dropshiproutes.budgets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.alibaba.AlibabaCall;
import io.github.dropshiproutes.errors.ThrottledException;
import io.github.dropshiproutes.suppliers.Wire;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

/** A call that may be made is let through; one that would only be refused comes back before anything is signed. */
class AwaitCallTest {

    private static final String ORDER = "/alibaba/order/get";

    private final Wire wire = Wire.shared();

    private Exchange await(String api) {
        return wire.send("direct:await-call", Map.of("call", AlibabaCall.post(api, Map.of("trade_id", "1"))));
    }

    @Test
    void aCallOfASupplierWithoutLimitsGoesThroughAtOnce() {
        Exchange exchange = await(ORDER);

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getVariable("admission", Admission.class).waited()).isZero();
    }

    @Test
    void aBannedCallComesBackAfterTheBanAndAnotherMethodGoesThrough() {
        BanOnTheWire.of(wire, ORDER, Duration.ofMinutes(2));

        assertThat(Wire.failure(await(ORDER))).isInstanceOf(ThrottledException.class)
                .satisfies(refused -> assertThat(refused.getCode()).isEqualTo("CALL_BAN"))
                .satisfies(refused -> assertThat(refused.getSaidWait()).isBetween(Duration.ofSeconds(119), Duration.ofSeconds(150)));
        assertThat(await("/alibaba/order/list").getException()).isNull();
    }

    @Test
    void aBanOfEveryCallIsOneOfThisCallToo() {
        BanOnTheWire.of(wire, CallBans.EVERY, Duration.ofMinutes(2));

        assertThat(Wire.failure(await(ORDER)).getCode()).isEqualTo("CALL_BAN");
        assertThat(wire.gateway().requests()).extracting("path").doesNotContain("/rest" + ORDER);
    }
}
