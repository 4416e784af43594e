package io.github.dropshiproutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where freight is offered from, in which flavour it is not, and which carriers an order may then name. */
class FreightTest extends RunningSandbox {

    @ParameterizedTest(name = "{0} from {3}: {4}")
    @CsvSource({
        "CN_ONLY,         COMPANY,       CN_ONLY_SKU,         CN, options",
        "CN_ONLY,         COMPANY,       CN_ONLY_SKU,         US, empty",
        "US_ONLY,         COMPANY,       US_ONLY_SKU,         CN, empty",
        "US_ONLY,         COMPANY,       US_ONLY_SKU,         US, options",
        "US_ONLY,         COMPANY,       US_ONLY_SKU,         MX, empty",
        "MX_ONLY,         OTHER_COMPANY, MX_ONLY_SKU,         CN, 10010",
        "MX_ONLY,         OTHER_COMPANY, MX_ONLY_SKU,         US, missing",
        "MX_ONLY,         OTHER_COMPANY, MX_ONLY_SKU,         MX, options",
        "EVERYWHERE,      COMPANY,       EVERYWHERE_SKU,      CN, options",
        "EVERYWHERE,      COMPANY,       EVERYWHERE_SKU,      US, options",
        "EVERYWHERE,      COMPANY,       EVERYWHERE_SKU,      MX, options",
        "NOWHERE_EMPTY,   COMPANY,       NOWHERE_EMPTY_SKU,   CN, empty",
        "NOWHERE_MISSING, COMPANY,       NOWHERE_MISSING_SKU, US, missing",
        "NOWHERE_CODE,    COMPANY,       NOWHERE_CODE_SKU,    MX, 10010",
    })
    void offersFreightOnlyWhereTheProductShipsFrom(String product, String company, String sku, String from, String expected)
            throws Exception {
        JsonNode quote = alibaba.quote(constant(company), constant(product), constant(sku), 2, from);
        JsonNode estimate = alibaba.get(SandboxClient.ESTIMATE, "product_id", constant(product), "quantity", "2",
                "destination_country", "US", "dispatch_location", from);

        assertThat(flavour(quote)).isEqualTo(expected);
        assertThat(flavour(estimate)).isEqualTo(expected);
    }

    @Test
    void offersASlowCheapAndAFastDearCarrier() throws Exception {
        JsonNode value = alibaba.quote(Catalogue.COMPANY, Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK, 3, "CN").path("value");

        assertThat(value.at("/0/fee/amount").asText()).isEqualTo("14.60");
        assertThat(value.at("/0/delivery_time").asText()).isEqualTo("10~15");
        assertThat(value.at("/0/dispatch_country").asText()).isEqualTo("CN");
        assertThat(value.at("/1/fee/amount").asText()).isEqualTo("29.10");
        assertThat(value.at("/1/delivery_time").asText()).isEqualTo("3~5");
    }

    @Test
    void refusesTheCompanyOfAnotherSeller() throws Exception {
        assertThat(code(alibaba.quote(Catalogue.OTHER_COMPANY, Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK, 1, "CN"))).isEqualTo("4015");
    }

    @Test
    void answersAnUnknownProductOrSkuWithATemplateError() throws Exception {
        assertThat(code(alibaba.quote(Catalogue.COMPANY, "1", "2", 1, "CN"))).isEqualTo("4016");
        assertThat(code(alibaba.quote(Catalogue.COMPANY, Catalogue.TRY_OUT, "2", 1, "CN"))).isEqualTo("4016");
        assertThat(code(alibaba.quote(Catalogue.COMPANY, Catalogue.TRY_OUT, null, 1, "CN"))).isEqualTo("4016");
    }

    @Test
    void refusesUkWhichIsNoIsoCode() throws Exception {
        JsonNode answer = alibaba.get(SandboxClient.ESTIMATE, "product_id", Catalogue.TRY_OUT, "quantity", "1",
                "destination_country", "UK");

        assertThat(code(answer)).isEqualTo("InvalidParameter");
        assertThat(message(answer)).contains("destination_country");
    }

    @Test
    void refusesAnAddressInAnotherCountryThanTheDestination() throws Exception {
        JsonNode answer = alibaba.post(SandboxClient.QUOTE, "e_company_id", Catalogue.COMPANY, "destination_country", "CA",
                "address", SandboxClient.freightAddress("90210"),
                "logistics_product_list", SandboxClient.goods(Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK, 1));

        assertThat(message(answer)).contains("address.country.code");
    }

    @Test
    void takesAnOrderOnlyWithACarrierOfItsOwnQuote() throws Exception {
        JsonNode estimate = alibaba.get(SandboxClient.ESTIMATE, "product_id", Catalogue.TRY_OUT, "quantity", "1",
                "destination_country", "US", "dispatch_location", "CN");

        assertThat(code(create("CN", 1, "EX_ASP_JYC_ECONOMY"))).as("never quoted").isEqualTo("4028");
        alibaba.quote(Catalogue.COMPANY, Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK, 1, "CN");
        assertThat(code(create("CN", 1, estimate.at("/value/0/vendor_code").asText()))).as("from the estimate").isEqualTo("4028");
        assertThat(code(create("CN", 2, "EX_ASP_JYC_ECONOMY"))).as("quoted for one piece").isEqualTo("4028");
        assertThat(code(create("CN", 1, "EX_ASP_JYC_ECONOMY"))).isEqualTo("0");
    }

    @Test
    void takesACarrierForAnHourAndNoLonger() throws Exception {
        alibaba.quote(Catalogue.COMPANY, Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK, 1, "CN");
        clock.move(Duration.ofMinutes(60).minusMillis(1));
        assertThat(code(create("CN", 1, "EX_ASP_JYC_ECONOMY"))).isEqualTo("0");

        assertThat(code(create("CN", 1, "EX_ASP_JYC_ECONOMY"))).isEqualTo("130602");
    }

    @Test
    void chargesTheFreightThatWasQuoted() throws Exception {
        alibaba.quote(Catalogue.COMPANY, Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK, 10, "CN");
        create("CN", 10, "EX_ASP_JYC_FEDEX");

        LedgerEntry order = sandbox.ledger().created().get(0);
        assertThat(order.text("product_amount")).isEqualTo("76.00");
        assertThat(order.text("freight")).isEqualTo("45.20");
        assertThat(order.text("total")).isEqualTo("121.20");
    }

    /** Each create is made a millisecond later, since a signed call is good once. */
    private JsonNode create(String from, int quantity, String carrier) throws Exception {
        clock.move(Duration.ofMillis(1));
        return alibaba.create("R-1", Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK, quantity, from, carrier);
    }

    private static String flavour(JsonNode answer) {
        if (!code(answer).equals("0")) {
            return code(answer);
        }
        if (!answer.has("value")) {
            return "missing";
        }
        List<String> fees = StreamSupport.stream(answer.path("value").spliterator(), false)
                .map(option -> option.at("/fee/amount").asText()).toList();
        return fees.isEmpty() ? "empty" : "options";
    }

    private static String constant(String name) throws ReflectiveOperationException {
        return (String) Catalogue.class.getField(name).get(null);
    }
}
