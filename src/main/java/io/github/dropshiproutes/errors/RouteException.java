package io.github.dropshiproutes.errors;

import java.time.Duration;

/** Carrier or dispatch location no longer fit. */
public class RouteException extends SupplierException {

    public RouteException(ErrorCode error, String upstreamMessage, String requestId, Duration saidWait) {
        super(error, upstreamMessage, requestId, saidWait);
    }
}
