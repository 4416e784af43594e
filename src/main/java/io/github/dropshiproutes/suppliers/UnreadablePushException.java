package io.github.dropshiproutes.suppliers;

/** A signed push whose body cannot be understood; it is parked with this exception's text as the reason. */
public class UnreadablePushException extends RuntimeException {

    public UnreadablePushException(String message) {
        super(message);
    }

    public UnreadablePushException(String message, Throwable cause) {
        super(message, cause);
    }
}
