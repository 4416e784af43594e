package io.github.dropshiproutes.aliexpress;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import io.github.dropshiproutes.countries.Provinces;
import io.github.dropshiproutes.errors.OwnErrors;
import io.github.dropshiproutes.orders.Address;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * A delivery address by AliExpress's rules, which differ from country to country (its changelog of address rules). What it would
 * refuse is refused here, before anything is sent, with the field and what to do about it; never with its contents, because reasons
 * are logged. Only three things are changed, and none loses anything: the blanks within a postal code go, a line that is too long
 * for the United States goes on in {@code address2}, and a province is written by its full English name.
 */
@Component("aliexpressAddress")
public class AliExpressAddress {

    private static final Set<String> NEED_FULL_NAME = Set.of("AU", "NZ", "DZ", "ZA");
    private static final Set<String> NEED_TAX_ID = Set.of("IL", "AR");
    private static final Set<String> WITH_LISTED_PROVINCES = Set.of("US", "CA", "MX", "AU", "BR");
    private static final Pattern ENGLISH = Pattern.compile("\\p{ASCII}*");
    private static final Pattern NATIONAL_ADDRESS = Pattern.compile("[A-Z]{4}[0-9]{4}");
    private static final Pattern RUT = Pattern.compile("\\d{7,8}-?[\\dkK]");
    private static final Pattern KOREAN_CODE = Pattern.compile("[Pp]\\d{12}");
    private static final int US_LINE = 35;
    private static final int MX_SECOND_LINE = 60;

    private final AliExpressOrderSettings settings;
    private final OwnErrors ownErrors;

    public AliExpressAddress(AliExpressOrderSettings settings, OwnErrors ownErrors) {
        this.settings = settings;
        this.ownErrors = ownErrors;
    }

    /**
     * @param to     where it goes
     * @param number the recipient's personal number for customs, or null
     * @return {@code logistics_address}
     * @throws io.github.dropshiproutes.errors.SupplierException ADDRESS_NOT_ACCEPTED, naming the field and the remedy
     */
    public Map<String, Object> write(Address to, String number) {
        String country = to.countryCode();
        Map<String, Object> address = new LinkedHashMap<>();
        String name = squeezed(to.name());
        checkName(country, name);
        address.put("contact_person", name);
        address.put("full_name", name);
        writeLines(address, to);
        address.put("city", text(country, "city", to.city()));
        if (country.equals("BR") && "other".equalsIgnoreCase(to.city().strip())) {
            throw refused("city", "Brazil needs the city's own name");
        }
        address.put("province", province(to));
        if (to.zip() != null) {
            address.put("zip", zip(to));
        }
        address.put("country", country);
        writePhone(address, to);
        address.put("locale", settings.language());
        writePersonalNumber(address, country, number == null || number.isBlank() ? null : number.strip());
        return address;
    }

    /**
     * @return the Saudi national address, which stands beside the address; null for every other country
     * @throws io.github.dropshiproutes.errors.SupplierException as {@link #write}
     */
    public String nationalAddress(Address to, String number) {
        if (!to.countryCode().equals("SA")) {
            return null;
        }
        String written = number == null ? "" : number.strip().toUpperCase(java.util.Locale.ROOT);
        if (!NATIONAL_ADDRESS.matcher(written).matches()) {
            throw personal("Saudi Arabia needs a national address of four letters and four digits, such as ABCD1234");
        }
        return written;
    }

    private void checkName(String country, String name) {
        text(country, "name", name);
        if (name.length() < 2 || name.length() > 32) {
            throw refused("name", "it must have 2 to 32 characters");
        }
        if (country.equals("US") && !name.matches("\\S+ \\S+")) {
            throw refused("name", "the United States need a first and a last name with exactly one space between them");
        }
        if (NEED_FULL_NAME.contains(country) && !name.contains(" ")) {
            throw refused("name", "a first and a last name are needed");
        }
        if (Set.of("AU", "NZ").contains(country) && !name.matches("[A-Za-z ]+")) {
            throw refused("name", "only the letters A to Z and spaces are accepted");
        }
    }

    private void writeLines(Map<String, Object> address, Address to) {
        String country = to.countryCode();
        String first = squeezed(text(country, "address1", to.address1()));
        String second = squeezed(text(country, "address2", joined(to.address2(), to.company())));
        if (country.equals("US")) {
            if (first.length() > US_LINE) {
                int end = first.lastIndexOf(' ', US_LINE);
                if (end < 5) {
                    throw refused("address1", "the United States accept 5 to 35 characters a line; shorten it");
                }
                second = joined(first.substring(end + 1), second);
                first = first.substring(0, end);
            }
            if (first.length() < 5) {
                throw refused("address1", "the United States accept 5 to 35 characters a line; write street and number in full");
            }
        }
        if (country.equals("MX") && second != null && second.length() > MX_SECOND_LINE) {
            throw refused("address2", "Mexico accepts at most 60 characters (with the company)");
        }
        address.put("address", first);
        if (second != null && !second.isEmpty()) {
            address.put("address2", second);
        }
    }

