package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** One JSON object inside a request, read strictly: a refusal names the field by its whole path. */
final class Fields {

    private final String path;
    private final ObjectNode node;

    private Fields(String path, ObjectNode node) {
        this.path = path;
        this.node = node;
    }

    static Fields parse(String name, String text) {
        if (tree(name, text) instanceof ObjectNode object) {
            return new Fields(name, object);
        }
        throw Refusal.invalid(name, "expected a JSON object");
    }

    static List<Fields> parseList(String name, String text) {
        return list(name, tree(name, text));
    }

    /** Refuses every field that is not one of {@code names}, so that a misspelt one surfaces. */
    Fields only(String... names) {
        Set<String> known = Set.of(names);
        for (Iterator<String> given = node.fieldNames(); given.hasNext(); ) {
            String name = given.next();
            if (!known.contains(name)) {
                throw Refusal.invalid(path(name), "unknown field, known are " + String.join(", ", names));
            }
        }
        return this;
    }

    boolean has(String name) {
        JsonNode value = node.get(name);
        return value != null && !value.isNull() && !(value.isTextual() && value.textValue().isBlank());
    }

    /** @return the required, non-blank string */
    String text(String name) {
        String value = text(name, null);
        if (value == null) {
            throw Refusal.missing(path(name));
        }
        return value;
    }

    String text(String name, String otherwise) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return otherwise;
        }
        if (!value.isTextual()) {
            throw Refusal.invalid(path(name), "expected a string");
        }
        return value.textValue().isBlank() ? otherwise : value.textValue();
    }

    /** @return the required id: digits, as a string or as a number, both of which the gateway was seen to take */
    String id(String name) {
        String value = id(name, null);
        if (value == null) {
            throw Refusal.missing(path(name));
        }
        return value;
    }

    String id(String name, String otherwise) {
        JsonNode value = node.get(name);
        String text = value != null && value.isIntegralNumber() ? value.asText() : text(name, null);
        if (text != null && !text.matches("-?\\d{1,19}")) {
            throw Refusal.invalid(path(name), "expected digits");
        }
        return text == null ? otherwise : text;
    }

    /** @return the required whole number from {@code least} to a million, as a string or as a number */
    int integer(String name, int least) {
        JsonNode value = node.get(name);
        String text = value != null && value.isIntegralNumber() ? value.asText() : text(name);
        if (!text.matches("\\d{1,7}") || Integer.parseInt(text) < least || Integer.parseInt(text) > 1_000_000) {
            throw Refusal.invalid(path(name), "expected a whole number from " + least + " to 1000000");
        }
        return Integer.parseInt(text);
    }

    JsonNode value(String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            throw Refusal.missing(path(name));
        }
        return value;
    }

    /** @return the required array of objects */
    List<Fields> objects(String name) {
        return list(path(name), value(name));
    }

    /** @return the refusal of a field of this object */
    Refusal invalid(String name, String why) {
        return Refusal.invalid(path(name), why);
    }

    Fields object(String name) {
        if (value(name) instanceof ObjectNode object) {
            return new Fields(path(name), object);
        }
        throw Refusal.invalid(path(name), "expected a JSON object");
    }

    ObjectNode node() {
        return node;
    }

    private String path(String name) {
        return path + "." + name;
    }

    private static List<Fields> list(String name, JsonNode tree) {
        if (!tree.isArray() || tree.isEmpty()) {
            throw Refusal.invalid(name, "expected a JSON array with at least one object");
        }
        List<Fields> list = new ArrayList<>();
        for (JsonNode element : tree) {
            if (!(element instanceof ObjectNode object)) {
                throw Refusal.invalid(name, "expected a JSON array of objects");
            }
            list.add(new Fields(name + "[" + list.size() + "]", object));
        }
        return list;
    }

    private static JsonNode tree(String name, String text) {
        try {
            return Json.read(text);
        } catch (JsonProcessingException e) {
            throw Refusal.invalid(name, "not valid JSON: " + e.getOriginalMessage());
        }
    }
}
