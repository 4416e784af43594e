package io.github.dropshiproutes.facade;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.dropshiproutes.countries.Countries;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a caller asks, read field by field: each must be of its type, none may be left over. In a query everything is text, so
 * numbers, true and false may come as text too, and an object as its JSON.
 */
public final class FacadeRequest {

    static final JsonMapper STRICT = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private static final Pattern ID = Pattern.compile("[0-9]{1,18}");
    private static final Pattern TRADE_ID = Pattern.compile("[0-9]{1,32}");
    private static final Pattern ORDER_NUMBER = Pattern.compile("[A-Za-z0-9]{1,32}");
    /** What the suppliers call the number of an order. */
    private static final List<String> ORDERS = List.of("order_id", "trade_id", "e_trade_id");
    private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,4})?");
    private static final Pattern SHOPIFY_ORDER = Pattern.compile("(?:gid://shopify/Order/)?([1-9][0-9]{0,18})");

    private final String prefix;
    private final Map<String, JsonNode> values;
    private final Set<String> known = new TreeSet<>();

    FacadeRequest(Map<String, JsonNode> values) {
        this("", values);
    }

    private FacadeRequest(String prefix, Map<String, JsonNode> values) {
        this.prefix = prefix;
        this.values = values;
    }

    /** @return the same questions asked by the product itself, for work that is no caller's */
    public static FacadeRequest of(JsonNode object) {
        return within("", object);
    }

    private static FacadeRequest within(String prefix, JsonNode object) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        object.fields().forEachRemaining(field -> values.put(field.getKey(), field.getValue()));
        return new FacadeRequest(prefix, values);
    }

    /** To be called when every field has been read: what is left over is a mistake, or a misspelt filter that would be ignored. */
    void nothingElse() {
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                throw mistake(name, "is unknown; known here are " + String.join(", ", known));
            }
        }
    }

    boolean has(String name) {
        known.add(name);
        JsonNode value = values.get(name);
        return value != null && !value.isNull() && !(value.isTextual() && value.textValue().isBlank());
    }

    /** @return the supplier's order that the request is about, or null; that its endpoint knows such a field is still to be checked */
    String order() {
        return ORDERS.stream().map(values::get).filter(Objects::nonNull).map(JsonNode::asText)
                .filter(text -> ORDER_NUMBER.matcher(text).matches()).findFirst().orElse(null);
    }

    /** @return the text, without blanks around it, or null */
    String text(String name, int longest) {
        String text = scalar(name);
        if (text != null && (text.length() > longest || text.chars().anyMatch(Character::isISOControl))) {
            throw mistake(name, "must be at most " + longest + " characters, none of them a control character");
        }
        return text;
    }

    String requiredText(String name, int longest) {
        return required(name, text(name, longest));
    }

    /** @return 1 to 18 digits, or null */
    String id(String name) {
        return matching(name, ID, "must be 1 to 18 digits");
    }

    String requiredId(String name) {
        return required(name, id(name));
    }

    /** @return 1 to 32 digits */
    String requiredTradeId(String name) {
        return required(name, matching(name, TRADE_ID, "must be a trade id of 1 to 32 digits"));
    }

    /** @return 1 to 32 letters and digits, as a supplier numbers its orders */
    String requiredOrderNumber(String name) {
        return required(name, matching(name, ORDER_NUMBER, "must be an order number of 1 to 32 letters and digits"));
    }

    /** @return the digits of Shopify's order id, which may come as its global id */
    String requiredShopifyOrder(String name) {
        Matcher id = SHOPIFY_ORDER.matcher(requiredText(name, 64));
        if (!id.matches()) {
            throw mistake(name, "must be Shopify's id of the order, 1 to 19 digits without a leading 0");
        }
        return id.group(1);
    }

    /** @return an amount of money from 0, or null */
    BigDecimal amount(String name) {
        String text = matching(name, AMOUNT, "must be an amount from 0 such as 5 or 19.99");
        return text == null ? null : new BigDecimal(text);
    }

    /** @return the ids of a list, each 1 to 32 digits and none twice */
    List<String> requiredIds(String name, int most) {
        required(name, has(name) ? "there" : null);
        JsonNode list = structure(name);
        List<String> ids = new ArrayList<>();
        if (list.isArray()) {
            list.forEach(id -> ids.add(id.asText()));
        }
        if (ids.isEmpty() || ids.size() > most || Set.copyOf(ids).size() < ids.size()
                || !ids.stream().allMatch(id -> TRADE_ID.matcher(id).matches())) {
            throw mistake(name, "must be a list of 1 to " + most + " different ids of 1 to 32 digits");
        }
        return ids;
    }

    /** @return two letters of ISO 3166-1, or null */
    String country(String name) {
        String written = text(name, 100);
        return written == null ? null : Countries.code(written)
                .orElseThrow(() -> mistake(name, "must be a country of ISO 3166-1, by two letters such as GB or by name"));
    }

    String requiredCountry(String name) {
        return required(name, country(name));
    }

    /** @return one of the known words, or null */
    String word(String name, Collection<String> words) {
        String text = text(name, 100);
        if (text != null && !words.contains(text)) {
            throw mistake(name, "must be one of " + String.join(", ", words));
        }
        return text;
    }

    String requiredWord(String name, Collection<String> words) {
        return required(name, word(name, words));
    }

    /** @return the known words of a list separated by commas */
    Set<String> words(String name, Collection<String> words) {
        Set<String> chosen = new TreeSet<>();
        String text = text(name, 200);
        for (String word : text == null ? new String[0] : text.split(",")) {
            if (!words.contains(word.strip())) {
                throw mistake(name, "must be some of " + String.join(", ", words) + ", separated by commas");
            }
            chosen.add(word.strip());
        }
        return chosen;
    }

    /** @return the number, or null */
    Integer number(String name, int least, int most) {
        String text = scalar(name);
        if (text == null) {
            return null;
        }
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw mistake(name, "must be a whole number from " + least + " to " + most);
        }
        return Integer.valueOf(text);
    }

    int requiredNumber(String name, int least, int most) {
        return Integer.parseInt(required(name, has(name) ? String.valueOf(number(name, least, most)) : null));
    }

    /** @return {@code true} or {@code false}, or null */
    String flag(String name) {
        return word(name, List.of("true", "false"));
    }

    /** @return the object as a request of its own, or null */
    FacadeRequest object(String name) {
        if (!has(name)) {
            return null;
        }
        JsonNode object = structure(name);
        if (!object.isObject()) {
            throw mistake(name, "must be a JSON object");
        }
        return within(prefix + name + ".", object);
    }

    /** @return the objects of a list, each a request of its own; none when it is absent */
    List<FacadeRequest> objects(String name, int most) {
        List<FacadeRequest> objects = new ArrayList<>();
        if (!has(name)) {
            return objects;
        }
        JsonNode list = structure(name);
        if (!list.isArray() || list.isEmpty() || list.size() > most) {
            throw mistake(name, "must be a JSON list of 1 to " + most + " objects");
        }
        for (Iterator<JsonNode> elements = list.elements(); elements.hasNext();) {
            JsonNode element = elements.next();
            String place = name + "[" + objects.size() + "]";
            if (!element.isObject()) {
                throw mistake(place, "must be a JSON object");
            }
            objects.add(within(prefix + place + ".", element));
        }
        return objects;
    }

    List<FacadeRequest> requiredObjects(String name, int most) {
        required(name, has(name) ? "there" : null);
        return objects(name, most);
    }

    /** @return true when the field is an object, or the text of one */
    boolean isObject(String name) {
        return has(name) && (values.get(name).isObject() || values.get(name).isTextual() && values.get(name).textValue().startsWith("{"));
    }

    private JsonNode structure(String name) {
        JsonNode value = values.get(name);
        if (!value.isTextual()) {
            return value;
        }
        try {
            return STRICT.readTree(value.textValue());
        } catch (JsonProcessingException e) {
            throw mistake(name, "is not valid JSON, or names a key twice");
        }
    }

    private String scalar(String name) {
        if (!has(name)) {
            return null;
        }
        JsonNode value = values.get(name);
        if (value.isContainerNode()) {
            throw mistake(name, "must be a single value, not an object or a list");
        }
        // Blanks only: a line break is no accident, and is refused by what the field takes.
        return value.asText().replaceAll("^ +| +$", "");
    }

    private String matching(String name, Pattern pattern, String expected) {
        String text = scalar(name);
        if (text != null && !pattern.matcher(text).matches()) {
            throw mistake(name, expected);
        }
        return text;
    }

    private String required(String name, String value) {
        if (value == null) {
            throw mistake(name, "is missing");
        }
        return value;
    }

    InvalidRequestException mistake(String name, String what) {
        String field = (prefix + name).replaceAll("\\p{Cntrl}", " ");
        String shown = field.length() > 80 ? field.substring(0, 80) + "…" : field;
        return new InvalidRequestException(shown, shown + " " + what + ".");
    }

    /** @return the fields of a JSON object, or of a form */
    static Map<String, JsonNode> fields(ObjectNode object) {
        return within("", object).values;
    }

    static JsonNode text(String value) {
        return TextNode.valueOf(value);
    }
}
