package io.github.dropshiproutes.api;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.servlet.http.HttpServletRequest;

/**
 * A JSON object read strictly: no unknown or doubled key, no value of another type, nothing guessed. Every refusal names
 * the field and what it takes.
 */
final class JsonBody {

    private static final int MOST_BYTES = 64 * 1024;
    private static final int MOST_DECIMALS = 4;
    private static final JsonMapper STRICT = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private final String path;
    private final JsonNode object;

    private JsonBody(String path, JsonNode object) {
        this.path = path;
        this.object = object;
    }

    /** @param known the keys that may stand in it; an empty body is an object without any */
    static JsonBody read(HttpServletRequest request, String... known) {
        JsonNode object = parse(bytes(request));
        if (!object.isObject()) {
            throw Refusal.badRequest("The body must be a JSON object.");
        }
        JsonBody body = new JsonBody("", object);
        body.onlyKnows(List.of(known));
        return body;
    }

    private static byte[] bytes(HttpServletRequest request) {
        try {
            byte[] bytes = request.getInputStream().readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw Refusal.tooLarge("The body is larger than " + MOST_BYTES + " bytes.");
            }
            return bytes;
        } catch (IOException e) {
            throw Refusal.badRequest("The body ended early.");
        }
    }

    private static JsonNode parse(byte[] bytes) {
        if (bytes.length == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            return STRICT.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw Refusal.badRequest("The body is not valid JSON, or names a key twice (line " + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr() + ").");
        } catch (IOException e) {
            throw Refusal.badRequest("The body is not valid JSON.");
        }
    }

    private void onlyKnows(Collection<String> known) {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw Refusal.badRequest("Unknown key " + shown(path + name) + "; "
                        + (known.isEmpty() ? "none is known here." : "known are " + String.join(", ", new TreeSet<>(known)) + "."));
            }
        });
    }

    boolean has(String field) {
        return object.hasNonNull(field);
    }

    /** @return whether the field is not there at all, other than null, which takes a value away */
    boolean leaves(String field) {
        return !object.has(field);
    }

    /** @return the object's keys with their values, each true or false; none when the field is absent */
    Map<String, Boolean> flags(String field) {
        Map<String, Boolean> flags = new LinkedHashMap<>();
        JsonNode value = object.path(field);
        if (value.isMissingNode()) {
            return flags;
        }
        if (!value.isObject()) {
            throw mustBe(field, "an object of true and false");
        }
        JsonBody inner = new JsonBody(path + field + ".", value);
        value.fieldNames().forEachRemaining(name -> flags.put(name, inner.flag(name)));
        return flags;
    }

    /** @return true or false, or null when the field is absent */
    Boolean flag(String field) {
        JsonNode value = object.path(field);
        if (value.isMissingNode()) {
            return null;
        }
        if (!value.isBoolean()) {
            throw mustBe(field, "true or false");
        }
        return value.booleanValue();
    }

    /**
     * @param expected the words for the pattern, to follow "must be"
     * @return the text, or null when the field is absent or null
     */
    String text(String field, Pattern pattern, String expected) {
        return has(field) ? matching(field, object.get(field), pattern, expected) : null;
    }

    /** The same for a field that has to be there. */
    String requiredText(String field, Pattern pattern, String expected) {
        if (!has(field)) {
            throw Refusal.badRequest(path + field + " is missing; it must be " + expected + ".");
        }
        return text(field, pattern, expected);
    }

    /** @return the array's texts in their order; none when the field is absent */
    List<String> texts(String field, int most, Pattern pattern, String expected) {
        List<String> texts = new ArrayList<>();
        if (!has(field)) {
            return texts;
        }
        JsonNode value = object.get(field);
        if (!value.isArray() || value.size() > most) {
            throw mustBe(field, "a list of at most " + most + ", each " + expected);
        }
        Iterator<JsonNode> elements = value.elements();
        while (elements.hasNext()) {
            texts.add(matching(field + "[" + texts.size() + "]", elements.next(), pattern, expected));
        }
        return texts;
    }

    /** @return the object, which may have only the known keys, or null when the field is absent */
    JsonBody object(String field, String... known) {
        if (!has(field)) {
            return null;
        }
        if (!object.get(field).isObject()) {
            throw mustBe(field, "an object");
        }
        JsonBody inner = new JsonBody(path + field + ".", object.get(field));
        inner.onlyKnows(List.of(known));
        return inner;
    }

    /** @return the number, which may have decimals, or null when the field is absent */
    BigDecimal decimal(String field, BigDecimal least, BigDecimal most) {
        if (!has(field)) {
            return null;
        }
        JsonNode value = object.get(field);
        BigDecimal number = value.isNumber() ? value.decimalValue() : null;
        if (number == null || number.scale() > MOST_DECIMALS || number.compareTo(least) < 0 || number.compareTo(most) > 0) {
            throw mustBe(field, "a number from " + least.toPlainString() + " to " + most.toPlainString() + " with at most " + MOST_DECIMALS
                    + " decimals");
        }
        return number;
    }

    /** @return the number, or {@code absent} */
    int number(String field, int least, int most, int absent) {
        if (!has(field)) {
            return absent;
        }
        JsonNode value = object.get(field);
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < least || value.intValue() > most) {
            throw mustBe(field, "a whole number from " + least + " to " + most);
        }
        return value.intValue();
    }

    private String matching(String field, JsonNode value, Pattern pattern, String expected) {
        if (!value.isTextual() || !pattern.matcher(value.textValue()).matches()) {
            throw mustBe(field, expected);
        }
        return value.textValue();
    }

    private Refusal mustBe(String field, String expected) {
        return Refusal.badRequest(shown(path + field) + " must be " + expected + ".");
    }

    private static String shown(String key) {
        String clean = key.replaceAll("\\p{Cntrl}", " ");
        return clean.length() > 80 ? clean.substring(0, 80) + "…" : clean;
    }
}
