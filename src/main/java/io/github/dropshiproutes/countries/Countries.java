package io.github.dropshiproutes.countries;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.Set;

/** ISO 3166-1: the two letters of a country from what people and shops write, and the other way round. */
public final class Countries {

    private static final Set<String> CODES = Set.of(Locale.getISOCountries());
    private static final Map<String, String> BY_NAME = byName();

    private Countries() {
    }

    /**
     * Two letters in upper case, however they came; {@code UK} becomes {@code GB}, as Alibaba and ISO say. What is no country
     * stays what it is, for the caller to refuse.
     */
    public static String letters(String code) {
        if (code == null) {
            return null;
        }
        String upper = code.strip().toUpperCase(Locale.ROOT);
        return upper.equals("UK") ? "GB" : upper;
    }

    /**
     * @param written two or three letters of ISO 3166-1, {@code UK}, or an English name
     * @return the two letters, or nothing where it is no country
     */
    public static Optional<String> code(String written) {
        String letters = letters(written);
        if (letters == null) {
            return Optional.empty();
        }
        return CODES.contains(letters) ? Optional.of(letters) : Optional.ofNullable(BY_NAME.get(plain(written)));
    }

    /** @return the English name of two letters of ISO 3166-1; of others, those letters */
    public static String name(String code) {
        return new Locale.Builder().setRegion(code).build().getDisplayCountry(Locale.ENGLISH);
    }

    private static Map<String, String> byName() {
        Map<String, String> names = new HashMap<>();
        for (String code : Locale.getISOCountries()) {
            names.put(plain(name(code)), code);
            try {
                names.put(plain(new Locale.Builder().setRegion(code).build().getISO3Country()), code);
            } catch (MissingResourceException withoutThreeLetters) {
                // Its two letters and its name have to do.
                continue;
            }
        }
        // How the same countries are called in shops, in the guide's samples and in ISO's own list.
        Map.ofEntries(Map.entry("United States of America", "US"), Map.entry("U.S.A.", "US"), Map.entry("Great Britain", "GB"),
                Map.entry("England", "GB"), Map.entry("Scotland", "GB"), Map.entry("Wales", "GB"), Map.entry("Northern Ireland", "GB"),
                Map.entry("United Kingdom of Great Britain and Northern Ireland", "GB"), Map.entry("Korea", "KR"),
                Map.entry("Republic of Korea", "KR"), Map.entry("Korea, Republic of", "KR"), Map.entry("Russian Federation", "RU"),
                Map.entry("Viet Nam", "VN"), Map.entry("Czech Republic", "CZ"), Map.entry("Czechia", "CZ"), Map.entry("Turkey", "TR"),
                Map.entry("Türkiye", "TR"), Map.entry("Holland", "NL"), Map.entry("Netherlands, Kingdom of the", "NL"),
                Map.entry("Ivory Coast", "CI"), Map.entry("Macedonia", "MK"), Map.entry("Swaziland", "SZ"), Map.entry("Burma", "MM"),
                Map.entry("Hong Kong", "HK"), Map.entry("Macau", "MO"), Map.entry("Macao", "MO"),
                Map.entry("Taiwan, Province of China", "TW"),
                Map.entry("People's Republic of China", "CN"), Map.entry("Mainland China", "CN"), Map.entry("UAE", "AE"),
                Map.entry("Moldova, Republic of", "MD"), Map.entry("Tanzania, United Republic of", "TZ"),
                Map.entry("Bolivia, Plurinational State of", "BO"), Map.entry("Venezuela, Bolivarian Republic of", "VE"),
                Map.entry("Iran, Islamic Republic of", "IR"), Map.entry("Syrian Arab Republic", "SY"), Map.entry("Brunei Darussalam", "BN"),
                Map.entry("Cape Verde", "CV"), Map.entry("East Timor", "TL"), Map.entry("Vatican City", "VA"), Map.entry("Holy See", "VA"))
                .forEach((name, code) -> names.put(plain(name), code));
        return names;
    }

    /** Letters and digits only, in lower case and without accents: how people type a name. */
    static String plain(String text) {
        return Normalizer.normalize(text.replace("&", "and"), Normalizer.Form.NFD).replaceAll("[^\\p{L}\\p{N}]", "")
                .toLowerCase(Locale.ROOT);
    }
}
