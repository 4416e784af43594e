package io.github.dropshiproutes.errors;

import java.time.Duration;

/** A failed supplier call, classified by the error table. Its subclasses are what {@code onException} names. */
public abstract class SupplierException extends RuntimeException {

    private final ErrorCode error;
    private final String requestId;
    private final Duration saidWait;

    protected SupplierException(ErrorCode error, String upstreamMessage, String requestId, Duration saidWait) {
        super(upstreamMessage);
        this.error = error;
        this.requestId = requestId;
        this.saidWait = saidWait;
    }

    /** @return the supplier's failure among the causes (a split wraps it), or null when there is none */
    public static SupplierException in(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SupplierException supplier) {
                return supplier;
            }
        }
        return null;
    }

    /** @return the row of the error table that fits */
    public ErrorCode getError() {
        return error;
    }

    /** @return the upstream's code verbatim */
    public String getCode() {
        return error.code();
    }

    /** @return the upstream's request id, or null */
    public String getRequestId() {
        return requestId;
    }

    /** @return how long the upstream told us to wait, or null */
    public Duration getSaidWait() {
        return saidWait;
    }
}
