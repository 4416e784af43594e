package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rules for delivery addresses, country by country. A refused address has made no order. */
final class AliExpressAddresses {

    /** This tax number is one person's, so that an order for somebody else does not match it. */
    static final String CPF_OF_MARIA = "11144477735";
    private static final String MARIA = "Maria Silva";

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Set<String> ASCII_ONLY = Set.of("US", "GB", "CA", "AU", "NZ", "SA", "AE", "IL", "ZA", "DZ", "KR", "JP", "TH");
    private static final Set<String> FULL_NAME = Set.of("AU", "NZ", "DZ", "ZA");
    private static final Set<String> TAX_ID = Set.of("IL", "AR");
    private static final Map<String, Pattern> MOBILE = Map.of("SA", Pattern.compile("5\\d{8}"), "ES", Pattern.compile("\\d{9}"),
            "AR", Pattern.compile("\\d{10}"));
    private static final Map<String, Pattern> ZIP = Map.of("US", Pattern.compile("\\d{5}(-\\d{4})?"),
            "BR", Pattern.compile("\\d{5}-?\\d{3}"));
    private static final Pattern NATIONAL_ADDRESS = Pattern.compile("[A-Z]{4}[0-9]{4}");
    private static final Map<String, List<String>> PROVINCES = Map.of(
            "US", names("Alabama,Alaska,Arizona,Arkansas,California,Colorado,Connecticut,Delaware,District of Columbia,Florida,Georgia,"
                    + "Hawaii,Idaho,Illinois,Indiana,Iowa,Kansas,Kentucky,Louisiana,Maine,Maryland,Massachusetts,Michigan,Minnesota,"
                    + "Mississippi,Missouri,Montana,Nebraska,Nevada,New Hampshire,New Jersey,New Mexico,New York,North Carolina,"
                    + "North Dakota,Ohio,Oklahoma,Oregon,Pennsylvania,Puerto Rico,Rhode Island,South Carolina,South Dakota,Tennessee,"
                    + "Texas,Utah,Vermont,Virginia,Washington,West Virginia,Wisconsin,Wyoming"),
            "CA", names("Alberta,British Columbia,Manitoba,New Brunswick,Newfoundland and Labrador,Northwest Territories,Nova Scotia,"
                    + "Nunavut,Ontario,Prince Edward Island,Quebec,Saskatchewan,Yukon"),
            "AU", names("Australian Capital Territory,New South Wales,Northern Territory,Queensland,South Australia,Tasmania,Victoria,"
                    + "Western Australia"),
            "BR", names("Acre,Alagoas,Amapa,Amazonas,Bahia,Ceara,Distrito Federal,Espirito Santo,Goias,Maranhao,Mato Grosso,"
                    + "Mato Grosso do Sul,Minas Gerais,Para,Paraiba,Parana,Pernambuco,Piaui,Rio de Janeiro,Rio Grande do Norte,"
                    + "Rio Grande do Sul,Rondonia,Roraima,Santa Catarina,Sao Paulo,Sergipe,Tocantins"));

    private AliExpressAddresses() {
    }

    /** @return the names that are taken as {@code province}; none = any name */
    static List<String> provinces(String country) {
        return PROVINCES.getOrDefault(country, List.of());
    }

    /**
     * @param address   as given; what nobody knows in it is passed over, and so is missed where it was meant for something
     * @param extension {@code ds_extend_request}, or null
     * @return the address as it is kept
     */
    static Map<String, Object> check(Fields address, Fields extension) {
        String country = address.text("country", "");
        if (!COUNTRIES.contains(country)) {
            throw wrong("Please select a Country/Region");
        }
        need(address, "address", "Please enter an address");
        need(address, "city", "Please enter a city");
        checkProvince(address, country);
        List<String> names = Stream.of("contact_person", "full_name").map(name -> address.text(name, null))
                .filter(name -> name != null).toList();
        checkNames(names, country);
        checkPhone(address, country);
        checkText(address, country);
        checkZip(address, country);
        switch (country) {
            case "US" -> length(address.text("address"), 5, 35);
            case "MX" -> length(address.text("address2", ""), 0, 60);
            case "BR" -> checkBrazil(address, names);
            case "SA" -> checkSaudiArabia(extension);
            default -> { }
        }
        if (TAX_ID.contains(country) && !(address.has("passport_no") && address.has("foreigner_passport_no")
                && address.text("is_foreigner", "").equals("false"))) {
            throw wrong("Please enter your tax identification number");
        }
        return Json.MAPPER.convertValue(address.node(), new TypeReference<LinkedHashMap<String, Object>>() { });
    }

