package io.github.dropshiproutes.aliexpress;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.suppliers.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Reading of AliExpress's answers, which spell everything in two ways: numbers and booleans also as texts, lists also
 * wrapped, single elements also bare.
 */
public final class AliExpressJson {

    private AliExpressJson() {
    }

    /**
     * A list in whatever shape it comes: an array; an object with one member that is an array or an object
     * ({@code {"category":[{…}]}}); a bare element.
     *
     * @return its elements in their order; empty when it is missing, null or an empty object
     */
    public static List<JsonNode> list(JsonNode value) {
        List<JsonNode> elements = new ArrayList<>();
        JsonNode inner = value.isObject() && value.size() == 1 && value.elements().next().isContainerNode()
                ? value.elements().next() : value;
        if (inner.isArray()) {
            inner.forEach(element -> {
                if (!element.isNull()) {
                    elements.add(element);
                }
            });
        } else if (inner.isObject() ? !inner.isEmpty() : Json.text(inner) != null) {
            elements.add(inner);
        }
        return elements;
    }

    /**
     * A list of scalars, such as order numbers, in whatever shape it comes; {@code {"number":1}} is one of them.
     *
     * @return their texts in their order; empty when there is none
     */
    public static List<String> texts(JsonNode value) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : list(value)) {
            String text = Json.text(element.isObject() && element.size() == 1 ? element.elements().next() : element);
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    /** @return the field's text without blanks around it, also of a number; null when it is absent, empty or no scalar */
    public static String text(JsonNode node, String field) {
        return Json.text(node, field);
    }

    /** @return a number spelled as such or as a text; null when it is absent or none */
    public static BigDecimal number(JsonNode node, String field) {
        return Json.decimal(node, field);
    }

    /** @return true or false spelled as such or as a text; null when it is absent or neither */
    public static Boolean flag(JsonNode node, String field) {
        return Json.flag(node, field);
    }

    /**
     * An amount in major units; as seen, it may carry quotes of its own, {@code "\"5.78\""}.
     *
     * @return null when it is absent, negative or no plain decimal number
     */
    public static BigDecimal money(JsonNode node, String field) {
        String text = Json.text(node, field);
        String bare = text == null ? "" : text.replace("\"", "").strip();
        return bare.matches("\\d{1,15}(\\.\\d{1,10})?") ? new BigDecimal(bare) : null;
    }
}
