package io.github.dropshiproutes.errors;

import java.time.Duration;

/** A reading call that was not answered in time; harmless to repeat at once. */
public class ReadTimeoutException extends TransientException {

    public ReadTimeoutException(ErrorCode error, String upstreamMessage, String requestId, Duration saidWait) {
        super(error, upstreamMessage, requestId, saidWait);
    }
}
