package io.github.dropshiproutes.errors;

import java.time.Duration;

/** The address is incomplete. */
public class AddressException extends SupplierException {

    public AddressException(ErrorCode error, String upstreamMessage, String requestId, Duration saidWait) {
        super(error, upstreamMessage, requestId, saidWait);
    }
}
