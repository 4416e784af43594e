package io.github.dropshiproutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paying, once and no more, with every field that the guide names. */
class PaymentTest extends RunningSandbox {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(strings = {"order_id_list", "payment_method", "user_ip", "user_agent", "accept_language", "screen_resolution",
        "is_pc", "isv_drop_shipper_registration_time"})
    void wantsEachOfTheEightFields(String field) throws Exception {
        ObjectNode payment = payment(alibaba.order("R-1"));
        payment.remove(field);

        JsonNode answer = send(payment);

        assertThat(code(answer)).isEqualTo("MissingParameter");
        assertThat(message(answer)).contains(field);
        assertThat(sandbox.ledger().paid()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "order_id_list; []",
        "order_id_list; \"123\"",
        "order_id_list; [123]",
        "payment_method; \"BITCOIN\"",
        "user_ip; \"127.0.0.1\"",
        "user_ip; \"127.8.8.8\"",
        "user_ip; \"::1\"",
        "user_ip; \"0.0.0.0\"",
        "user_ip; \"256.1.1.1\"",
        "user_ip; \"shop.example.com\"",
        "screen_resolution; \"1920x1080\"",
        "is_pc; \"true\"",
        "is_pc; false",
        "isv_drop_shipper_registration_time; \"1616595118627\"",
        "isv_drop_shipper_registration_time; 1616595118",
        "isv_drop_shipper_registration_time; 4116595118627",
    })
    void wantsEachFieldInItsType(String field, String value) throws Exception {
        ObjectNode payment = payment(alibaba.order("R-1"));
        payment.set(field, JSON.readTree(value));

        JsonNode answer = send(payment);

        assertThat(code(answer)).isEqualTo("InvalidParameter");
        assertThat(message(answer)).contains(field);
    }

    @Test
    void takesAnIpv6BuyerAndPaypal() throws Exception {
        ObjectNode payment = payment(alibaba.order("R-1")).put("user_ip", "2001:db8::24").put("payment_method", "PAYPAL");

        assertThat(send(payment).at("/value/status").asText()).isEqualTo("PAY_SUCCESS");
    }

    @Test
    void paysUpToTenOrdersAtOnce() throws Exception {
        String[] trades = new String[11];
        for (int i = 0; i < trades.length; i++) {
            trades[i] = alibaba.order("R-" + i);
        }

        assertThat(code(alibaba.pay(trades))).isEqualTo("InvalidParameter");
        assertThat(alibaba.pay(Arrays.copyOf(trades, 10)).at("/value/status").asText()).isEqualTo("PAY_SUCCESS");
        assertThat(sandbox.ledger().paid()).hasSize(10);
    }

    @Test
    void neverPaysTwice() throws Exception {
        String trade = alibaba.order("R-1");
        alibaba.pay(trade);
        clock.move(Duration.ofMillis(1));

        JsonNode again = alibaba.pay(trade);

        assertThat(again.at("/value/status").asText()).isEqualTo("PAY_FAILED");
        assertThat(again.at("/value/reason_code").asText()).isEqualTo("ORDER_HAVE_PAID");
        assertThat(sandbox.ledger().paid()).hasSize(1);
    }

    @Test
    void paysOnceWhenTwentyCallersPayAtTheSameInstant() throws Exception {
        String trade = alibaba.order("R-1");
        ObjectNode payment = payment(trade);

        List<JsonNode> answers = SandboxClient.together(20, caller -> () -> alibaba.post(SandboxClient.PAY,
                "param_order_pay_request", payment.deepCopy().put("user_agent", "caller " + caller).toString()));

        assertThat(answers).extracting(answer -> answer.at("/value/status").asText()).containsOnlyOnce("PAY_SUCCESS");
        assertThat(answers).extracting(answer -> answer.at("/value/reason_code").asText()).filteredOn("ORDER_HAVE_PAID"::equals)
                .hasSize(19);
        assertThat(sandbox.ledger().paid()).hasSize(1);
    }