    private static void need(Fields address, String name, String message) {
        if (!address.has(name)) {
            throw wrong(message);
        }
        address.text(name);
    }

    private static void checkProvince(Fields address, String country) {
        String province = address.text("province", "");
        List<String> known = provinces(country);
        boolean listed = known.isEmpty() ? !province.isEmpty() : known.contains(province);
        if (!listed) {
            throw wrong("Please select a State/Province/County");
        }
    }

    private static void checkNames(List<String> names, String country) {
        if (names.isEmpty()) {
            throw wrong("Please enter a Contact Name");
        }
        for (String name : names) {
            length(name, 2, 32);
            if (country.equals("US") && !name.matches("\\S+ \\S+")) {
                throw wrong("Please enter first name and last name with one space between them");
            }
            if (FULL_NAME.contains(country) && !name.trim().contains(" ")) {
                throw wrong("Please enter your full name");
            }
            if (Set.of("AU", "NZ").contains(country) && !name.matches("[A-Za-z ]+")) {
                throw wrong("Please use English only");
            }
        }
    }

    private static void checkPhone(Fields address, String country) {
        need(address, "mobile_no", "Please enter mobile phone number");
        String mobile = address.text("mobile_no");
        if (!mobile.matches("\\d+") || !address.text("phone_country", "").matches("\\+?\\d{1,4}")) {
            throw wrong("Please enter the country code and phone number without any spaces or special characters");
        }
        if (mobile.length() < 7 || mobile.length() > 13 || MOBILE.containsKey(country) && !MOBILE.get(country).matcher(mobile).matches()) {
            throw wrong("Phone Number should contain 7-13 digits");
        }
    }

    private static void checkText(Fields address, String country) {
        if (ASCII_ONLY.contains(country)) {
            for (String name : List.of("contact_person", "full_name", "address", "address2", "city", "province")) {
                if (!address.text(name, "").matches("\\p{ASCII}*")) {
                    throw wrong("Please use English only");
                }
            }
        }
    }

    private static void checkZip(Fields address, String country) {
        String zip = address.text("zip", null);
        boolean required = ZIP.containsKey(country);
        if (zip == null ? required : zip.contains(" ") || required && !ZIP.get(country).matcher(zip).matches()) {
            throw wrong("Please enter a valid zip code");
        }
    }

    private static void checkBrazil(Fields address, List<String> names) {
        String cpf = address.text("cpf", "");
        if (!isCpf(cpf)) {
            throw Refusal.business("B_DROPSHIPPER_DELIVERY_ADDRESS_CPF_CN_INVALID", "The CPF is not valid");
        }
        if (cpf.equals(CPF_OF_MARIA) && !names.get(0).equals(MARIA)) {
            throw Refusal.business("B_DROPSHIPPER_DELIVERY_ADDRESS_CPF_NOT_MATCH", "The CPF does not match the contact person");
        }
        if (address.text("city").equals("Other")) {
            throw wrong("Please enter a city");
        }
    }

    private static void checkSaudiArabia(Fields extension) {
        Fields extra = extension == null || !extension.has("trade_extra_param") ? null : extension.object("trade_extra_param");
        if (extra == null || !NATIONAL_ADDRESS.matcher(extra.text("nat_addr", "")).matches()) {
            throw wrong("Please enter a 8-digit national address in right format, eg. ABCD1234.");
        }
    }

    /** Eleven digits, the last two of which follow from the others. */
    private static boolean isCpf(String cpf) {
        if (!cpf.matches("\\d{11}") || cpf.chars().distinct().count() == 1) {
            return false;
        }
        for (int length = 9; length <= 10; length++) {
            int sum = 0;
            for (int i = 0; i < length; i++) {
                sum += (cpf.charAt(i) - '0') * (length + 1 - i);
            }
            if (sum * 10 % 11 % 10 != cpf.charAt(length) - '0') {
                return false;
            }
        }
        return true;
    }

    private static void length(String text, int least, int most) {
        if (text.length() < least || text.length() > most) {
            throw wrong("Please enter between " + least + " - " + most + " characters");
        }
    }

    private static Refusal wrong(String message) {
        return Refusal.business("B_DROPSHIPPER_DELIVERY_ADDRESS_VALIDATE_FAIL", message);
    }

    private static List<String> names(String list) {
        return List.of(list.split(","));
    }
}
