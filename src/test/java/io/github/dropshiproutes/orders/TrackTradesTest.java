package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

/** Parcels of all orders of a purchase; it has arrived when everything has. */
class TrackTradesTest {

    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());
    private final Settlement settlement = new Settlement(null, new ObjectMapper());

    private void keep(String parcels, boolean delivered) throws Exception {
        exchange.setVariable("trackingJson", parcels);
        exchange.setVariable("delivered", delivered);
        settlement.keepParcels(exchange);
    }

    @Test
    void parcelsOfAllOrdersAreShownTogether() throws Exception {
        settlement.startLooking(exchange);
        keep("[{\"number\":\"A\"}]", true);
        keep("[]", false);
        settlement.allParcels(exchange);

        assertThat(exchange.getVariable("trackingJson")).isEqualTo("[{\"number\":\"A\"}]");
        assertThat(exchange.getVariable("delivered")).isEqualTo(false);
    }

    @Test
    void itHasArrivedWhenEverythingHas() throws Exception {
        settlement.startLooking(exchange);
        keep("[{\"number\":\"A\"}]", true);
        keep("[{\"number\":\"B\"}]", true);
        settlement.allParcels(exchange);

        assertThat(exchange.getVariable("delivered")).isEqualTo(true);
    }
}
