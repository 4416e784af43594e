package io.github.dropshiproutes.budgets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dropshiproutes.errors.ThrottledException;
import io.github.dropshiproutes.suppliers.Wire;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
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

    private Exchange caller(Admission admission) {
        Exchange exchange = new DefaultExchange(wire.walk().camel());
        exchange.setVariable("admission", admission);
        return exchange;
    }

    @Test
    void onlySoManyCallersWaitAtOnceAndOrdersBesideThem() {
        CallBudgets budgets = wire.walk().application().getBean(CallBudgets.class);
        int places = wire.walk().application().getBean(BudgetSettings.class).facadeWaiting();
        BanOnTheWire.of(wire, ORDER, Duration.ofSeconds(2));
        List<Exchange> waiting = Stream.generate(() -> caller(new Admission("alibaba", ORDER, true, null))).limit(places).toList();
        try {
            waiting.forEach(budgets::askAgain);
            // Whoever has a place keeps it, however often it is asked for.
            budgets.askAgain(waiting.get(0));

            assertThatThrownBy(() -> budgets.askAgain(caller(new Admission("alibaba", ORDER, true, null))))
                    .isInstanceOf(ThrottledException.class).hasMessageContaining("are waiting already");
            Admission order = new Admission("alibaba", ORDER, false, null);
            budgets.askAgain(caller(order));
            assertThat(order.getPause()).isPositive();
        } finally {
            waiting.forEach(exchange -> exchange.getExchangeExtension().handoverCompletions().forEach(place -> place.onComplete(exchange)));
        }
        Exchange next = caller(new Admission("alibaba", ORDER, true, null));
        budgets.askAgain(next);
        next.getExchangeExtension().handoverCompletions().forEach(place -> place.onComplete(next));
    }
}
