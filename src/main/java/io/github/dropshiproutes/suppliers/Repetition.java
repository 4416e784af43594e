package io.github.dropshiproutes.suppliers;

import io.github.dropshiproutes.errors.SupplierException;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** How often a read that was not answered is made again, and with which waits; calls that spend never come here. */
@Component("repetition")
public class Repetition {

    private final CallSettings settings;

    public Repetition(CallSettings settings) {
        this.settings = settings;
    }

    /** Keeps a timed-out read in the call, with the waits before its repetitions. */
    public void willRepeat(Exchange exchange) {
        exchange.getVariable("call", SupplierCall.class)
                .failed(SupplierException.in(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class)), settings.readRetryDelays());
    }

    /** Throws what the last repetition ended with, if it ended badly. */
    public void giveUpIfUnanswered(Exchange exchange) {
        SupplierException failure = exchange.getVariable("call", SupplierCall.class).getFailure();
        if (failure != null) {
            throw failure;
        }
    }
}