    @Test
    void doesNotPayWhatIsCancelledOrUnknown() throws Exception {
        String trade = alibaba.order("R-1");
        alibaba.post(SandboxClient.CANCEL, "trade_id", trade);

        assertThat(alibaba.pay(trade).at("/value/reason_code").asText()).isEqualTo("ORDER_STATUS_ERROR");
        assertThat(code(alibaba.pay("234193410001028893"))).isEqualTo("InvalidParameter");
        assertThat(sandbox.ledger().paid()).isEmpty();
    }

    @Test
    void leavesAPaymentThatTakesItsTimeToBeAskedFor() throws Exception {
        String trade = alibaba.order("R-1");
        sandbox.faults().add(Fault.waiting(SandboxClient.PAY, FaultAction.PAYING, Duration.ofSeconds(60)));

        assertThat(alibaba.pay(trade).at("/value/status").asText()).isEqualTo("PAYING");
        assertThat(result(trade)).isEqualTo("PAYING");
        assertThat(sandbox.trades().status(trade)).isEqualTo("paying");
        clock.move(Duration.ofSeconds(1));
        assertThat(alibaba.pay(trade).at("/value/status").asText()).isEqualTo("PAYING");

        clock.move(Duration.ofSeconds(59));
        assertThat(result(trade)).isEqualTo("PAY_SUCCESS");
        assertThat(sandbox.ledger().paid()).hasSize(1);
    }

    @Test
    void letsAPaymentFailLater() throws Exception {
        String trade = alibaba.order("R-1");
        sandbox.faults().add(Fault.waiting(SandboxClient.PAY, FaultAction.PAYING, Duration.ofSeconds(60)).withReasonCode("50006"));
        alibaba.pay(trade);
        clock.move(Duration.ofSeconds(60));

        assertThat(result(trade)).isEqualTo("PAY_FAILED");
        assertThat(sandbox.trades().status(trade)).isEqualTo("unpay");
        assertThat(sandbox.ledger().paid()).isEmpty();
    }

    @Test
    void handsTheBuyerThePaymentPageAndSeesThatAPersonHasPaid() throws Exception {
        String trade = alibaba.order("R-1");
        sandbox.faults().add(Fault.payFailed("NEVER_PAY_SUCCESS_IN_DROPSHIPER", "The buyer has never paid"));

        JsonNode value = alibaba.pay(trade).path("value");

        assertThat(value.path("status").asText()).isEqualTo("PAY_FAILED");
        assertThat(value.path("reason_code").asText()).isEqualTo("NEVER_PAY_SUCCESS_IN_DROPSHIPER");
        assertThat(value.path("reason_message").asText()).isEqualTo("The buyer has never paid");
        assertThat(value.path("pay_url").asText()).isEqualTo("https://biz.alibaba.com/ta/detail.htm?orderId=" + trade);
        assertThat(sandbox.trades().status(trade)).isEqualTo("unpay");
        sandbox.trades().payByHand(trade);
        assertThat(result(trade)).isEqualTo("PAY_SUCCESS");
    }

    @Test
    void tellsTheFeeOnlyOfAPaidOrderAndOnlyWhenAskedForIt() throws Exception {
        String trade = alibaba.order("R-1");
        alibaba.pay(trade);

        assertThat(code(alibaba.post("/alibaba/order/fund/query", "e_trade_id", trade))).isEqualTo("MissingParameter");
        assertThat(alibaba.post("/alibaba/order/fund/query", "e_trade_id", trade, "data_select", "fund_transaction_fee")
                .at("/value/payment_transaction_fee/amount").asText()).isEqualTo("0.64");
    }

    private String result(String trade) throws Exception {
        return alibaba.post(SandboxClient.RESULT, "trade_id", trade).at("/value/status").asText();
    }

    private ObjectNode payment(String trade) throws Exception {
        return (ObjectNode) JSON.readTree(SandboxClient.payment(clock, trade));
    }

    private JsonNode send(ObjectNode payment) throws Exception {
        return alibaba.post(SandboxClient.PAY, "param_order_pay_request", payment.toString());
    }
}
