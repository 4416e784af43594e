package io.github.dropshiproutes.countries;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * ISO 3166-2: states and provinces of the United States, Canada, Mexico, Australia and Brazil, by code and by name. Other
 * countries' provinces are passed on as they were written.
 */
public final class Provinces {

    private static final Map<String, String> NAMES = new HashMap<>();
    private static final Map<String, String> CODES = new HashMap<>();

    static {
        Properties table = table();
        table.forEach((key, value) -> {
            String country = key.toString().substring(0, 2);
            String code = key.toString().substring(3);
            // The first name is the one that is shown, the others are names or codes in use for the same.
            String[] names = value.toString().split("\\|");
            NAMES.put(country + "-" + code, names[0]);
            CODES.put(country + "-" + Countries.plain(code), code);
            for (String name : names) {
                CODES.put(country + "-" + Countries.plain(name), code);
            }
        });
    }

    private Provinces() {
    }

    /**
     * @param country two letters of ISO 3166-1
     * @param written a code, with or without the country in front ({@code US-CA}), or a name; may be null
     * @return the code behind the hyphen of ISO 3166-2, or nothing where the country or the province is not known here
     */
    public static Optional<String> code(String country, String written) {
        if (country == null || written == null) {
            return Optional.empty();
        }
        String text = written.strip();
        String code = CODES.get(country + "-" + Countries.plain(text));
        return code == null && text.regionMatches(true, 0, country + "-", 0, 3)
                ? Optional.ofNullable(CODES.get(country + "-" + Countries.plain(text.substring(3)))) : Optional.ofNullable(code);
    }

    /** @return the English name, or nothing where the country or the code is not known here */
    public static Optional<String> name(String country, String code) {
        return Optional.ofNullable(NAMES.get(country + "-" + code));
    }

    private static Properties table() {
        Properties table = new Properties();
        try (Reader reader = new InputStreamReader(Provinces.class.getResourceAsStream("/countries/provinces.properties"),
                StandardCharsets.UTF_8)) {
            table.load(reader);
            return table;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
