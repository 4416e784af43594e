package io.github.dropshiproutes.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.errors.SupplierException;
import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import io.github.dropshiproutes.sandbox.SandboxOptions;
import java.util.List;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

/** One topic at a time; what is refused is told apart from what has to be waited out. */
class SubscribeToTopicTest extends SubscriptionTestCase {

    private final Subscriptions missing = new Subscriptions(SandboxOptions.SHOP, new UUID(0, 1), true, List.of("ORDERS_PAID", "ORDERS_CREATE"));

    private Exchange subscribe() {
        missing.read(null);
        Exchange exchange = new DefaultExchange(walk.camel());
        exchange.setVariable("subscriptions", missing);
        exchange.setVariable("leaseStartedAt", System.nanoTime());
        return walk.camel().createProducerTemplate().send("direct:subscribe-to-topic", exchange);
    }

    @Test
    void theNextMissingTopicIsSubscribedTo() {
        assertThat(subscribe().getException()).isNull();

        assertThat(missing.isIncomplete()).isTrue();
        assertThat(missing.refusal()).isNull();
        assertThat(walk.sandbox().ledger().calls(CREATE)).singleElement()
                .satisfies(call -> assertThat(call.json()).contains("ORDERS_PAID"));
    }

    @Test
    void aRefusalIsKeptForTheEnd() {
        walk.sandbox().faults().add(Fault.code(CREATE, "ACCESS_DENIED", "no"));

        assertThat(subscribe().getException()).isNull();

        assertThat(missing.refusal().getCode()).isEqualTo("ACCESS_DENIED");
    }

    @Test
    void whatHasToBeWaitedOutEndsTheLook() {
        walk.sandbox().faults().add(Fault.at(CREATE, FaultAction.STATUS).withHttpStatus(502));

        assertThat(SupplierException.in(subscribe().getException())).isNotNull();
        assertThat(missing.refusal()).isNull();
    }
}
