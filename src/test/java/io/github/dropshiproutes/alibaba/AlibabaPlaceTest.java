package io.github.dropshiproutes.alibaba;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.errors.OutcomeUnknownException;
import io.github.dropshiproutes.orders.Address;
import io.github.dropshiproutes.orders.Purchase;
import io.github.dropshiproutes.orders.PurchaseLine;
import io.github.dropshiproutes.sandbox.Catalogue;
import io.github.dropshiproutes.sandbox.LedgerEntry;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import io.github.dropshiproutes.suppliers.GatewayRecorder;
import io.github.dropshiproutes.suppliers.Wire;
import io.github.dropshiproutes.support.Walk;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The create call: every documented parameter that applies, and nothing that does not. */
class AlibabaPlaceTest {

    private static final String CREATED = "{\"code\":\"0\",\"value\":{\"trade_id\":234193410001028893,\"pay_url\":\"https://biz.alibaba.com/x\"}}";
    private static final PurchaseLine PIECE = Wire.line(Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK, 1);

    private final Wire wire = Wire.shared();

    private Exchange place(Purchase purchase) {
        return wire.send("direct:alibaba-place", Wire.variables(purchase));
    }

    private Map<String, String> sentFor(Purchase purchase) {
        wire.gateway().answer(GatewayRecorder.json(CREATED));
        assertThat(place(purchase).getException()).isNull();
        return wire.gateway().requests().get(0).parameters();
    }

    private JsonNode addressSentFor(Address to) {
        return Asked.json(sentFor(Wire.purchase("placing", null, to, null, null, PIECE)).get("logistics_detail")).get("shipment_address");
    }

    private static Address in(String country, String code, String province, String phone) {
        return new Address("Jane Roe", null, "High Street 1", null, "Springfield", province, null, "12345", country, code, phone);
    }

    @Test
    void aPaidOrderIsOrderedWithEveryDocumentedField() {
        Walk walk = Walk.shared();
        ShopifySamples order = walk.order().line(ShopifySamples.alibabaSku(Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK), 2, "39.90")
                .addressField("company", "Roe & Sons");
        walk.send("orders/paid", order);
        Map<String, Object> paid = walk.awaitPurchase("paid");

        LedgerEntry create = walk.sandbox().ledger().calls(Asked.CREATE).get(0);
        assertThat(create.parameter("channel_refer_id")).isEqualTo(paid.get("reference"));
        assertThat(create.parameter("remark")).isEqualTo("[" + paid.get("reference") + "]");
        assertThat(Asked.json(create.parameter("product_list"))).isEqualTo(Asked.json(
                "[{\"product_id\":\"" + Catalogue.TRY_OUT + "\",\"sku_id\":\"" + Catalogue.TRY_OUT_BLACK + "\",\"quantity\":\"2\"}]"));
        assertThat(Asked.json(create.parameter("properties"))).isEqualTo(Asked.json(
                "{\"platform\":\"Shopify\",\"orderId\":\"" + order.id() + "\"}"));
        assertThat(Asked.json(create.parameter("logistics_detail"))).isEqualTo(Asked.json("{\"shipment_address\":{\"zip\":\"90210\","
                + "\"country\":\"United States\",\"country_code\":\"US\",\"province\":\"California\",\"province_code\":\"CA\","
                + "\"city\":\"Beverly Hills\",\"address\":\"1012 Beverly Drive\",\"alternate_address\":\"Apt 4\","
                + "\"contact_person\":\"Jane Roe, Roe & Sons\",\"telephone\":{\"country\":\"+1\",\"area\":\"\",\"number\":\"3105550142\"}},"
                + "\"dispatch_location\":\"CN\",\"carrier_code\":\"EX_ASP_JYC_ECONOMY\"}"));
        assertThat(create.parameter("enable_distribution_waybill")).isNull();
        assertThat(create.parameter("clearance_detail")).isNull();
        assertThat(paid.get("pay_url")).asString().startsWith("https://biz.alibaba.com/");
    }

    @Test
    void anOrderToTheUkIsOrderedToGreatBritain() {
        Walk walk = Walk.shared();
        walk.send("orders/paid", walk.order().line(ShopifySamples.alibabaSku(Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK), 1, "39.90")
                .country("UK", "United Kingdom").addressField("province", null).addressField("province_code", null)
                .addressField("city", "London").addressField("zip", "SW1A 1AA").addressField("phone", "020 7946 0958"));
        walk.awaitPurchase("paid");

        JsonNode address = Asked.json(walk, Asked.CREATE, "logistics_detail").get("shipment_address");
        assertThat(address.get("country_code").asText()).isEqualTo("GB");
        assertThat(address.get("country").asText()).isEqualTo("United Kingdom");
        assertThat(address.get("province").asText()).as("where there are no provinces, the town stands in").isEqualTo("London");
        assertThat(address.get("telephone")).isEqualTo(Asked.json("{\"country\":\"+44\",\"area\":\"\",\"number\":\"2079460958\"}"));
    }

