package io.github.dropshiproutes.alibaba;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dropshiproutes.orders.Purchase;
import io.github.dropshiproutes.orders.SupplierOrder;
import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import io.github.dropshiproutes.suppliers.GatewayRecorder;
import io.github.dropshiproutes.suppliers.Wire;
import io.github.dropshiproutes.support.Walk;
import java.time.Duration;
import java.util.List;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The search for an order that a create call may have left: whole, or a failure, since what is overlooked is bought twice. */
class AlibabaFindTest {

    private final Wire wire = Wire.shared();
    private final Purchase purchase = Wire.purchase("unknown", null, Wire.line("100001", "200001", 2));

    @BeforeEach
    void noTradeIsKnownOtherwise() {
        wire.walk().jdbc().sql("DELETE FROM foreign_trade").update();
    }

    private Exchange find(String... answers) {
        wire.gateway().answer(List.of(answers).stream().map(GatewayRecorder::json).toArray(GatewayRecorder.Answer[]::new));
        return wire.send("direct:alibaba-find", Wire.variables(purchase));
    }

    private static String list(int total, String... ids) {
        return "{\"code\":\"0\",\"value\":{\"total_count\":\"" + total + "\",\"order_list\":["
                + String.join(",", List.of(ids).stream().map(id -> "{\"trade_id\":\"" + id + "\",\"trade_status\":\"unpay\"}").toList()) + "]}}";
    }

    private static String order(String id, String remark, String total) {
        return "{\"code\":\"0\",\"value\":{\"trade_id\":\"" + id + "\",\"trade_status\":\"unpay\",\"remark\":\"" + remark + "\","
                + "\"total_amount\":{\"amount\":\"" + total + "\",\"currency\":\"USD\"},"
                + "\"shipping_address\":{\"zip\":\"90210\",\"contact_person\":\"Jane Roe\"},"
                + "\"order_products\":[{\"product_id\":\"100001\",\"sku_id\":\"200001\",\"quantity\":\"2.0000\"}]}}";
    }

    @SuppressWarnings("unchecked")
    private static List<String> found(Exchange exchange) {
        assertThat(exchange.getException()).isNull();
        return ((List<SupplierOrder>) exchange.getVariable("found", List.class)).stream().map(SupplierOrder::tradeId).toList();
    }

    @Test
    void ofSeveralTheOneThatIsPaidComesFirstAndAClosedOneLast() {
        String ours = "[" + purchase.reference() + "]";
        Exchange exchange = find(list(3, "71", "72", "73"), order("71", ours, "21.30").replace("unpay", "trade_close"),
                order("72", ours, "21.30"), order("73", ours, "21.30").replace("unpay", "undeliver"));

        assertThat(found(exchange)).containsExactly("73", "72", "71");
    }

    @Test
    void everyPageIsReadAndTheOrderWithOurReferenceIsFound() {
        Exchange exchange = find(list(3, "71", "72"), list(3, "73"), order("71", "null", "99.00"), order("72", "[DR-OTHER]", "21.30"),
                order("73", "for Jane [" + purchase.reference() + "]", "22.00"));

        assertThat(found(exchange)).containsExactly("73");
        List<GatewayRecorder.Request> asked = wire.gateway().requests();
        assertThat(asked.get(0).parameters()).containsEntry("role", "buyer").containsEntry("start_page", "0").containsEntry("page_size", "100");
        assertThat(asked.get(1).parameters()).containsEntry("start_page", "1");
        assertThat(Asked.json(asked.get(0).parameters().get("create_date_start")).get("date_timestamp").asLong())
                .isLessThanOrEqualTo(purchase.firstCreateAt().minus(Duration.ofMinutes(5)).toEpochMilli());
    }

    @Test
    void whereTheSupplierLeavesTheRemarkOutTheOrderItselfIsCompared() {
        assertThat(found(find(list(2, "71", "72"), order("71", "null", "21.30"), order("72", "null", "45.00")))).containsExactly("71");
    }

    @Test
    void aListWithoutOrdersFindsNothing() {
        assertThat(found(find("{\"code\":\"0\",\"value\":{\"total_count\":0}}"))).isEmpty();
        assertThat(found(find(list(0)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"code\":\"0\"}", "{\"code\":\"0\",\"value\":{}}", "{\"code\":\"0\",\"value\":[]}",
        "{\"code\":\"0\",\"value\":{\"total_count\":\"5\",\"order_list\":[]}}", "{\"code\":\"0\",\"value\":{\"total_count\":\"5\"}}",
        "{\"code\":\"0\",\"value\":{\"total_count\":\"2\",\"order_list\":[{\"trade_id\":\"1\"},{\"trade_id\":\"null\"}]}}"})
    void aListThatIsNotWholeIsAFailure(String answer) {
        assertThat(Wire.failure(find(answer)).getCode()).isEqualTo("NO_ANSWER_VALUE");
    }

    @Test
    void aListThatRepeatsItsFirstPageIsAFailureToo() {
        assertThat(Wire.failure(find(list(3, "71", "72"), list(3, "71", "72"))).getCode()).isEqualTo("NO_ANSWER_VALUE");
    }

    @Test
    void anOrderThatCannotBeReadIsAFailure() {
        assertThat(Wire.failure(find(list(1, "71"), "<html>blocked</html>")).getCode()).isEqualTo("HTML_ANSWER");
    }

    @Test
    void anOrderWhoseAnswerWasLostIsFoundAndPaid() {
        Walk walk = Walk.shared();
        walk.sandbox().faults().add(Fault.at(Asked.CREATE, FaultAction.DROP_AFTER));
        walk.send("orders/paid", walk.order());
        walk.awaitPurchase("unknown");

        walk.move(Duration.ofSeconds(11));

        walk.awaitPurchase("paid");
        assertThat(Asked.times(walk, Asked.CREATE)).isEqualTo(1);
        assertThat(walk.sandbox().ledger().created()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"EMPTY_VALUE", "MISSING_VALUE"})
    void whileTheListCannotBeReadNothingIsPlacedAgain(FaultAction action) {
        Walk walk = Walk.shared();
        walk.sandbox().faults().add(Fault.at(Asked.CREATE, FaultAction.DROP_AFTER));
        walk.sandbox().faults().add(Fault.at("/alibaba/order/list", action).always());
        walk.send("orders/paid", walk.order());
        walk.awaitPurchase("unknown");

        for (int look = 1; look <= 4; look++) {
            int looks = look;
            walk.move(Duration.ofSeconds(130));
            await().untilAsserted(() -> assertThat(Asked.times(walk, "/alibaba/order/list")).isGreaterThanOrEqualTo(looks));
            walk.awaitPurchase("unknown");
        }
        assertThat(walk.purchase()).containsEntry("looks", 0);
        assertThat(Asked.times(walk, Asked.CREATE)).isEqualTo(1);

        walk.sandbox().faults().clear();
        walk.move(Duration.ofSeconds(130));
        walk.awaitPurchase("paid");
        assertThat(walk.sandbox().ledger().created()).hasSize(1);
    }
}
