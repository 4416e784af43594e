package io.github.dropshiproutes.suppliers;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Lenient reading of suppliers' answers: every scalar may come as a string or as a number, the text {@code null}
 * means absent, a list may be missing.
 */
public final class Json {

    private Json() {
    }

    /** @return without blanks around it; null when the field is absent, empty, {@code null} or no scalar */
    public static String text(JsonNode node, String field) {
        return text(node.path(field));
    }

    /** @return the value's own text, by the same rules */
    public static String text(JsonNode value) {
        if (value.isMissingNode() || value.isNull() || value.isContainerNode()) {
            return null;
        }
        String text = value.asText().strip();
        return text.isEmpty() || text.equals("null") ? null : text;
    }

    /** @return null when the field is absent or no plain decimal number */
    public static BigDecimal decimal(JsonNode node, String field) {
        String text = text(node, field);
        return text == null || !text.matches("-?\\d{1,15}(\\.\\d{1,10})?") ? null : new BigDecimal(text);
    }

    /** Quantities come as {@code "26"}, {@code 26} and {@code "2.0000"}. */
    public static int count(JsonNode node, String field, int absent) {
        BigDecimal value = decimal(node, field);
        return value == null ? absent : value.min(BigDecimal.valueOf(Integer.MAX_VALUE)).intValue();
    }

    /** @return true or false, spelled as such or as a text; null when it is neither */
    public static Boolean flag(JsonNode node, String field) {
        String text = text(node, field);
        return "true".equalsIgnoreCase(text) ? Boolean.TRUE : "false".equalsIgnoreCase(text) ? Boolean.FALSE : null;
    }

    /** @return the elements of an array; empty when there is none */
    public static List<JsonNode> list(JsonNode node, String field) {
        List<JsonNode> elements = new ArrayList<>();
        JsonNode value = node.path(field);
        if (value.isArray()) {
            value.forEach(elements::add);
        }
        return elements;
    }
}
