package io.github.dropshiproutes.errors;

import java.time.Duration;

/** The order's amount is out of bounds. */
public class AmountException extends SupplierException {

    public AmountException(ErrorCode error, String upstreamMessage, String requestId, Duration saidWait) {
        super(error, upstreamMessage, requestId, saidWait);
    }
}
