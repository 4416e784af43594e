package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dropshiproutes.errors.ErrorCatalogue;
import io.github.dropshiproutes.errors.OwnErrors;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several orders of one purchase: their amounts together, and the one that is least far. */
class LookAtTradesTest {

    private static final OwnErrors OWN = new OwnErrors(ErrorCatalogue.load(Path.of("routes/errors/error-codes.yaml")));

    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());
    private final Settlement settlement = new Settlement(OWN, new ObjectMapper());

    private String combined(String... positions) {
        settlement.startLooking(exchange);
        int number = 0;
        for (String position : positions) {
            exchange.setVariable("position", position);
            exchange.setVariable("supplierOrder", new SupplierOrder(String.valueOf(++number), "said " + position, null, BigDecimal.TEN, "USD",
                    null, Map.of("1", 2), null, null, null));
            settlement.keepTold(exchange);
        }
        settlement.combine(exchange);
        return exchange.getVariable("position", String.class);
    }

    private SupplierOrder order() {
        return exchange.getVariable("supplierOrder", SupplierOrder.class);
    }

    @ParameterizedTest
    @CsvSource({"placed, paid, placed", "paid, shipped, paid", "shipped, delivered, shipped", "odd, delivered, odd", "gone, gone, gone",
        "gone, paid, paid", "gone, placed, odd", "paying, placed, placed", "delivered, delivered, delivered"})
    void theLeastFarDecides(String one, String other, String together) {
        assertThat(combined(one, other)).isEqualTo(together);
    }

    @Test
    void amountsAndPiecesAreAddedUp() {
        combined("placed", "placed");

        assertThat(order().total()).isEqualByComparingTo("20");
        assertThat(order().products()).containsEntry("1", 4);
        assertThat(order().tradeIds()).containsExactly("1", "2");
        assertThat(exchange.getVariable("warningCode")).isNull();
    }

    @Test
    void whatIsPartlyClosedIsSaidThoughItGoesOn() {
        combined("gone", "shipped");

        assertThat(exchange.getVariable("warningCode")).isEqualTo("PARTLY_CLOSED");
        assertThat(order().total()).isEqualByComparingTo("10");
    }
}
