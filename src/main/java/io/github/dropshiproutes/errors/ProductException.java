package io.github.dropshiproutes.errors;

import java.time.Duration;

/** The product or variant is gone. */
public class ProductException extends SupplierException {

    public ProductException(ErrorCode error, String upstreamMessage, String requestId, Duration saidWait) {
        super(error, upstreamMessage, requestId, saidWait);
    }
}
