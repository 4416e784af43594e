package io.github.dropshiproutes.errors;

import java.time.Duration;

/** The buyer's account may not do this. */
public class AccountException extends SupplierException {

    public AccountException(ErrorCode error, String upstreamMessage, String requestId, Duration saidWait) {
        super(error, upstreamMessage, requestId, saidWait);
    }
}
