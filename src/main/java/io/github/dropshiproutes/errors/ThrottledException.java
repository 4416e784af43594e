package io.github.dropshiproutes.errors;

import java.time.Duration;

/** The supplier asks us to slow down. */
public class ThrottledException extends SupplierException {

    public ThrottledException(ErrorCode error, String upstreamMessage, String requestId, Duration saidWait) {
        super(error, upstreamMessage, requestId, saidWait);
    }
}
