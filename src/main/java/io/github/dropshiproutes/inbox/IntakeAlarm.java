package io.github.dropshiproutes.inbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * Watches which share of the latest deliveries was not answered 200, or too late for its sender, well before a sender gives up:
 * {@code dropship_intake_failure_ratio}, a detail of the health, and one error in the log. The health stays up, for a process that is
 * taken out of traffic would only fail more deliveries.
 */
public class IntakeAlarm implements HealthIndicator {

    private static final Logger LOG = LoggerFactory.getLogger(IntakeAlarm.class);
    private static final int OK = 200;
    private static final int METHOD_NOT_ALLOWED = 405;
    /** The window slides in steps of this part of it. */
    private static final int STEPS = 10;

    private final IntakeSettings.Alarm settings;
    private final Clock clock;
    private final Map<String, Deliveries> sources;

    /** What happened within the window. */
    record Figures(int deliveries, int failed) {

        double share() {
            return deliveries == 0 ? 0 : (double) failed / deliveries;
        }
    }

    /** The deliveries of one source, counted by step of time. */
    private static final class Deliveries {

        private final long[] steps = new long[STEPS];
        private final int[] all = new int[STEPS];
        private final int[] failed = new int[STEPS];
        private boolean alarmed;

        void add(long step, boolean failure) {
            int slot = (int) (step % STEPS);
            if (steps[slot] != step) {
                steps[slot] = step;
                all[slot] = 0;
                failed[slot] = 0;
            }
            all[slot]++;
            failed[slot] += failure ? 1 : 0;
        }

        Figures figures(long step) {
            int deliveries = 0;
            int failures = 0;
            for (int slot = 0; slot < STEPS; slot++) {
                if (step - steps[slot] < STEPS) {
                    deliveries += all[slot];
                    failures += failed[slot];
                }
            }
            return new Figures(deliveries, failures);
        }
    }

    public IntakeAlarm(IntakeSettings.Alarm settings, Clock clock, MeterRegistry registry) {
        this.settings = settings;
        this.clock = clock;
        this.sources = IntakeMetrics.SOURCES.stream().collect(Collectors.toMap(source -> source, source -> new Deliveries()));
        sources.keySet().forEach(source -> Gauge.builder("dropship.intake.failure.ratio", () -> figures(source).share())
                .description("Share of the latest deliveries that were not answered 200 in time").tag("source", source).register(registry));
    }

    /**
     * Counts a delivery that was answered.
     *
     * @param source what stands behind {@code /webhook/}; an unknown one is not counted
     * @param status what it was answered
     * @param nanos  from its arrival to its answer
     */
    public void answered(String source, int status, long nanos) {
        Deliveries deliveries = sources.get(source);
        // Senders deliver with POST; whoever looks at the address with a browser says nothing about deliveries.
        if (deliveries == null || status == METHOD_NOT_ALLOWED) {
            return;
        }
        Duration patience = settings.patience().get(source);
        boolean failure = status != OK || patience != null && nanos > patience.toNanos();
        synchronized (deliveries) {
            deliveries.add(step(), failure);
            Figures figures = deliveries.figures(step());
            if (failure && !deliveries.alarmed && isTooMuch(figures)) {
                deliveries.alarmed = true;
                LOG.error("{} of the last {} deliveries of {} were not answered 200 in time; the latest was answered {}."
                        + " Senders stop sending when too many fail: look at the signing secret (401), the database (503)"
                        + " and the answer times.",
                        figures.failed(), figures.deliveries(), source, status);
            } else if (deliveries.alarmed && !isTooMuch(figures)) {
                deliveries.alarmed = false;
                LOG.info("The deliveries of {} are answered again", source);
            }
        }
    }

    /** @return what happened to the deliveries of a source within the window that ends now */
    Figures figures(String source) {
        Deliveries deliveries = sources.get(source);
        synchronized (deliveries) {
            return deliveries.figures(step());
        }
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        sources.keySet().stream().sorted().forEach(source -> {
            Figures figures = figures(source);
            Map<String, Object> detail = new LinkedHashMap<>();
            detail.put("state", isTooMuch(figures) ? "warn" : "ok");
            detail.put("deliveries", figures.deliveries());
            detail.put("failed", figures.failed());
            health.withDetail(source, detail);
        });
        return health.build();
    }

    private boolean isTooMuch(Figures figures) {
        return figures.deliveries() >= settings.least() && 100L * figures.failed() > (long) settings.percent() * figures.deliveries();
    }

    private long step() {
        return clock.millis() / Math.max(1, settings.window().toMillis() / STEPS);
    }
}
