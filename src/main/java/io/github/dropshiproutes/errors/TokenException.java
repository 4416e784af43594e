package io.github.dropshiproutes.errors;

import java.time.Duration;

/** The access token is not accepted. */
public class TokenException extends SupplierException {

    public TokenException(ErrorCode error, String upstreamMessage, String requestId, Duration saidWait) {
        super(error, upstreamMessage, requestId, saidWait);
    }
}
