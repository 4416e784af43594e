package io.github.dropshiproutes.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** A place in a list: the sort keys of the last row seen, so that rows inserted meanwhile move nothing. Opaque to callers. */
final class Cursor {

    private static final String BETWEEN = "\n";
    private static final int LONGEST = 1000;
    /** No row is older or newer; beyond, a time would not fit into a column. */
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private final List<String> keys;

    private Cursor(List<String> keys) {
        this.keys = keys;
    }

    static String of(Object... keys) {
        List<String> texts = Arrays.stream(keys).map(String::valueOf).toList();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(String.join(BETWEEN, texts).getBytes(UTF_8));
    }

    /**
     * @param after what a caller sent
     * @param size  how many keys this list sorts by
     */
    static Cursor read(String after, int size) {
        try {
            if (after.length() > LONGEST) {
                throw invalid();
            }
            List<String> keys = List.of(new String(Base64.getUrlDecoder().decode(after), UTF_8).split(BETWEEN, -1));
            if (keys.size() != size || keys.stream().anyMatch(key -> key.chars().anyMatch(Character::isISOControl))) {
                throw invalid();
            }
            return new Cursor(keys);
        } catch (IllegalArgumentException notBase64) {
            throw invalid();
        }
    }

    String text(int index) {
        return keys.get(index);
    }

    long number(int index) {
        try {
            return Long.parseLong(keys.get(index));
        } catch (NumberFormatException e) {
            throw invalid();
        }
    }

    OffsetDateTime time(int index) {
        try {
            Instant time = Instant.parse(keys.get(index));
            if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
                throw invalid();
            }
            return time.atOffset(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw invalid();
        }
    }

    private static Refusal invalid() {
        return Refusal.badRequest("after is not a cursor of this list; send the \"next\" of the page before, unchanged.");
    }
}
