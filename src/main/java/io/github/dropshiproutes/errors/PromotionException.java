package io.github.dropshiproutes.errors;

import java.time.Duration;

/** A promotion's stock cache is stale. */
public class PromotionException extends SupplierException {

    public PromotionException(ErrorCode error, String upstreamMessage, String requestId, Duration saidWait) {
        super(error, upstreamMessage, requestId, saidWait);
    }
}
