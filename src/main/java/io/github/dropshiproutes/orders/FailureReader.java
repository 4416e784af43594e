package io.github.dropshiproutes.orders;

import io.github.dropshiproutes.errors.ErrorClass;
import io.github.dropshiproutes.errors.ErrorCode;
import io.github.dropshiproutes.errors.OwnErrors;
import io.github.dropshiproutes.errors.SupplierException;
import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Makes the caught exception into the variable {@code failure}: what the error table says of it for this purchase, or for other
 * work that counts its repetitions in the variable {@code attempts}.
 */
@Component("readFailure")
public class FailureReader implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(FailureReader.class);

    private final OwnErrors ownErrors;
    private final MeterRegistry meters;

    public FailureReader(OwnErrors ownErrors, MeterRegistry meters) {
        this.ownErrors = ownErrors;
        this.meters = meters;
    }

    @Override
    public void process(Exchange exchange) {
        Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        Purchase purchase = exchange.getVariable("purchase", Purchase.class);
        SupplierException supplier = SupplierException.in(caught);
        SupplierException failure = supplier == null ? internal(caught) : supplier;
        ErrorCode error = failure.getError();
        int attempts = purchase == null ? exchange.getVariable("attempts", 0, Integer.class) : purchase.attempts();
        Duration delay = failure.getSaidWait() == null ? error.backOff().delay(attempts, ThreadLocalRandom.current().nextDouble())
                : failure.getSaidWait().plusMillis(ThreadLocalRandom.current().nextLong(250, 1000));
        exchange.setVariable("failure", new Failure(error.code(), kind(error), error.action().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                reason(failure, error), error.hint(), error.dispatch(), BigDecimal.valueOf(delay.toMillis(), 3),
                error.backOff().exhausted(attempts), ownErrors.saysToComeBack(error) ? 0 : 1));
        meters.counter("dropship.failures", "supplier", error.supplier(), "class", error.kind().name().toLowerCase(Locale.ROOT)).increment();
        LOG.info("{} failed: {} {} (request {})", exchange.getFromRouteId(), error.code(), failure.getMessage(), failure.getRequestId());
    }

    /** Makes one of our own codes, in the variable {@code code}, into the variable {@code failure}; figures in {@code figures}. */
    public void own(Exchange exchange) {
        ErrorCode error = ownErrors.find(exchange.getVariable("code", String.class));
        String figures = exchange.getVariable("figures", String.class);
        exchange.setVariable("failure", new Failure(error.code(), kind(error), "hold", reason(error, figures),
                error.hint(), null, BigDecimal.ZERO, true, 1));
        meters.counter("dropship.failures", "supplier", "own", "class", error.kind().name().toLowerCase(Locale.ROOT)).increment();
    }

    private static String kind(ErrorCode error) {
        return error.kind().name().toLowerCase(Locale.ROOT);
    }

    private static String reason(ErrorCode error, String figures) {
        String meaning = error.meaning();
        return figures == null ? meaning : (meaning.endsWith(".") ? meaning.substring(0, meaning.length() - 1) : meaning) + ": " + figures;
    }

    private static String reason(SupplierException failure, ErrorCode error) {
        String words = failure.getMessage() == null ? error.meaning() : failure.getMessage();
        String request = failure.getRequestId() == null ? "" : " (request " + failure.getRequestId() + ")";
        return error.kind() == ErrorClass.UNKNOWN || words.equals(error.meaning()) ? words + request
                : error.meaning().replaceFirst("\\.$", "") + ": " + words + request;
    }

    private SupplierException internal(Exception caught) {
        LOG.error("unexpected failure", caught);
        return ownErrors.exception("INTERNAL_ERROR", caught.getClass().getSimpleName());
    }
}
