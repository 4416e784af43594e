package io.github.dropshiproutes.inbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is counted about messages on their way in: {@code dropship_intake_total}, the latency of answers, the backlog. */
public final class IntakeMetrics {

    /** Only these become label values; anything else a caller makes up is not counted. */
    static final List<String> SOURCES = List.of("shopify", "alibaba", "aliexpress");

    /** How a request ended. */
    public enum Result {
        ACCEPTED, DUPLICATE, PARKED, REFUSED_SIGNATURE, TOO_LARGE, UNAVAILABLE
    }

    private record Meters(Map<Result, Counter> results, Timer latency) {
    }

    private final MeterRegistry registry;
    private final Map<String, Meters> meters;

    public IntakeMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.meters = SOURCES.stream().collect(Collectors.toMap(source -> source, this::meters));
    }

    /** Counts one request of a source. */
    public void count(String source, Result result) {
        Meters known = meters.get(source);
        if (known != null) {
            known.results.get(result).increment();
        }
    }

    /** @param nanos from the request's arrival to its answer */
    public void answered(String source, long nanos) {
        Meters known = meters.get(source);
        if (known != null) {
            known.latency.record(nanos, TimeUnit.NANOSECONDS);
        }
    }

    /** Shows how many messages wait to be stored. */
    public void backlog(IntSupplier size) {
        Gauge.builder("dropship.intake.backlog", size::getAsInt)
                .description("Messages that wait to be stored").register(registry);
    }

    private Meters meters(String source) {
        Timer latency = Timer.builder("dropship.intake.latency").description("From a webhook's arrival to its answer")
                .tag("source", source).register(registry);
        return new Meters(Stream.of(Result.values()).collect(Collectors.toMap(r -> r, r -> counter(source, r))), latency);
    }

    private Counter counter(String source, Result result) {
        return Counter.builder("dropship.intake").description("Webhooks by what became of them")
                .tag("source", source).tag("result", result.name().toLowerCase(Locale.ROOT)).register(registry);
    }
}
