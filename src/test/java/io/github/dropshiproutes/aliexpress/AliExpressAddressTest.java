package io.github.dropshiproutes.aliexpress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.dropshiproutes.errors.ErrorCatalogue;
import io.github.dropshiproutes.errors.OwnErrors;
import io.github.dropshiproutes.errors.SupplierException;
import io.github.dropshiproutes.orders.Address;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules for addresses, country by country: what is sent, and what is said of what cannot be. */
class AliExpressAddressTest {

    private final AliExpressAddress addresses = new AliExpressAddress(new AliExpressOrderSettings(null, "USD", "USD", "en_US", null, null, "",
            "", Set.of("US", "GB", "SA", "AU", "NZ"), null), new OwnErrors(ErrorCatalogue.load(Path.of("routes/errors/error-codes.yaml"))));

    private static Address to(String country, String name, String line, String province, String code, String zip, String phone) {
        return new Address(name, null, line, null, "Springfield", province, code, zip, country, country, phone);
    }

    private static Address home(String country, String phone) {
        return to(country, "Jane Roe", "12 Long Street", null, null, "12345", phone);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "US, Jane Roe, 12 Long Street, New York, NY, 10001, +1 212 555 0100, -, -",
        "US, Jane Roe, 12 Long Street, NY, -, 10001, 2125550100, -, -",
        "US, Jane  Roe, 12 Long Street, -, NY, 10001, 2125550100, -, -",
        "US, Jane, 12 Long Street, -, NY, 10001, 2125550100, -, name",
        "US, Mary Ann Roe, 12 Long Street, -, NY, 10001, 2125550100, -, name",
        "US, Jané Roe, 12 Long Street, -, NY, 10001, 2125550100, -, name",
        "US, Jane Roe, 12 L, -, NY, 10001, 2125550100, -, address1",
        "US, Jane Roe, 12 Long Street, Other, -, 10001, 2125550100, -, province",
        "US, Jane Roe, 12 Long Street, -, NY, 1000, 2125550100, -, zip",
        "US, Jane Roe, 12 Long Street, -, NY, 10001, -, -, phone",
        "US, Jane Roe, 12 Long Street, -, NY, 10001, call me, -, phone",
        "GB, Jane Roe, 12 Long Street, -, -, SW1A 1AA, 07911 123456, -, -",
        "DE, Jörg Müller, Lange Straße 12, -, -, 10115, 030 1234567, -, -",
        "ES, Jane Roe, 12 Long Street, Madrid, M, 28001, +34 612 345 678, -, -",
        "ES, Jane Roe, 12 Long Street, Madrid, M, 28001, +34 612 345 67, -, phone",
        "SA, Jane Roe, 12 Long Street, Riyadh, -, 12345, +966 512345678, ABCD1234, -",
        "SA, Jane Roe, 12 Long Street, Riyadh, -, 12345, +966 112345678, ABCD1234, phone",
        "SA, Jane Roe, 12 Long Street, Riyadh, -, 12345, +966 512345678, 1234ABCD, note attribute",
        "BR, Maria Silva, Rua Longa 12, Sao Paulo, SP, 01310-100, +55 11 91234 5678, 111.444.777-35, -",
        "BR, Maria Silva, Rua Longa 12, Sao Paulo, SP, 01310-100, +55 11 91234 5678, 111.444.777-36, note attribute",
        "BR, Maria Silva, Rua Longa 12, Sao Paulo, SP, 01310-100, +55 11 91234 5678, -, note attribute",
        "BR, Maria Silva, Rua Longa 12, Sao Paulo, SP, 1310, +55 11 91234 5678, 11144477735, zip",
        "AU, Jane Roe, 12 Long Street, -, NSW, 2000, 0412 345 678, -, -",
        "AU, Jane, 12 Long Street, -, NSW, 2000, 0412 345 678, -, name",
        "NZ, Jane O'Roe, 12 Long Street, -, -, 6011, 021 123 4567, -, name",
        "ZA, Jane, 12 Long Street, -, -, 8001, 071 123 4567, -, name",
        "IL, Jane Roe, 12 Long Street, -, -, 6100000, 050 123 4567, 123456789, -",
        "IL, Jane Roe, 12 Long Street, -, -, 6100000, 050 123 4567, -, note attribute",
        "AR, Jane Roe, 12 Long Street, -, -, 1000, +54 9 11 2345 6789, 20123456789, -",
        "AR, Jane Roe, 12 Long Street, -, -, 1000, +54 9 11 2345 6789, -, note attribute",
        "CL, Jane Roe, 12 Long Street, -, -, 8320000, +56 9 1234 5678, 12.345.678-5, -",
        "CL, Jane Roe, 12 Long Street, -, -, 8320000, +56 9 1234 5678, 12, note attribute",
        "KR, Jane Roe, 12 Long Street, -, -, 04524, 010 1234 5678, P123456789012, -",
        "KR, Jane Roe, 12 Long Street, -, -, 04524, 010 1234 5678, 123, note attribute"})
    void everyCountryHasItsRules(String country, String name, String line, String province, String code, String zip, String phone,
                                 String number, String refusedField) {
        Address address = to(country, name, line, province, code, zip, phone);
        SupplierException refused = catchThrowableOfType(SupplierException.class, () -> {
            addresses.write(address, number);
            addresses.nationalAddress(address, number);
        });

        if (refusedField == null) {
            assertThat(refused).isNull();
        } else {
            assertThat(refused.getCode()).isEqualTo("ADDRESS_NOT_ACCEPTED");
            assertThat(refused.getMessage()).startsWith("\"" + refusedField + "\": ").doesNotContain(name).doesNotContain(line);
            if (number != null) {
                assertThat(refused.getMessage()).doesNotContain(number);
            }
        }
    }

    @Test
    void whatIsChangedLosesNothing() {
        Map<String, Object> written = addresses.write(to("US", "Jane Roe", "1200 Martin Luther King Junior Boulevard Apartment 12", null, "CA",
                "90 210", "+1 (310) 555-0100"), null);

        assertThat(written).containsEntry("address", "1200 Martin Luther King Junior").containsEntry("address2", "Boulevard Apartment 12")
                .containsEntry("province", "California").containsEntry("zip", "90210").containsEntry("phone_country", "+1")
                .containsEntry("mobile_no", "3105550100").containsEntry("full_name", "Jane Roe").containsEntry("country", "US");
    }

    @Test
    void personalNumbersStandWhereTheCountryWantsThem() {
        assertThat(addresses.write(to("BR", "Maria Silva", "Rua Longa 12", "São Paulo", "SP", "01310-100", "+55 11 91234 5678"),
                "111.444.777-35")).containsEntry("cpf", "11144477735").containsEntry("province", "Sao Paulo");
        assertThat(addresses.write(home("IL", "050 123 4567"), "123456789")).containsEntry("passport_no", "123456789")
                .containsEntry("foreigner_passport_no", "123456789").containsEntry("is_foreigner", "false");
        assertThat(addresses.nationalAddress(home("SA", "512345678"), "abcd1234")).isEqualTo("ABCD1234");
        assertThat(addresses.write(home("AR", "+54 9 11 2345 6789"), "20123456789")).containsEntry("mobile_no", "1123456789");
    }
}
