package io.github.dropshiproutes.countries;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Countries and provinces by code and name, both ways. */
class CountriesTest {

    @ParameterizedTest
    @CsvSource({"UK, GB", "uk, GB", "GB, GB", "GBR, GB", "United Kingdom, GB", "great britain, GB", "us, US", "USA, US", "U.S.A., US",
        "United States of America, US", "Korea, KR", "Viet Nam, VN", "Vietnam, VN", "Turkey, TR", "Türkiye, TR", "côte d'ivoire, CI",
        "Ivory Coast, CI", "Czechia, CZ", "' de ', DE", "Bosnia and Herzegovina, BA", "Hong Kong, HK", "MEX, MX"})
    void whatPeopleWriteIsFound(String written, String code) {
        assertThat(Countries.code(written)).contains(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "XX", "Atlantis", "EN", "U", "DEUT", "\u0000"})
    void whatIsNoCountryIsNotFound(String written) {
        assertThat(Countries.code(written)).isEmpty();
    }

    @Test
    void everyCodeHasANameAndEveryNameItsCode() {
        for (String code : Locale.getISOCountries()) {
            assertThat(Countries.name(code)).isNotEqualTo(code);
            assertThat(Countries.code(Countries.name(code))).contains(code);
        }
    }

    @ParameterizedTest
    @CsvSource({"US, CA, CA, California", "US, california, CA, California", "US, US-CA, CA, California", "US, New  York, NY, New York",
        "US, DC, DC, District of Columbia", "CA, Québec, QC, Quebec", "CA, ON, ON, Ontario", "MX, CDMX, CMX, Mexico City",
        "MX, Q ROO, ROO, Quintana Roo", "MX, Nuevo Leon, NLE, Nuevo León", "MX, BC, BCN, Baja California", "AU, nsw, NSW, New South Wales",
        "BR, Sao Paulo, SP, São Paulo", "BR, DF, DF, Distrito Federal"})
    void provincesAreFoundByCodeAndName(String country, String written, String code, String name) {
        assertThat(Provinces.code(country, written)).contains(code);
        assertThat(Provinces.name(country, code)).contains(name);
    }

    @Test
    void otherProvincesAreNobodysBusiness() {
        assertThat(Provinces.code("DE", "BY")).isEmpty();
        assertThat(Provinces.code("US", "XX")).isEmpty();
        assertThat(Provinces.code(null, "CA")).isEmpty();
        assertThat(Provinces.code("US", null)).isEmpty();
        assertThat(Provinces.name("DE", "BY")).isEmpty();
    }
}
