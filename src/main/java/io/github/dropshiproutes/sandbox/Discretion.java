package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the sandbox writes down of people: nothing. Its ledger stands beside the product's data, where whoever redacts a customer
 * must find no trace; so each personal value is only a digest there, by which equal ones are still told to be equal.
 */
final class Discretion {

    /** Texts that are personal, under the names that Alibaba.com, AliExpress and Shopify have for them. */
    private static final Set<String> PERSONAL = Set.of("contact_person", "full_name", "first_name", "last_name", "firstName", "lastName",
            "address", "address1", "address2", "alternate_address", "city", "zip", "zip_code", "email", "phone", "mobile_no", "fax",
            "cpf", "passport_no", "foreigner_passport_no", "rut_no", "tax_number", "clearance_code", "clearancer", "user_ip");
    /** Objects of which every text is. */
    private static final Set<String> ALTOGETHER = Set.of("telephone", "mobile", "city", "clearance_detail");

    /** A digest stays what it is when the line is read again and written once more. */
    private static final Pattern DIGEST = Pattern.compile("~[0-9a-f]{12}");

    private Discretion() {
    }

    /** @return the same with a digest in the place of each personal text; JSON inside of texts is looked through, too */
    static JsonNode of(JsonNode node) {
        return copy(node, false);
    }

    /** @return what stands for a personal text, for a digest itself; null for null */
    static String digest(String text) {
        if (text == null || DIGEST.matcher(text).matches()) {
            return text;
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "~" + HexFormat.of().formatHex(hash, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode copy(JsonNode node, boolean personal) {
        if (node.isObject()) {
            ObjectNode copy = Json.object();
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                copy.set(field.getKey(), copy(field.getValue(), personal || ALTOGETHER.contains(field.getKey())
                        || PERSONAL.contains(field.getKey()) && field.getValue().isTextual() && !isJson(field.getValue().textValue())));
            }
            return copy;
        }
        if (node.isArray()) {
            ArrayNode copy = Json.array();
            node.forEach(item -> copy.add(copy(item, personal)));
            return copy;
        }
        if (!node.isTextual()) {
            return node;
        }
        String text = node.textValue();
        if (isJson(text)) {
            try {
                return TextNode.valueOf(Json.write(copy(Json.read(text), personal)));
            } catch (JsonProcessingException | RuntimeException noJson) {
                return TextNode.valueOf(digest(text));
            }
        }
        return personal && !text.isEmpty() ? TextNode.valueOf(digest(text)) : node;
    }

    private static boolean isJson(String text) {
        return text.startsWith("{") || text.startsWith("[");
    }
}
