package io.github.dropshiproutes.errors;

import java.time.Duration;

/** A create or pay call of which nobody knows whether the supplier acted: never repeated, always settled by asking. */
public class OutcomeUnknownException extends SupplierException {

    public OutcomeUnknownException(ErrorCode error, String upstreamMessage, String requestId, Duration saidWait) {
        super(error, upstreamMessage, requestId, saidWait);
    }
}