    @ParameterizedTest
    @CsvSource({"US, +1 310 555 0142, +1, 3105550142", "US, (310) 555-0142, +1, 3105550142", "US, 001 49 30 1234567, +1, 00149301234567",
        "DE, 030 1234567, +49, 301234567", "FR, +33 6 12 34 56 78, +33, 612345678", "US, +49 170 1234567, +49, 1701234567",
        "CN, 138 1234 5678, +86, 13812345678", "US, 12, +1, 12"})
    void aPhoneNumberIsTakenApartByItsCountry(String country, String written, String prefix, String number) {
        JsonNode telephone = addressSentFor(in("Somewhere", country, "P", written)).get("telephone");

        assertThat(telephone.get("country").asText()).isEqualTo(prefix);
        assertThat(telephone.get("number").asText()).isEqualTo(number);
    }

    @Test
    void anAddressWithoutAPhoneSaysNone() {
        assertThat(addressSentFor(in("Germany", "DE", null, null)).has("telephone")).isFalse();
    }

    @Test
    void idsAbove53BitsStayWhole() {
        Map<String, String> sent = sentFor(Wire.purchase(Wire.line("9223372036854775806", "9007199254740993", 1)));

        assertThat(sent.get("product_list")).contains("\"9223372036854775806\"").contains("\"9007199254740993\"");
    }

    @Test
    void linesOfTheSameVariantAreOrderedAsOne() {
        PurchaseLine again = new PurchaseLine("another-line", Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK, null, "sku", 4, null, null);

        assertThat(Asked.json(sentFor(Wire.purchase(PIECE, again)).get("product_list"))).isEqualTo(Asked.json(
                "[{\"product_id\":\"" + Catalogue.TRY_OUT + "\",\"sku_id\":\"" + Catalogue.TRY_OUT_BLACK + "\",\"quantity\":\"5\"}]"));
    }

    @Test
    void aCountryThatAsksForAClearanceCodeGetsIt() {
        Address seoul = in("South Korea", "KR", "Seoul", "+82 10 1234 5678");

        assertThat(Asked.json(sentFor(Wire.purchase("placing", null, seoul, null, "P123456789012", PIECE)).get("clearance_detail")))
                .isEqualTo(Asked.json("{\"clearance_type\":\"PERSONAL\",\"clearance_code\":\"P123456789012\",\"clearancer\":\"Jane Roe\","
                        + "\"clearance_mobile_number\":\"+82 10 1234 5678\"}"));
        wire.gateway().answer(GatewayRecorder.json(CREATED));
        assertThat(Wire.failure(place(Wire.purchase("placing", null, seoul, null, null, PIECE))).getCode()).isEqualTo("CLEARANCE_CODE_MISSING");
        assertThat(wire.gateway().requests()).isEmpty();
    }

    @Test
    void theTradeIsKeptWhetherItsIdIsANumberOrAText() {
        wire.gateway().answer(GatewayRecorder.json(CREATED));

        Exchange placed = place(Wire.purchase(PIECE));

        assertThat(placed.getVariable("tradeIds")).isEqualTo("234193410001028893");
        assertThat(placed.getVariable("payUrl")).isEqualTo("https://biz.alibaba.com/x");
    }

    @Test
    void aPayUrlThatIsNoneIsReplacedByTheOrdersPage() {
        wire.gateway().answer(GatewayRecorder.json("{\"code\":\"0\",\"value\":{\"trade_id\":\"7\",\"pay_url\":\"javascript:alert(1)\"}}"));

        assertThat(place(Wire.purchase(PIECE)).getVariable("payUrl")).isEqualTo("https://biz.alibaba.com/ta/detail.htm?orderId=7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"code\":\"0\"}", "{\"code\":\"0\",\"value\":{}}", "{\"code\":\"0\",\"value\":[]}", "{}",
        "{\"code\":\"0\",\"value\":{\"trade_id\":\"null\"}}", "{\"code\":\"0\",\"value\":{\"trade_id\":\"1;DROP TABLE trade\"}}"})
    void anAnswerWithoutATradeLeavesTheOutcomeOpen(String answer) {
        wire.gateway().answer(GatewayRecorder.json(answer));

        assertThat(Wire.failure(place(Wire.purchase(PIECE)))).isInstanceOf(OutcomeUnknownException.class);
        assertThat(wire.gateway().requests()).hasSize(1);
    }

    @Test
    void whilePaymentIsOffTheOrderIsQuotedAndNothingIsCreated() {
        Walk walk = ChangedWalk.shared();
        walk.send("orders/paid", walk.order());

        Map<String, Object> held = walk.awaitPurchase("held");
        assertThat(held).containsEntry("reason_code", "DRY_RUN").containsEntry("held_from", "quoted");
        assertThat(held.get("quoted_total")).isNotNull();
        assertThat(Asked.times(walk, Asked.CREATE)).isZero();
    }
}
