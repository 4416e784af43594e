package io.github.dropshiproutes.errors;

import java.time.Duration;

/** Our settings or permissions are wrong. */
public class ConfigurationException extends SupplierException {

    public ConfigurationException(ErrorCode error, String upstreamMessage, String requestId, Duration saidWait) {
        super(error, upstreamMessage, requestId, saidWait);
    }
}
