package io.github.dropshiproutes.errors;

import java.time.Duration;

/** A failure expected to pass by itself. */
public class TransientException extends SupplierException {

    public TransientException(ErrorCode error, String upstreamMessage, String requestId, Duration saidWait) {
        super(error, upstreamMessage, requestId, saidWait);
    }
}
