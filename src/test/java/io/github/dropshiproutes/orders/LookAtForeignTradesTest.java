package io.github.dropshiproutes.orders;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.suppliers.GatewayRecorder;
import io.github.dropshiproutes.suppliers.Wire;
import java.util.List;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What pushes and polls told of is looked through as well: the list may hide an order that exists. */
class LookAtForeignTradesTest {

    private static final String NO_LIST = "{\"code\":\"0\",\"value\":{\"total_count\":0}}";

    private final Wire wire = Wire.shared();
    private final Purchase purchase = Wire.purchase("unknown", null, Wire.line("100001", "200001", 2));

    @BeforeEach
    void forget() {
        wire.walk().jdbc().sql("TRUNCATE foreign_trade, trade, purchase, shopify_order CASCADE").update();
    }

    private void told(String trade, String account, String createdAgo) {
        wire.walk().jdbc().sql("""
                INSERT INTO foreign_trade (supplier, environment, trade_id, account_id, status, source, created_at)
                VALUES ('alibaba', 'production', ?, ?, 'unpay', 'push', dropship_now() - CAST(? AS interval))""")
                .params(trade, account, createdAgo).update();
    }

    private Exchange find(String... answers) {
        wire.gateway().answer(List.of(answers).stream().map(GatewayRecorder::json).toArray(GatewayRecorder.Answer[]::new));
        return wire.send("direct:alibaba-find", Wire.variables(purchase));
    }

    @SuppressWarnings("unchecked")
    private static List<String> found(Exchange exchange) {
        assertThat(exchange.getException()).isNull();
        return ((List<SupplierOrder>) exchange.getVariable("found", List.class)).stream().map(SupplierOrder::tradeId).toList();
    }

    private String ours(String trade) {
        return "{\"code\":\"0\",\"value\":{\"trade_id\":\"" + trade + "\",\"trade_status\":\"unpay\","
                + "\"remark\":\"[" + purchase.reference() + "]\"}}";
    }

    private int calls() {
        return wire.gateway().requests().size();
    }

    @Test
    void anOrderThatTheListHidesIsFound() {
        told("71", "alibaba-production", "0 s");
        told("72", "alibaba-production", null);

        assertThat(found(find(NO_LIST, ours("71").replace("[DR", "[XX"), ours("72")))).containsExactly("72");
    }

    @Test
    void anOrderThatTheListShowsIsReadOnce() {
        told("71", "alibaba-production", "0 s");

        String list = "{\"code\":\"0\",\"value\":{\"total_count\":1,\"order_list\":[{\"trade_id\":\"71\"}]}}";
        assertThat(found(find(list, ours("71")))).containsExactly("71");
        assertThat(calls()).isEqualTo(2);
    }

    @Test
    void ordersOfOtherAccountsOrBeforeTheFirstCallAreNotAskedFor() {
        told("71", "alibaba-other", "0 s");
        told("72", null, "0 s");
        told("73", "alibaba-production", "1 hour");

        assertThat(found(find(NO_LIST))).isEmpty();
        assertThat(calls()).isEqualTo(1);
    }

    @Test
    void anOrderThatAnotherPurchaseOwnsIsNotAskedFor() {
        told("71", "alibaba-production", "0 s");
        wire.walk().jdbc().sql("INSERT INTO shopify_order (shop, order_id) VALUES ('s', '1')").update();
        wire.walk().jdbc().sql("""
                INSERT INTO purchase (id, shop, order_id, supplier, environment, reference, state) VALUES
                ('p', 's', '1', 'alibaba', 'production', 'DR-OTHER', 'paid')""").update();
        wire.walk().jdbc().sql("""
                INSERT INTO trade (supplier, environment, trade_id, purchase_id) VALUES ('alibaba', 'production', '71', 'p')""").update();

        assertThat(found(find(NO_LIST))).isEmpty();
        assertThat(calls()).isEqualTo(1);
    }

    @Test
    void anOrderThatIsNotShownToUsIsLeftOut() {
        told("71", "alibaba-production", "0 s");
        told("72", "alibaba-production", "0 s");

        assertThat(found(find(NO_LIST, "{\"type\":\"ISV\",\"code\":\"InvalidParameter\",\"message\":\"no such order\"}", ours("72"))))
                .containsExactly("72");
    }

    @Test
    void anAnswerThatDoesNotComeIsAFailure() {
        told("71", "alibaba-production", "0 s");

        assertThat(Wire.failure(find(NO_LIST, "<html>blocked</html>")).getCode()).isEqualTo("HTML_ANSWER");
    }
}
