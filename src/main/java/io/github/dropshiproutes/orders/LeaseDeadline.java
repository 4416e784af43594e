package io.github.dropshiproutes.orders;

import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The worker's own, monotonic view of its lease. A fence in the row does not stop a socket: a process that was
 * paused past its lease must not send a create or pay request after it wakes up, for by then another worker may
 * be settling the very same purchase. The time is taken before the claim is asked for, so it can only err early.
 */
@Component("startLease")
public class LeaseDeadline implements Processor {

    private static final String VARIABLE = "leaseStartedAt";

    private final long sendWithinNanos;

    /**
     * @param lease       how long a claim is ours
     * @param callTimeout the longest a supplier call may take
     * @param margin      what is left for writing the outcome
     */
    public LeaseDeadline(@Value("${walk.lease}") Duration lease, @Value("${calls.timeout}") Duration callTimeout,
                         @Value("${walk.lease-margin}") Duration margin) {
        Duration sendWithin = lease.minus(callTimeout).minus(margin);
        if (sendWithin.isNegative() || sendWithin.isZero()) {
            throw new IllegalArgumentException("walk.lease (" + lease + ") must be longer than calls.timeout (" + callTimeout
                    + ") plus walk.lease-margin (" + margin + "): make the lease longer");
        }
        this.sendWithinNanos = sendWithin.toNanos();
    }

    @Override
    public void process(Exchange exchange) {
        exchange.setVariable(VARIABLE, System.nanoTime());
    }

    /** @return nanoseconds of {@link System#nanoTime()} until which this exchange's worker may send a spending request */
    public long sendUntil(Exchange exchange) {
        Long started = exchange.getVariable(VARIABLE, Long.class);
        if (started == null) {
            throw new IllegalStateException("a spending call needs a lease: its stage must start with startLease");
        }
        return started + sendWithinNanos;
    }
}
