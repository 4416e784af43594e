package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** What a fault does to a call that is otherwise right. Written in lower case with hyphens on the wire. */
public enum FaultAction {

    /** Answers {@code code} without acting; with {@code reason_code} instead, a payment answers PAY_FAILED. */
    CODE,
    /** Answers ApiCallLimit, and goes on refusing until {@code seconds} of the sandbox's clock have passed. */
    THROTTLE,
    /** Waits {@code seconds}, then acts and answers. */
    DELAY,
    /** Closes the connection without acting. */
    DROP_BEFORE,
    /** Acts, then closes the connection without an answer. */
    DROP_AFTER,
    /** Acts, and answers only after {@code seconds}. */
    LATE,
    /** Closes the connection at once, and acts {@code seconds} later. */
    DELAYED_ACT,
    /** Acts, then answers bytes that are no JSON ({@code body} when given). */
    GARBAGE,
    /** Acts, then sends half of the answer and closes the connection. */
    TRUNCATE,
    /** Answers the HTML page that blocked callers get, without acting. */
    HTML,
    /** Answers {@code http_status} (502 by default) and {@code body} without acting; 200 and JSON for any answer one likes. */
    STATUS,
    /** Acts, then answers {@code http_status} (502 by default). */
    STATUS_AFTER,
    /** Acts, but the payload of the answer is empty. */
    EMPTY_VALUE,
    /** Acts, but the payload is missing from the answer. */
    MISSING_VALUE,
    /** The order is made, but appears in the order list only {@code seconds} of the sandbox's clock later. */
    HIDE,
    /** The order is made {@code percent} dearer (or cheaper, when negative) than quoted. */
    PRICE,
    /** The payment answers PAYING; {@code seconds} later it has succeeded, or failed with {@code reason_code} when given. */
    PAYING;

    /** @return whether the call goes on by itself, so that another fault may apply to it as well */
    boolean modifies() {
        return this == HIDE || this == PRICE || this == PAYING;
    }

    boolean needsSeconds() {
        return this == THROTTLE || this == DELAY || this == LATE || this == DELAYED_ACT || this == HIDE || this == PAYING;
    }

    @JsonValue
    String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @JsonCreator
    static FaultAction of(String wireName) {
        return Arrays.stream(values()).filter(action -> action.wireName().equals(wireName)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("action: unknown \"" + wireName + "\", known are "
                        + Arrays.stream(values()).map(FaultAction::wireName).toList()));
    }
}
