package io.github.dropshiproutes.inbox;

/** The message is not signed with a secret of ours. */
public class InvalidSignatureException extends RuntimeException {

    /** Anybody can cause this one, so it is cheap: no stack trace. */
    public InvalidSignatureException(String message) {
        super(message, null, false, false);
    }
}
