package io.github.dropshiproutes.aliexpress;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import io.github.dropshiproutes.sandbox.SandboxOptions;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signed pushes are kept, unsigned ones are not, and what they tell of is looked at. */
class ReceiveAliexpressPushTest extends AliExpressTestCase {

    private static final String OF_ORDER = "{\"data\":{\"buyerId\":1861703697,\"orderId\":%s,\"orderStatus\":\"%s\"},\"message_type\":53,"
            + "\"seller_id\":\"1234\",\"site\":\"ae_global\",\"timestamp\":1719389200}";

    private int push(String body, String signature) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(walk.url().resolve("/webhook/aliexpress")).header("Content-Type", "application/json")
                .header("Authorization", signature).POST(HttpRequest.BodyPublishers.ofString(body)).build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static String signed(String body) {
        return new HmacUtils(HmacAlgorithms.HMAC_SHA_256, SandboxOptions.ALIEXPRESS_APP_SECRET)
                .hmacHex(SandboxOptions.ALIEXPRESS_APP_KEY + body);
    }

    @Test
    void onlySignedPushesAreKeptAndEachOnce() throws Exception {
        String body = OF_ORDER.formatted("1105933950463697", "OrderShipped");

        assertThat(push(body, "00")).isEqualTo(401);
        assertThat(push(body, signed("other"))).isEqualTo(401);
        assertThat(push(body, signed(body))).isEqualTo(200);
        assertThat(push(body, signed(body).toUpperCase(java.util.Locale.ROOT))).isEqualTo(200);
        assertThat(walk.jdbc().sql("SELECT message_key FROM inbox").query(String.class).list())
                .containsExactly("aliexpress:order:1105933950463697:OrderShipped:1719389200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"data\":{},\"message_type\":0}", "{\"data\":{\"orderId\":[1]}}", "no json"})
    void whatTellsOfNoOrderIsParkedAndAnsweredAllTheSame(String body) throws Exception {
        assertThat(push(body, signed(body))).isEqualTo(200);

        assertThat(walk.jdbc().sql("SELECT state FROM inbox").query(String.class).list()).containsExactly("parked");
    }

    @Test
    void aPushOfAPaymentMakesTheHeldPurchaseGoOn() throws Exception {
        walk.send("orders/paid", mats(1));
        Object id = awaitHeld("PAY_BY_HAND").get("id");
        String trade = tradeIds(id).get(0);
        payByHand(trade);
        String body = OF_ORDER.formatted(trade, "PaymentAuthorized");

        assertThat(push(body, signed(body))).isEqualTo(200);

        walk.awaitPurchase("paid");
    }

    @Test
    void aPushOfAnOrderNobodyOwnsSettlesALostCreateCall() throws Exception {
        walk.sandbox().faults().add(Fault.at(CREATE_ORDER, FaultAction.DROP_AFTER));
        walk.send("orders/paid", mats(1));
        walk.awaitPurchase("unknown");
        String body = OF_ORDER.formatted(made().get(0).tradeId(), "OrderCreated");

        assertThat(push(body, signed(body))).isEqualTo(200);

        awaitHeld("PAY_BY_HAND");
        assertThat(ledger().calls(CREATE_ORDER)).hasSize(1);
    }
}
