package io.github.dropshiproutes.errors;

import java.time.Duration;

/** Nothing left at the chosen dispatch location. */
public class StockException extends SupplierException {

    public StockException(ErrorCode error, String upstreamMessage, String requestId, Duration saidWait) {
        super(error, upstreamMessage, requestId, saidWait);
    }
}
