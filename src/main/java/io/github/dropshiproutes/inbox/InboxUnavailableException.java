package io.github.dropshiproutes.inbox;

/** The message could not be stored, or nobody knows whether it was: the sender must deliver it again. */
public class InboxUnavailableException extends RuntimeException {

    public InboxUnavailableException(String message) {
        super(message);
    }

    public InboxUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
