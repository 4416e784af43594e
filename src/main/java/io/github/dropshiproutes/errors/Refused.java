package io.github.dropshiproutes.errors;

import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/**
 * What a supplier refused with, for conditions in routes. A split wraps the failure of its parts, and a property that the
 * wrapper does not have ({@code ${exception.code}}) would leave the exchange, and with it its stage, standing for ever.
 */
@Component("refused")
public class Refused {

    /** @return the upstream's code, or blank when what was caught is no supplier's refusal */
    public String code(Exchange exchange) {
        SupplierException refusal = SupplierException.in(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
        return refusal == null ? "" : refusal.getCode();
    }

    /** Throws again what was caught, for a catch that turned out to be too wide. */
    public void again(Exchange exchange) throws Exception {
        throw exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    }
}