    private String province(Address to) {
        String country = to.countryCode();
        if (WITH_LISTED_PROVINCES.contains(country)) {
            return Provinces.code(country, to.provinceCode()).or(() -> Provinces.code(country, to.province()))
                    .flatMap(code -> Provinces.name(country, code)).map(AliExpressAddress::plain)
                    .orElseThrow(() -> refused("province", "it is no state or province of this country"));
        }
        // Where a country has none, the town stands in, since AliExpress refuses an address without one.
        return text(country, "province", to.province() == null || to.province().isBlank() ? to.city() : to.province());
    }

    private String zip(Address to) {
        String zip = to.zip().replaceAll("\\s", "");
        if (to.countryCode().equals("US") && !zip.matches("\\d{5}(-\\d{4})?")
                || to.countryCode().equals("BR") && !zip.matches("\\d{5}-?\\d{3}")) {
            throw refused("zip", "it is no postal code of this country");
        }
        return zip;
    }

    private void writePhone(Map<String, Object> address, Address to) {
        String written = to.phone() == null || to.phone().isBlank() ? settings.fallbackPhone() : to.phone();
        if (written == null || written.isBlank()) {
            throw refused("phone", "a mobile number is needed; complete it, or set aliexpress.fallback-phone");
        }
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        String country = to.countryCode();
        try {
            PhoneNumber number = numbers.parse(written, country);
            String digits = numbers.getNationalSignificantNumber(number);
            boolean argentineMobile = number.getCountryCode() == 54 && digits.length() == 11 && digits.startsWith("9");
            String mobile = argentineMobile ? digits.substring(1) : digits;
            checkPhone(country, mobile);
            address.put("phone_country", "+" + number.getCountryCode());
            address.put("mobile_no", mobile);
        } catch (NumberParseException e) {
            throw refused("phone", "it is no telephone number");
        }
    }

    private void checkPhone(String country, String mobile) {
        switch (country) {
            case "ES" -> require(mobile.matches("\\d{9}"), "Spain needs exactly 9 digits");
            case "SA" -> require(mobile.matches("5\\d{8}"), "Saudi Arabia needs a mobile number of 9 digits that starts with 5");
            case "AR" -> require(mobile.matches("\\d{10}"), "Argentina needs exactly 10 digits");
            default -> require(mobile.matches("\\d{7,13}"), "it must have 7 to 13 digits");
        }
    }

    private void require(boolean fine, String rule) {
        if (!fine) {
            throw refused("phone", rule);
        }
    }

    private void writePersonalNumber(Map<String, Object> address, String country, String number) {
        if (country.equals("BR")) {
            String cpf = number == null ? "" : number.replaceAll("[.\\-\\s]", "");
            if (!isCpf(cpf)) {
                throw personal(number == null ? "Brazil needs the recipient's CPF" : "the CPF is wrong: its check digits do not fit");
            }
            address.put("cpf", cpf);
        } else if (NEED_TAX_ID.contains(country)) {
            if (number == null || !number.matches("[0-9A-Za-z-]{5,20}")) {
                throw personal("this country needs the recipient's tax number");
            }
            address.put("passport_no", number);
            address.put("foreigner_passport_no", number);
            address.put("is_foreigner", "false");
        } else if (country.equals("CL") && number != null) {
            if (!RUT.matcher(number.replace(".", "")).matches()) {
                throw personal("a RUT has 7 or 8 digits, a hyphen and a check digit");
            }
            address.put("rut_no", number.replace(".", ""));
        } else if (country.equals("KR") && number != null) {
            if (!KOREAN_CODE.matcher(number).matches()) {
                throw personal("a Korean customs code is a P and 12 digits");
            }
            address.put("passport_no", number.toUpperCase(java.util.Locale.ROOT));
            address.put("is_foreigner", "false");
        }
    }

    /** Eleven digits, the last two of which follow from the others. */
    private static boolean isCpf(String cpf) {
        if (!cpf.matches("\\d{11}") || cpf.chars().distinct().count() == 1) {
            return false;
        }
        return checkDigit(cpf, 9) == cpf.charAt(9) - '0' && checkDigit(cpf, 10) == cpf.charAt(10) - '0';
    }

    private static int checkDigit(String cpf, int length) {
        int sum = 0;
        for (int i = 0; i < length; i++) {
            sum += (cpf.charAt(i) - '0') * (length + 1 - i);
        }
        return sum * 10 % 11 % 10;
    }

    private String text(String country, String field, String written) {
        if (written != null && settings.englishOnly().contains(country) && !ENGLISH.matcher(written).matches()) {
            throw refused(field, "only English letters are accepted there");
        }
        return written == null ? null : written.strip();
    }

    private RuntimeException personal(String rule) {
        return refused("note attribute", rule + "; which attribute says buying.clearance-attributes");
    }

    private RuntimeException refused(String field, String rule) {
        return ownErrors.exception("ADDRESS_NOT_ACCEPTED", "\"" + field + "\": " + rule);
    }

    private static String joined(String first, String second) {
        boolean one = first != null && !first.isBlank();
        boolean other = second != null && !second.isBlank();
        return one && other ? first.strip() + ", " + second.strip() : one ? first : other ? second : null;
    }

    private static String squeezed(String text) {
        return text == null ? null : text.strip().replaceAll("\\s+", " ");
    }

    /** AliExpress lists provinces in English letters. */
    private static String plain(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    }
}
