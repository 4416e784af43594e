package io.github.dropshiproutes.errors;

import java.time.Duration;

/** A code nobody documented. */
public class UnknownCodeException extends SupplierException {

    public UnknownCodeException(ErrorCode error, String upstreamMessage, String requestId, Duration saidWait) {
        super(error, upstreamMessage, requestId, saidWait);
    }
}
