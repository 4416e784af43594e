package io.github.dropshiproutes.alibaba;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dropshiproutes.orders.Purchase;
import io.github.dropshiproutes.sandbox.Catalogue;
import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import io.github.dropshiproutes.suppliers.GatewayRecorder;
import io.github.dropshiproutes.suppliers.Wire;
import io.github.dropshiproutes.support.Walk;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which option is chosen, how long a quote holds, and what a price that moves leads to. */
class QuoteAlibabaFreightTest {

    private static final String EVERYWHERE = ShopifySamples.alibabaSku(Catalogue.EVERYWHERE, Catalogue.EVERYWHERE_SKU);

    private static String option(String code, String days, String fee) {
        return "{\"vendor_code\":\"" + code + "\",\"dispatch_country\":\"CN\",\"delivery_time\":" + days
                + ",\"fee\":{\"amount\":" + fee + ",\"currency\":\"USD\"}}";
    }

    private static Exchange quoted(String options, String currency) {
        Wire wire = Wire.shared();
        Purchase purchase = Wire.purchase(Wire.line("1", "2", 1));
        AlibabaQuote quote = new AlibabaQuote(purchase);
        quote.add(AlibabaProduct.read("1", Asked.json("{\"eCompanyId\":\"c\",\"skus\":[{\"sku_id\":\"2\",\"ladder_price\":["
                + "{\"min_quantity\":1,\"price\":\"5.00\",\"currency\":\"" + currency + "\"}]}]}")));
        wire.gateway().answer(GatewayRecorder.json("{\"code\":\"0\",\"value\":[" + options + "]}"));
        return wire.send("direct:quote-alibaba-freight", Wire.variables(purchase, "quote", quote));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
        "CHEAP | CHEAP,\"10~15\",\"12.40\" FAST,\"3-5\",24.50", "FAST | SLOW,\"31~40\",\"1.00\" FAST,\"3~5\",\"24.50\"",
        "EDGE | EDGE,\"7-30\",2 FAST,\"3~5\",\"24.50\"", "SOON | LATER,\"20\",\"9.00\" SOON,\"9\",9.00",
        "SILENT | SILENT,null,\"1.00\" FAST,\"3~5\",\"24.50\""})
    void theCheapestWithinTheDaysIsChosen(String chosen, String offered) {
        StringBuilder options = new StringBuilder();
        for (String offer : offered.split(" ")) {
            String[] parts = offer.split(",");
            options.append(options.isEmpty() ? "" : ",").append(option(parts[0], parts[1], parts[2]));
        }

        Exchange exchange = quoted(options.toString(), "USD");

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getVariable("quote", AlibabaQuote.class).getCarrierCode()).isEqualTo(chosen);
    }

    @Test
    void whereNothingFitsThePolicyAPersonIsAsked() {
        assertThat(Wire.failure(quoted(option("SLOW", "\"31~60\"", "1"), "USD")).getCode()).isEqualTo("NO_OPTION_WITHIN_POLICY");
    }

    @Test
    void pricesOfTwoCurrenciesAreNeverAddedUp() {
        assertThat(Wire.failure(quoted(option("CHEAP", "\"5\"", "1"), "EUR")).getCode()).isEqualTo("MIXED_CURRENCIES");
    }

    @Test
    void theFastestWithinThePriceIsChosenWhereThePolicySaysSo() {
        Walk walk = ChangedWalk.shared();
        walk.send("orders/paid", walk.order().line(EVERYWHERE, 1, "49.90").name("#mexico"));
        walk.send("orders/paid", walk.order().line(ShopifySamples.alibabaSku(Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK), 1, "49.90")
                .name("#china"));

        walk.awaitPurchases(2, "held");

        assertThat(carrierOf(walk, "#mexico")).isEqualTo("SEMI_MANAGED_CARRIER_CODE_FASTEST");
        assertThat(carrierOf(walk, "#china")).as("the faster one costs more than 20").isEqualTo("EX_ASP_JYC_ECONOMY");
    }

    private static String carrierOf(Walk walk, String order) {
        return walk.jdbc().sql("SELECT carrier_code FROM purchase WHERE order_name = :name").param("name", order).query(String.class).single();
    }

    @Test
    void aQuoteThatGrewOldBeforePlacingIsTakenAgain() {
        Walk walk = Walk.shared();
        walk.jdbc().sql("INSERT INTO buying (scope, allowed) VALUES ('all', false)").update();
        walk.send("orders/paid", walk.order().line(EVERYWHERE, 1, "49.90"));
        assertThat(walk.awaitPurchase("held")).containsEntry("reason_code", "BUYING_STOPPED");

        walk.move(Duration.ofMinutes(31));
        walk.jdbc().sql("UPDATE buying SET allowed = true").update();

        walk.awaitPurchase("paid");
        assertThat(Asked.freightFrom(walk)).containsExactly("CN", "CN");
        assertThat(Asked.times(walk, Asked.CREATE)).isEqualTo(1);
    }

    @Test
    void aQuoteThatGrewOldBeforePayingIsTakenAgainForTheSameCarrier() {
        Walk walk = heldUnpaid();

        walk.move(Duration.ofMinutes(31));
        retry(walk);

        walk.awaitPurchase("paid");
        assertThat(Asked.freightFrom(walk)).containsExactly("CN", "CN");
        assertThat(Asked.times(walk, Asked.CREATE)).isEqualTo(1);
        assertThat(walk.sandbox().ledger().paid()).hasSize(1);
    }

    @Test
    void aPlacedOrderWhoseCarrierIsNoLongerOfferedIsHeld() {
        Walk walk = heldUnpaid();
        walk.sandbox().faults().add(Fault.at(Asked.FREIGHT, FaultAction.STATUS).withHttpStatus(200)
                .withBody("{\"code\":\"0\",\"value\":[" + option("ANOTHER", "\"3\"", "\"1.00\"") + "]}"));

        walk.move(Duration.ofMinutes(31));
        retry(walk);

        await().untilAsserted(() -> assertThat(walk.purchase()).containsEntry("reason_code", "QUOTE_GONE").containsEntry("held_from", "placed"));
        assertThat(walk.sandbox().ledger().paid()).isEmpty();
    }

    private static Walk heldUnpaid() {
        Walk walk = Walk.shared();
        walk.sandbox().faults().add(Fault.payFailed("50006", "try later"));
        walk.send("orders/paid", walk.order().line(EVERYWHERE, 1, "49.90"));
        walk.awaitPurchase("held");
        return walk;
    }

    private static void retry(Walk walk) {
        assertThat(walk.call("POST", "/api/orders/" + walk.purchase().get("id") + "/retry", null).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-5", "1.5"})
    void aPriceWithinTheToleranceIsPaid(String percent) {
        Walk walk = Walk.shared();
        walk.sandbox().faults().add(Fault.price(new BigDecimal(percent)));
        walk.send("orders/paid", walk.order().line(EVERYWHERE, 1, "49.90"));

        walk.awaitPurchase("paid");
    }

    @Test
    void aPriceBeyondTheToleranceIsHeldAndApprovalPaysExactlyThatTotal() {
        Walk walk = Walk.shared();
        walk.sandbox().faults().add(Fault.price(new BigDecimal("10")));
        walk.send("orders/paid", walk.order().line(EVERYWHERE, 1, "49.90"));

        Map<String, Object> held = walk.awaitPurchase("held");
        assertThat(held).containsEntry("reason_code", "PRICE_CHANGED").containsEntry("held_from", "placed");
        assertThat((BigDecimal) held.get("actual_total")).isEqualByComparingTo("25.05");
        assertThat((BigDecimal) held.get("quoted_total")).isEqualByComparingTo("23.90");
        assertThat(Asked.times(walk, Asked.PAY)).isZero();

        assertThat(walk.call("POST", "/api/orders/" + held.get("id") + "/approve", null).statusCode()).isEqualTo(200);

        walk.awaitPurchase("paid");
        assertThat(walk.sandbox().ledger().paid()).hasSize(1);
        assertThat(walk.sandbox().ledger().paid().get(0).text("total")).isEqualTo("25.05");
        assertThat(walk.sandbox().ledger().created()).hasSize(1);
    }
}
