package io.github.dropshiproutes.errors;

import java.time.Duration;

/** The payment was refused. */
public class PaymentException extends SupplierException {

    public PaymentException(ErrorCode error, String upstreamMessage, String requestId, Duration saidWait) {
        super(error, upstreamMessage, requestId, saidWait);
    }
}
