package io.github.dropshiproutes.sandbox;

import static io.github.dropshiproutes.sandbox.AliExpressClient.address;
import static io.github.dropshiproutes.sandbox.AliExpressClient.guideOrder;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules for delivery addresses, country by country. */
class AliExpressAddressesTest extends RunningAliExpress {

    private static final String REFUSED = "B_DROPSHIPPER_DELIVERY_ADDRESS_VALIDATE_FAIL";

    /** Country, then changes of the address (name=value; no value takes it out), then the message; "-" = it is taken. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', value = {
        "US | city=                                  | Please enter a city",
        "US | province=NY                            | Please select a State/Province/County",
        "US | province=Other                         | Please select a State/Province/County",
        "US | address=12                             | Please enter between 5 - 35 characters",
        "US | address=123456789 123456789 123456789 123456 | Please enter between 5 - 35 characters",
        "US | contact_person=J;full_name=J           | Please enter between 2 - 32 characters",
        "US | contact_person=John;full_name=John     | Please enter first name and last name with one space between them",
        "US | contact_person=José Doe;full_name=José Doe | Please use English only",
        "US | zip=1000                               | Please enter a valid zip code",
        "US | zip=                                   | Please enter a valid zip code",
        "US | mobile_no=                             | Please enter mobile phone number",
        "US | mobile_no=212-555-0100 | Please enter the country code and phone number without any spaces or special characters",
        "US | mobile_no=212555                       | Phone Number should contain 7-13 digits",
        "US | phone_country= | Please enter the country code and phone number without any spaces or special characters",
        "UK | zip=10001                              | Please select a Country/Region",
        "ES | province=Madrid;zip=28001;mobile_no=612345678  | -",
        "ES | province=Madrid;zip=28001;mobile_no=61234567   | Phone Number should contain 7-13 digits",
        "SE | province=Stockholm;zip=18436                   | -",
        "SE | province=Stockholm;zip=184 36                  | Please enter a valid zip code",
        "AU | province=New South Wales;zip=2000              | -",
        "AU | province=NSW;zip=2000                          | Please select a State/Province/County",
        "AU | province=Victoria;zip=3000;full_name=John;contact_person=John | Please enter your full name",
        "ZA | province=Gauteng;zip=2000;full_name=John;contact_person=John  | Please enter your full name",
        "FR | province=Paris;zip=75001;contact_person=Zoé Noël;full_name=Zoé Noël | -",
        "AR | province=Cordoba;zip=5000;mobile_no=3511234567;passport_no=20123;foreigner_passport_no=20123;is_foreigner=false | -",
        "AR | province=Cordoba;zip=5000;mobile_no=3511234567 | Please enter your tax identification number",
        "MX | province=Jalisco;zip=44100;address2=123456789 123456789 123456789 123456789 123456789 123456789 1 "
                + "| Please enter between 0 - 60 characters",
    })
    void checksEveryCountrysRules(String country, String changes, String message) throws Exception {
        ObjectNode address = address().put("country", country);
        for (String change : changes.split(";")) {
            String[] pair = change.split("=", 2);
            address.remove(pair[0]);
            if (!pair[1].isBlank()) {
                address.put(pair[0], pair[1]);
            }
        }
        JsonNode result = create(address, null);

        if (message.equals("-")) {
            assertThat(result.path("is_success").asBoolean()).as(result.toString()).isTrue();
        } else {
            assertThat(result.path("error_code").asText()).isEqualTo(REFUSED);
            assertThat(result.path("error_msg").asText()).isEqualTo(message);
            assertThat(sandbox.ledger().created()).isEmpty();
        }
    }

    @Test
    void passesOverANameItDoesNotKnowAndSoMissesWhatWasMeant() throws Exception {
        ObjectNode address = address();
        address.set("mobileNo", address.remove("mobile_no"));

        assertThat(create(address, null).path("error_msg").asText()).isEqualTo("Please enter mobile phone number");
    }

    @Test
    void asksBrazilForAValidCpfOfTheSamePerson() throws Exception {
        ObjectNode address = address().put("country", "BR").put("province", "Sao Paulo").put("city", "Campinas").put("zip", "13010-111")
                .put("mobile_no", "11912345678").put("phone_country", "+55");
        assertThat(create(address, null).path("error_code").asText()).isEqualTo("B_DROPSHIPPER_DELIVERY_ADDRESS_CPF_CN_INVALID");
        assertThat(create(address.put("cpf", "12345678900"), null).path("error_code").asText())
                .isEqualTo("B_DROPSHIPPER_DELIVERY_ADDRESS_CPF_CN_INVALID");
        assertThat(create(address.put("cpf", AliExpressAddresses.CPF_OF_MARIA), null).path("error_code").asText())
                .isEqualTo("B_DROPSHIPPER_DELIVERY_ADDRESS_CPF_NOT_MATCH");
        assertThat(create(address.put("cpf", "52998224725"), null).path("is_success").asBoolean()).isTrue();
    }

    @Test
    void asksSaudiArabiaForTheNationalAddressInTheExtension() throws Exception {
        ObjectNode address = address().put("country", "SA").put("province", "Riyadh").put("city", "Riyadh").put("mobile_no", "512345678")
                .put("phone_country", "+966");
        assertThat(create(address, null).path("error_msg").asText()).contains("8-digit national address");
        assertThat(create(address, "{\"trade_extra_param\":{\"nat_addr\":\"raha3443\"}}").path("error_code").asText()).isEqualTo(REFUSED);
        assertThat(create(address, "{\"trade_extra_param\":{\"nat_addr\":\"RAHA3443\"}}").path("is_success").asBoolean()).isTrue();
    }

    private JsonNode create(ObjectNode address, String extension) throws Exception {
        ObjectNode order = guideOrder("R-" + address.hashCode());
        order.set("logistics_address", address);
        return aliExpress.create(order, extension);
    }
}
