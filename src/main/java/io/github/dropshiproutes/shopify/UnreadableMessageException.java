package io.github.dropshiproutes.shopify;

/** A signed message whose body cannot be understood; it is parked with this exception's text as the reason. */
public class UnreadableMessageException extends RuntimeException {

    public UnreadableMessageException(String message) {
        super(message);
    }

    public UnreadableMessageException(String message, Throwable cause) {
        super(message, cause);
    }
}
