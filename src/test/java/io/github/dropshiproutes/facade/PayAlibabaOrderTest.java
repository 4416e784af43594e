package io.github.dropshiproutes.facade;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.sandbox.Fault;
import org.junit.jupiter.api.Test;

class PayAlibabaOrderTest extends WritingCallTest {

    private static String request(String... trades) {
        return "{\"order_id_list\":[\"" + String.join("\",\"", trades) + "\"],\"payment_method\":\"CREDIT_CARD\",\"user_ip\":\"203.0.113.77\","
                + "\"user_agent\":\"Mozilla/5.0\",\"accept_language\":\"de\",\"screen_resolution\":\"800*600\",\"is_pc\":true}";
    }

    @Test
    void anOrderIsPaidOnceByWhoeverAsksForIt() {
        String trade = placed("key-1");

        Answer paid = call(PAY, "key-2", request(trade));

        assertThat(paid.status()).isEqualTo(200);
        assertThat(paid.text("status")).isEqualTo("PAY_SUCCESS");
        assertThat(call(PAY, "key-2", request(trade)).text("status")).isEqualTo("PAY_SUCCESS");
        assertThat(call(PAY, "key-3", request(trade)).text("status")).isEqualTo("PAY_SUCCESS");
        assertThat(walk.sandbox().ledger().paid()).hasSize(1);
        assertThat(walk.sandbox().ledger().calls("/alibaba/dropshipping/order/pay").get(0).parameter("param_order_pay_request"))
                .contains("203.0.113.77").contains("800*600");
    }

    @Test
    void twoOrdersArePaidByTwoCalls() {
        Answer paid = call(PAY, "key-3", request(placed("key-1"), placed("key-2")));

        assertThat(paid.body().path("orders")).hasSize(2).allMatch(order -> order.path("status").asText().equals("PAY_SUCCESS"));
        assertThat(walk.sandbox().ledger().calls("/alibaba/dropshipping/order/pay")).hasSize(2);
    }

    @Test
    void aRefusedPaymentSaysWhyAndWhereToPay() {
        walk.sandbox().faults().add(Fault.payFailed("NEVER_PAY_SUCCESS_IN_DROPSHIPER", "pay by hand first"));
        String trade = placed("key-1");

        Answer failed = call(PAY, "key-2", request(trade));

        assertThat(failed.text("status")).isEqualTo("PAY_FAILED");
        assertThat(failed.text("reason_code")).isEqualTo("NEVER_PAY_SUCCESS_IN_DROPSHIPER");
        assertThat(failed.text("pay_url")).contains(trade);
    }

    @Test
    void whatWasNotOrderedHereIsNotPaid() {
        assertThat(call(PAY, "key-1", request("4711")).status()).isEqualTo(404);
        assertThat(call(PAY, "key-2", request("x")).text("field")).isEqualTo("order_id_list");
        assertThat(call(PAY, "key-3", request("1", "1")).status()).isEqualTo(400);
    }
}
