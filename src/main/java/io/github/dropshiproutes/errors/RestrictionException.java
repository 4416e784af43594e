package io.github.dropshiproutes.errors;

import java.time.Duration;

/** The product may not be sent there. */
public class RestrictionException extends SupplierException {

    public RestrictionException(ErrorCode error, String upstreamMessage, String requestId, Duration saidWait) {
        super(error, upstreamMessage, requestId, saidWait);
    }
}
