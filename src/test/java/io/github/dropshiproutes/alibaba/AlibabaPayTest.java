package io.github.dropshiproutes.alibaba;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.errors.PaymentException;
import io.github.dropshiproutes.errors.SupplierException;
import io.github.dropshiproutes.orders.Purchase;
import io.github.dropshiproutes.orders.Shopper;
import io.github.dropshiproutes.sandbox.Catalogue;
import io.github.dropshiproutes.suppliers.GatewayRecorder;
import io.github.dropshiproutes.suppliers.Wire;
import io.github.dropshiproutes.support.Walk;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Timestamp;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pay call with its eight fields, one order at a time, and what its answer says. */
class AlibabaPayTest {

    private static final String PAID = "{\"code\":\"0\",\"value\":{\"status\":\"PAY_SUCCESS\"}}";

    private final Wire wire = Wire.shared();

    private Exchange pay(String answer, Shopper shopper) {
        wire.gateway().answer(GatewayRecorder.json(answer));
        Purchase purchase = Wire.purchase("paying", "234193410001028893", Wire.HOME, shopper, null,
                Wire.line(Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK, 1));
        return wire.send("direct:alibaba-pay", Wire.variables(purchase));
    }

    private JsonNode sentFor(Shopper shopper) {
        assertThat(pay(PAID, shopper).getException()).isNull();
        return Asked.json(wire.gateway().requests().get(0).parameters().get("param_order_pay_request"));
    }

    @Test
    void aPaidOrderIsPaidWithAllEightFieldsOfTheShopper() {
        Walk walk = Walk.shared();
        walk.send("orders/paid", walk.order());
        walk.awaitPurchase("paid");

        JsonNode request = Asked.json(walk, Asked.PAY, "param_order_pay_request");
        assertThat(request.get("order_id_list")).hasSize(1);
        assertThat(request.get("order_id_list").get(0).asText()).isEqualTo(walk.sandbox().ledger().created().get(0).tradeId());
        assertThat(request.get("payment_method").asText()).isEqualTo("CREDIT_CARD");
        assertThat(request.get("user_ip").asText()).isEqualTo("203.0.113.24");
        assertThat(request.get("user_agent").asText()).startsWith("Mozilla/5.0 (Windows NT 10.0; Win64; x64)").contains("Chrome/142");
        assertThat(request.get("accept_language").asText()).isEqualTo("en-US,en;q=0.9");
        assertThat(request.get("screen_resolution").asText()).isEqualTo("1920*1080");
        assertThat(request.get("is_pc").isBoolean()).isTrue();
        assertThat(request.get("isv_drop_shipper_registration_time").longValue()).isEqualTo(
                walk.jdbc().sql("SELECT connected_at FROM account WHERE supplier = 'alibaba'").query(Timestamp.class).single().getTime());
        assertThat(request).hasSize(8);
    }

    @Test
    void whatTheOrderDoesNotSayComesFromTheSettings() {
        JsonNode request = sentFor(null);

        assertThat(request.get("user_agent").asText()).startsWith("Mozilla/5.0 (X11; Linux x86_64)");
        assertThat(request.get("accept_language").asText()).isEqualTo("en-US,en;q=0.9");
        assertThat(request.get("screen_resolution").asText()).isEqualTo("1920*1080");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.9.10", "::1", "0.0.0.0", "::", "169.254.1.1", "224.0.0.1", "localhost", "999.1.2.3", "1.2.3",
        "1.2.3.4.", "::ffff:127.0.0.1", "10.0.0.1 OR 1=1", ""})
    void anAddressThatCannotBeTheShoppersIsNotNamed(String ip) throws UnknownHostException {
        String named = sentFor(new Shopper(ip, null, null, null)).get("user_ip").asText();

        assertThat(named).isNotEqualTo(ip).matches("[0-9a-f:.]+");
        assertThat(InetAddress.getByName(named).isLoopbackAddress()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.24", "2001:db8::7334", "255.255.255.254"})
    void thePayersAddressIsTheShoppers(String ip) {
        assertThat(sentFor(new Shopper(ip, "agent", "de", "800*600")).get("user_ip").asText()).isEqualTo(ip);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NEVER_PAY_SUCCESS_IN_DROPSHIPER", "50006", "CARD_DECLINED_BY_MOON"})
    void aFailedPaymentKeepsItsReasonAndTheLinkToPay(String reason) {
        Exchange exchange = pay("{\"code\":\"0\",\"value\":{\"status\":\"PAY_FAILED\",\"reason_code\":\"" + reason
                + "\",\"reason_message\":\"said the supplier\",\"pay_url\":\"https://biz.alibaba.com/pay\"},\"request_id\":\"r-1\"}", null);

        SupplierException failure = Wire.failure(exchange);
        assertThat(failure).isInstanceOf(PaymentException.class).hasMessage("said the supplier");
        assertThat(failure.getCode()).isEqualTo(reason);
        assertThat(exchange.getVariable("payUrl")).isEqualTo("https://biz.alibaba.com/pay");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"code\":\"0\"}", "{\"code\":\"0\",\"value\":{}}", "{\"code\":\"0\",\"value\":[]}",
        "{\"code\":\"0\",\"value\":{\"status\":null}}", "{\"code\":\"0\",\"value\":{\"status\":\"null\"}}"})
    void anAnswerWithoutAStatusSaysNothing(String answer) {
        assertThat(pay(answer, null).getVariable("paymentStatus")).isEqualTo("");
    }

    @Test
    void theRequestIsOneCallWhateverIsAnswered() {
        pay("{\"code\":\"15\",\"message\":\"Remote service error\"}", null);

        assertThat(wire.gateway().requests()).extracting(GatewayRecorder.Request::path).containsExactly("/rest" + Asked.PAY);
        assertThat(wire.gateway().requests().get(0).parameters().keySet()).isEqualTo(
                Map.of("access_token", 1, "app_key", 1, "param_order_pay_request", 1, "sign", 1, "sign_method", 1, "timestamp", 1).keySet());
    }
}
