package io.github.dropshiproutes.alibaba;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Lenient reading of Alibaba's answers: every scalar may come as a string or as a number, the text {@code null}
 * means absent, a list may be missing.
 */
final class Json {

    private Json() {
    }

    static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull() || value.isContainerNode()) {
            return null;
        }
        String text = value.asText().strip();
        return text.isEmpty() || text.equals("null") ? null : text;
    }

    static BigDecimal decimal(JsonNode node, String field) {
        String text = text(node, field);
        return text == null || !text.matches("-?\\d{1,15}(\\.\\d{1,10})?") ? null : new BigDecimal(text);
    }

    /** Quantities come as {@code "26"}, {@code 26} and {@code "2.0000"}. */
    static int count(JsonNode node, String field, int absent) {
        BigDecimal value = decimal(node, field);
        return value == null ? absent : value.min(BigDecimal.valueOf(Integer.MAX_VALUE)).intValue();
    }

    static List<JsonNode> list(JsonNode node, String field) {
        List<JsonNode> elements = new ArrayList<>();
        JsonNode value = node.path(field);
        if (value.isArray()) {
            value.forEach(elements::add);
        }
        return elements;
    }
}
