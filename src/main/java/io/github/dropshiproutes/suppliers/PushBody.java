package io.github.dropshiproutes.suppliers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.time.Instant;
import java.util.regex.Pattern;

/** Reading of what suppliers push: JSON objects whose scalars come as text or number, and whose ids may be the text {@code null}. */
public final class PushBody {

    private static final ObjectReader STRICT = new ObjectMapper().reader().with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final Pattern ACCOUNT = Pattern.compile("\\d{1,32}");
    private static final Pattern SECONDS = Pattern.compile("\\d{9,10}");
    private static final Pattern MILLISECONDS = Pattern.compile("\\d{12,13}");
    /** Pushes did not exist before; what claims to be older carries nonsense. */
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final int SHOWN = 60;

    private PushBody() {
    }

    /**
     * @param body the bytes as signed
     * @return a JSON object
     * @throws UnreadablePushException when it is none
     */
    public static JsonNode parse(byte[] body) {
        try {
            JsonNode push = STRICT.readTree(body);
            if (push == null || !push.isObject()) {
                throw new UnreadablePushException("the body must be a JSON object");
            }
            return push;
        } catch (JsonProcessingException e) {
            throw new UnreadablePushException("the body is no JSON at line "
                    + (e.getLocation() == null ? "?" : e.getLocation().getLineNr()), e);
        } catch (IOException e) {
            throw new UnreadablePushException("the body cannot be decoded", e);
        }
    }

    /**
     * @return the first of the fields that is there
     * @throws UnreadablePushException when none is, or it is of another form
     */
    public static String required(JsonNode data, Pattern form, String expected, String... names) {
        String value = field(data, form, expected, names);
        if (value == null) {
            throw new UnreadablePushException("field \"data." + names[0] + "\" must be " + expected + ", but is absent");
        }
        return value;
    }

    /** @return the first of the fields that is there, or null; one of another form makes the push unreadable */
    public static String field(JsonNode data, Pattern form, String expected, String... names) {
        for (String name : names) {
            if (data.path(name).isContainerNode()) {
                throw new UnreadablePushException("field \"" + name + "\" must be " + expected + ", but is a list or an object");
            }
            String value = Json.text(data, name);
            if (value != null && !form.matcher(value).matches()) {
                throw new UnreadablePushException("field \"" + name + "\" must be " + expected + ", but is " + shown(data.path(name)));
            }
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    /** A broadcast is meant for everybody; anything that is no account's number names nobody. */
    public static String account(JsonNode push, String name) {
        String value = Json.text(push, name);
        return value != null && ACCOUNT.matcher(value).matches() ? value : null;
    }

    /** Both units are sent; an ancient or distant time is nonsense and counts as none, and never as a replayed push. */
    public static Instant time(String text) {
        if (text == null || !SECONDS.matcher(text).matches() && !MILLISECONDS.matcher(text).matches()) {
            return null;
        }
        long number = Long.parseLong(text);
        Instant time = SECONDS.matcher(text).matches() ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
        return time.isBefore(EARLIEST) ? null : time;
    }

    private static String shown(JsonNode value) {
        String text = value.toString();
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    }
}
