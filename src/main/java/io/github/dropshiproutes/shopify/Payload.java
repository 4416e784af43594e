package io.github.dropshiproutes.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Iterator;
import java.util.List;

/** Strict reading of Shopify's JSON: ids of 64 bits as text, money as decimal text, times with their offset. */
final class Payload {

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final int MOST_PIECES = 1_000_000;

    private Payload() {
    }

    /** @return the field as text, or null when it is absent, null or blank */
    static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull() || value.isContainerNode()) {
            return null;
        }
        String text = value.asText().strip();
        if (text.indexOf('\0') >= 0) {
            throw new UnreadableMessageException("field \"" + field + "\" must be text, but contains the character NUL");
        }
        return text.isEmpty() ? null : text;
    }

    /** @return a numeric id as digits */
    static String id(JsonNode node, String field) {
        String text = text(node, field);
        if (text == null || !text.matches("\\d{1,19}")) {
            throw new UnreadableMessageException("field \"" + field + "\" must be a numeric id, but is " + shown(node.path(field)));
        }
        return text;
    }

    /** @return a count from 0 to 1,000,000; {@code absent} when the field is missing */
    static int count(JsonNode node, String field, int absent) {
        JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return absent;
        }
        String text = value.asText();
        if (!text.matches("\\d{1,7}") || Integer.parseInt(text) > MOST_PIECES) {
            throw new UnreadableMessageException("field \"" + field + "\" must be a whole number from 0 to " + MOST_PIECES + ", but is "
                    + shown(value));
        }
        return Integer.parseInt(text);
    }

    /** @return an amount of money, or null when the field is absent */
    static BigDecimal money(JsonNode node, String field) {
        String text = text(node, field);
        if (text == null) {
            return null;
        }
        if (!text.matches("-?\\d{1,15}(\\.\\d{1,10})?")) {
            throw new UnreadableMessageException("field \"" + field + "\" must be an amount of money, but is " + shown(node.path(field)));
        }
        return new BigDecimal(text);
    }

    /** @return a moment of this century or the next, or null when the field is absent */
    static Instant time(JsonNode node, String field) {
        String text = text(node, field);
        if (text == null) {
            return null;
        }
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
                throw new UnreadableMessageException("field \"" + field + "\" must lie between " + EARLIEST + " and " + LATEST
                        + ", but is " + shown(node.path(field)));
            }
            return time;
        } catch (DateTimeParseException e) {
            throw new UnreadableMessageException("field \"" + field + "\" must be a time with its offset, but is " + shown(node.path(field)), e);
        }
    }

    /** @return the elements of an array field; none when it is absent */
    static List<JsonNode> list(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return List.of();
        }
        if (!value.isArray()) {
            throw new UnreadableMessageException("field \"" + field + "\" must be a list, but is " + shown(value));
        }
        Iterator<JsonNode> elements = value.elements();
        Iterable<JsonNode> iterable = () -> elements;
        return java.util.stream.StreamSupport.stream(iterable.spliterator(), false).toList();
    }

    private static String shown(JsonNode value) {
        String text = value.toString();
        return text.length() > 60 ? text.substring(0, 60) + "…" : text.isEmpty() ? "absent" : text;
    }
}
