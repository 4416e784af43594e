package io.github.dropshiproutes.sandbox;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The business parameters of one call, none of them blank. */
final class Parameters {

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private final Map<String, String> values;

    Parameters(Map<String, String> values) {
        this.values = values;
    }

    Map<String, String> values() {
        return values;
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw Refusal.missing(name);
        }
        return value;
    }

    String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    String id(String name) {
        String value = text(name);
        if (!value.matches("\\d{1,19}")) {
            throw Refusal.invalid(name, "expected digits");
        }
        return value;
    }

    int integer(String name, int otherwise, int least, int most) {
        if (!has(name)) {
            return otherwise;
        }
        String value = text(name);
        if (!value.matches("\\d{1,9}") || Integer.parseInt(value) < least || Integer.parseInt(value) > most) {
            throw Refusal.invalid(name, "expected a whole number from " + least + " to " + most);
        }
        return Integer.parseInt(value);
    }

    boolean flag(String name) {
        String value = text(name, "false");
        if (!value.equals("true") && !value.equals("false")) {
            throw Refusal.invalid(name, "expected true or false");
        }
        return value.equals("true");
    }

    String country(String name) {
        return country(name, text(name));
    }

    /** @return {@code code} when it is an upper-case ISO 3166 code of two letters; {@code UK} is none */
    static String country(String name, String code) {
        if (!COUNTRIES.contains(code)) {
            throw Refusal.invalid(name, "\"" + code + "\" is not an ISO 3166 country code of two letters");
        }
        return code;
    }

    Fields object(String name) {
        return Fields.parse(name, text(name));
    }

    List<Fields> objects(String name) {
        return Fields.parseList(name, text(name));
    }
}
