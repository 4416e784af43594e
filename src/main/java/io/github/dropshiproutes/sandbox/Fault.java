package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A way in which an upstream is told to fail. Faults meet only calls whose signature, token and parameter names are right.
 *
 * @param api        API path; null = every API
 * @param match      parameter or nested JSON field to a part of its value, all of which must be found; null = any call
 * @param skip       matching calls to let pass first, not negative; null = 0
 * @param times      how many calls to hit; -1 = all; null = 1
 * @param action     what happens
 * @param code       code to answer, for {@link FaultAction#CODE}
 * @param message    its message; null = a neutral one
 * @param subCode    its sub code; null = none
 * @param reasonCode why a payment fails
 * @param seconds    for the actions that wait; fractions allowed, 0 to 86400
 * @param percent    for {@link FaultAction#PRICE}, above -100
 * @param httpStatus for the actions that answer one, 200 to 599
 * @param body       for the actions that answer something else than JSON
 */
public record Fault(String api, Map<String, String> match, Integer skip, Integer times, FaultAction action, String code,
                    String message, String subCode, String reasonCode, BigDecimal seconds, BigDecimal percent,
                    Integer httpStatus, String body) {

    public Fault {
        match = match == null ? Map.of() : Map.copyOf(match);
        skip = skip == null ? 0 : skip;
        times = times == null ? 1 : times;
        if (action == null) {
            throw new IllegalArgumentException("action: missing");
        }
        if (action.needsSeconds() && seconds == null) {
            throw new IllegalArgumentException("seconds: missing, " + action.wireName() + " waits");
        }
        if (seconds != null && (seconds.signum() < 0 || seconds.compareTo(BigDecimal.valueOf(86_400)) > 0)) {
            throw new IllegalArgumentException("seconds: expected 0 to 86400, got " + seconds);
        }
        if (action == FaultAction.CODE && code == null && reasonCode == null) {
            throw new IllegalArgumentException("code: missing, the action code answers one (or a reason_code for a payment)");
        }
        if (action == FaultAction.PRICE && (percent == null || percent.compareTo(BigDecimal.valueOf(-100)) <= 0)) {
            throw new IllegalArgumentException("percent: expected a number above -100");
        }
        if (httpStatus != null && (httpStatus < 200 || httpStatus > 599)) {
            throw new IllegalArgumentException("http_status: expected 200 to 599, got " + httpStatus);
        }
        if (skip < 0 || times < -1) {
            throw new IllegalArgumentException("skip must not be negative, times not below -1");
        }
    }

    /** @return a fault that hits the next call of {@code api} (null = of any) */
    public static Fault at(String api, FaultAction action) {
        return new Builder(api, action).build();
    }

    /** @return a fault with one more of its fields, by its name on the wire */
    public static Fault at(String api, FaultAction action, String field, Object value) {
        return new Builder(api, action).put(field, value).build();
    }

    /** @return a fault that answers the next call of {@code api} with an error code, without acting */
    public static Fault code(String api, String code, String message) {
        return new Builder(api, FaultAction.CODE).put("code", code).put("message", message).build();
    }

    /** @return a fault of one of the actions that wait */
    public static Fault waiting(String api, FaultAction action, Duration seconds) {
        return new Builder(api, action).put("seconds", BigDecimal.valueOf(seconds.toMillis(), 3)).build();
    }

    /** @return a fault that lets the next payment fail with {@code reasonCode} */
    public static Fault payFailed(String reasonCode, String message) {
        return new Builder("/alibaba/dropshipping/order/pay", FaultAction.CODE)
                .put("reason_code", reasonCode).put("message", message).build();
    }

    /** @return a fault that makes the next order dearer than quoted */
    public static Fault price(BigDecimal percent) {
        return new Builder("/buynow/order/create", FaultAction.PRICE).put("percent", percent).build();
    }

    /** @return this, only for calls in which the parameter or nested field {@code name} contains {@code part} */
    public Fault when(String name, String part) {
        Map<String, String> more = new LinkedHashMap<>(match);
        more.put(name, part);
        return with("match", more);
    }

    public Fault afterSkipping(int calls) {
        return with("skip", calls);
    }

    public Fault repeated(int calls) {
        return with("times", calls);
    }

    public Fault always() {
        return repeated(-1);
    }

    public Fault withSubCode(String value) {
        return with("sub_code", value);
    }

    public Fault withReasonCode(String value) {
        return with("reason_code", value);
    }

    public Fault withHttpStatus(int value) {
        return with("http_status", value);
    }

    public Fault withBody(String value) {
        return with("body", value);
    }

    Duration wait(Duration otherwise) {
        return seconds == null ? otherwise : Duration.ofMillis(seconds.movePointRight(3).longValue());
    }

    boolean meets(String calledApi) {
        return api == null || api.equals(calledApi);
    }

    boolean matches(String calledApi, Map<String, String> parameters) {
        return meets(calledApi) && match.entrySet().stream()
                .allMatch(wanted -> found(wanted.getKey(), wanted.getValue(), parameters));
    }

    private static boolean found(String name, String part, Map<String, String> parameters) {
        return parameters.entrySet().stream().anyMatch(parameter -> parameter.getKey().equals(name)
                ? parameter.getValue().contains(part)
                : nested(parameter.getValue(), name).stream().map(Fault::plain).anyMatch(value -> value.contains(part)));
    }

    private static List<JsonNode> nested(String value, String name) {
        boolean json = value.startsWith("{") || value.startsWith("[");
        try {
            return json ? Json.read(value).findValues(name) : List.of();
        } catch (JsonProcessingException e) {
            return List.of();
        }
    }

    private static String plain(JsonNode node) {
        return node.isValueNode() ? node.asText() : node.toString();
    }

    private Fault with(String field, Object value) {
        ObjectNode all = Json.MAPPER.valueToTree(this);
        all.set(field, Json.MAPPER.valueToTree(value));
        return Json.MAPPER.convertValue(all, Fault.class);
    }

    private static final class Builder {

        private final ObjectNode fields = Json.object();

        Builder(String api, FaultAction action) {
            fields.put("api", api).put("action", Objects.requireNonNull(action, "action").wireName());
        }

        Builder put(String field, Object value) {
            fields.set(field, Json.MAPPER.valueToTree(value));
            return this;
        }

        Fault build() {
            return Json.MAPPER.convertValue(fields, Fault.class);
        }
    }
}
