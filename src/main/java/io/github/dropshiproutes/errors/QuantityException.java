package io.github.dropshiproutes.errors;

import java.time.Duration;

/** Fewer pieces than the supplier sells. */
public class QuantityException extends SupplierException {

    public QuantityException(ErrorCode error, String upstreamMessage, String requestId, Duration saidWait) {
        super(error, upstreamMessage, requestId, saidWait);
    }
}
