package io.github.dropshiproutes.budgets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.suppliers.Wire;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

/** Short waits are spent in the route, and what was said before them is asked again after them. */
class PauseUntilAdmittedTest {

    private static final String ORDER = "/alibaba/order/get";
    private static final Duration MOMENT = Duration.ofMillis(20);

    private final Wire wire = Wire.shared();

    private Exchange pause(Admission admission) {
        return wire.send("direct:pause-until-admitted", Map.of("admission", admission));
    }

    @Test
    void whatIsAdmittedIsNotAskedAgain() {
        Admission admission = new Admission("alibaba", ORDER, false, null);
        admission.grant();
        BanOnTheWire.of(wire, ORDER, Duration.ofMinutes(2));

        assertThat(pause(admission).getException()).isNull();
        assertThat(admission.waited()).isZero();
    }

    @Test
    void aCallWhosePauseIsOverIsAdmitted() {
        Admission admission = new Admission("alibaba", ORDER, false, null);
        admission.rest(MOMENT, true);

        assertThat(pause(admission).getException()).isNull();
        assertThat(admission.getPause()).isZero();
        assertThat(admission.waited()).isEqualTo(MOMENT);
    }

    @Test
    void aBanThatBeganMeanwhileIsKeptTo() {
        Admission admission = new Admission("alibaba", ORDER, false, null);
        admission.rest(MOMENT, true);
        BanOnTheWire.of(wire, ORDER, Duration.ofMinutes(2));

        assertThat(Wire.failure(pause(admission)).getCode()).isEqualTo("CALL_BAN");
    }
}
