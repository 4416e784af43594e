package io.github.dropshiproutes.orders;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * Where a purchase is sent, as the suppliers need it: ISO 3166 country code, everything else as the customer wrote it.
 *
 * @param name         the recipient
 * @param company      or null
 * @param address1     street and number
 * @param address2     or null
 * @param city         town
 * @param province     name of state or province, or null
 * @param provinceCode code of state or province, or null
 * @param zip          postal code, or null where a country has none
 * @param country      English name of the country
 * @param countryCode  two letters; {@code UK} has become {@code GB}
 * @param phone        as written, or null
 */
public record Address(String name, String company, String address1, String address2, String city, String province,
                      String provinceCode, String zip, String country, String countryCode, String phone) {

    /** Countries without postal codes in everyday use; everywhere else a missing one holds the order. */
    private static final Set<String> WITHOUT_ZIP = Set.of("AE", "AG", "AN", "AO", "AW", "BF", "BI", "BJ", "BO", "BS", "BW", "BZ", "CD",
            "CF", "CG", "CI", "CK", "CM", "DJ", "DM", "ER", "FJ", "GA", "GD", "GH", "GM", "GN", "GQ", "GY", "HK", "IE", "JM", "KI", "KM",
            "KN", "KP", "LC", "LY", "ML", "MO", "MR", "MW", "NR", "NU", "PA", "QA", "RW", "SB", "SC", "SL", "SR", "ST", "SY", "TD", "TG",
            "TK", "TO", "TT", "TV", "UG", "VU", "WS", "YE", "ZW");

    /** @return the first field a supplier cannot do without, or null when the address is complete */
    public String missingField() {
        if (name == null) {
            return "name";
        }
        if (address1 == null) {
            return "address1";
        }
        if (city == null) {
            return "city";
        }
        if (countryCode == null || !countryCode.matches("[A-Z]{2}")) {
            return "country_code";
        }
        if (zip == null && !WITHOUT_ZIP.contains(countryCode)) {
            return "zip";
        }
        return null;
    }

    /** @return true when a parcel would come to the same door, however the two are written */
    public boolean isSameDoor(Address other) {
        return Objects.equals(countryCode, other.countryCode) && same(name, other.name) && same(address1, other.address1)
                && same(address2, other.address2) && same(city, other.city) && same(zip, other.zip);
    }

    private static boolean same(String one, String other) {
        return letters(one).equals(letters(other));
    }

    private static String letters(String text) {
        return text == null ? "" : text.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
    }

    /** @return true when Shopify left out everything but country and province: the app may not read customer data */
    public boolean strippedOfCustomerData() {
        return name == null && address1 == null && city == null && zip == null;
    }
}
