package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Parcels of all orders of a purchase, and which of its pieces are on their way; it has arrived when everything has. */
class TrackTradesTest {

    private static final ObjectMapper JSON = JsonMapper.builder().findAndAddModules().build();

    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());
    private final Settlement settlement = new Settlement(null, JSON);

    @BeforeEach
    void twoMatsAndOneLamp() {
        exchange.setVariable("purchase", purchase(line("7", "100", 2), line("8", "200", 1)));
        settlement.startLooking(exchange);
        settlement.startTracking(exchange);
    }

    private static PurchaseLine line(String id, String variant, int pieces) {
        return new PurchaseLine(id, "p" + variant, variant, null, "sku", pieces, null, null);
    }

    private static Purchase purchase(PurchaseLine... lines) {
        return new Purchase("p", new UUID(0, 1), "s", "1", "#1", "aliexpress", "production", "r", "shipped", null, null, null, null, Set.of(),
                null, null, null, null, null, "USD", "USD", null, null, null, null, null, null, 0, null, Instant.EPOCH, 0, false,
                List.of(lines), List.of("T1"), List.of(), Instant.EPOCH);
    }

    private SupplierOrder order(String position, Map<String, Integer> products, Map<String, Integer> closed) {
        return new SupplierOrder(List.of("T"), "said", position, BigDecimal.TEN, "USD", null, products, null, null, null, closed);
    }

    private void keep(SupplierOrder order, String parcels, boolean delivered, boolean partly) throws Exception {
        exchange.setVariable("supplierOrder", order);
        exchange.setVariable("position", order.position());
        settlement.keepTold(exchange);
        if (!settlement.sent(exchange).contains(order)) {
            return;
        }
        exchange.setVariable("trackingJson", parcels);
        exchange.setVariable("delivered", delivered);
        exchange.setVariable("partlySent", partly);
        settlement.keepParcels(exchange);
    }

    private String sent() throws Exception {
        settlement.allParcels(exchange);
        return exchange.getVariable("sentJson", String.class);
    }

    private String tracking() {
        return exchange.getVariable("trackingJson", String.class);
    }

    @Test
    void parcelsOfAllOrdersAreShownTogether() throws Exception {
        keep(order("shipped", Map.of("100", 2), Map.of()), "[{\"number\":\"A\"}]", true, false);
        keep(order("shipped", Map.of("200", 1), Map.of()), "[{\"number\":\"B\"}]", false, false);

        assertThat(sent()).isNull();
        assertThat(tracking()).contains("\"A\"").contains("{\"7\":2}").contains("\"B\"").contains("{\"8\":1}");
        assertThat(exchange.getVariable("delivered")).isEqualTo(false);
    }

    @Test
    void itHasArrivedWhenEverythingHas() throws Exception {
        keep(order("shipped", Map.of("100", 2), Map.of()), "[{\"number\":\"A\"}]", true, false);
        keep(order("shipped", Map.of("200", 1), Map.of()), "[{\"number\":\"B\"}]", true, false);

        assertThat(sent()).isNull();
        assertThat(exchange.getVariable("delivered")).isEqualTo(true);
    }

    @Test
    void ofAnOrderInPartsOnlyWhatStandsInAParcelIsSent() throws Exception {
        keep(order("shipped", Map.of("100", 2, "200", 1), Map.of()), "[{\"number\":\"A\",\"pieces\":{\"100\":1}}]", true, true);

        assertThat(sent()).isEqualTo("{\"7\":1}");
        assertThat(exchange.getVariable("delivered")).as("more is to come").isEqualTo(false);
    }

    @Test
    void anOrderThatHasEndedSendsNothingMore() throws Exception {
        keep(order("delivered", Map.of("100", 2, "200", 1), Map.of()), "[{\"number\":\"A\"}]", true, true);

        assertThat(sent()).isNull();
        assertThat(exchange.getVariable("delivered")).isEqualTo(true);
    }

    @Test
    void whatASupplierDoesNotSayIsNotGuessed() throws Exception {
        keep(order("shipped", Map.of("100", 2, "200", 1), Map.of()), "[{\"number\":\"A\"}]", false, true);

        assertThat(sent()).isEqualTo("{}");
    }

    @Test
    void aParcelHoldsNoMoreThanItsOrder() throws Exception {
        keep(order("shipped", Map.of("100", 2), Map.of()), "[{\"number\":\"A\",\"pieces\":{\"100\":9,\"300\":1}}]", false, true);

        assertThat(sent()).isEqualTo("{\"7\":2}");
    }

    @Test
    void anOrderThatIsNotOnItsWayIsNotSent() throws Exception {
        keep(order("shipped", Map.of("100", 2), Map.of()), "[{\"number\":\"A\"}]", true, false);
        keep(order("paid", Map.of("200", 1), Map.of()), "[]", false, false);

        assertThat(sent()).isEqualTo("{\"7\":2}");
        assertThat(exchange.getVariable("delivered")).isEqualTo(false);
    }

    @Test
    void whatIsClosedIsNotSentAndKeepsNothingFromHavingArrived() throws Exception {
        keep(order("shipped", Map.of("100", 2), Map.of("100", 1)), "[{\"number\":\"A\"}]", true, false);
        keep(order("gone", Map.of("200", 1), Map.of()), "[]", false, false);

        assertThat(sent()).isEqualTo("{\"7\":1}");
        assertThat(exchange.getVariable("delivered")).isEqualTo(true);
    }

    @Test
    void aVariantInTwoLinesFillsThemInTheirOrder() throws Exception {
        exchange.setVariable("purchase", purchase(line("7", "100", 2), line("9", "100", 2)));
        settlement.startTracking(exchange);
        keep(order("shipped", Map.of("p100:100", 4), Map.of()), "[{\"number\":\"A\",\"pieces\":{\"p100:100\":3}}]", false, true);

        assertThat(sent()).isEqualTo("{\"7\":2,\"9\":1}");
    }
}
