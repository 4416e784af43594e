package io.github.dropshiproutes.suppliers;

import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Which headers cross the border of a push route: the signature comes in, nothing goes back but what an answer needs. */
@Component("pushHeaders")
public class PushHeaders implements HeaderFilterStrategy {

    @Override
    public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
        return !HttpHeaders.AUTHORIZATION.equalsIgnoreCase(name);
    }

    @Override
    public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
        return !HttpHeaders.RETRY_AFTER.equalsIgnoreCase(name);
    }
}
