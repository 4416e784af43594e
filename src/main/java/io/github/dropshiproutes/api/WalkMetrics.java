package io.github.dropshiproutes.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * The figures as gauges: {@code dropship_purchases}, {@code dropship_held}, {@code dropship_messages},
 * {@code dropship_backlog_age_seconds} and {@code dropship_spend_today_usd}. Every replica shows the same ones, for they
 * count what all share. While the database does not answer they are not a number.
 */
@Component
class WalkMetrics implements MeterBinder {

    private static final Logger LOG = LoggerFactory.getLogger(WalkMetrics.class);
    /** One query serves all gauges of a scrape; dashboards scrape about this often. */
    private static final Duration KEPT = Duration.ofSeconds(10);

    private final FiguresTable table;
    private final Clock clock;
    private Optional<Figures> figures = Optional.empty();
    private Instant readAt = Instant.EPOCH;
    private MultiGauge held;

    WalkMetrics(FiguresTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        held = MultiGauge.builder("dropship.held").description("Held purchases by reason").register(registry);
        for (String state : PurchaseTable.STATES) {
            gauge("dropship.purchases", "state", state, all -> all.purchases().get(state))
                    .description("Purchases by state").register(registry);
        }
        for (String state : List.of("new", "parked")) {
            gauge("dropship.messages", "state", state, all -> all.messages().get(state))
                    .description("Messages that wait (new) or are parked").register(registry);
        }
        for (String of : List.of("messages", "orders", "purchases")) {
            gauge("dropship.backlog.age", "of", of, all -> all.backlogAgeSeconds().getOrDefault(of, 0L))
                    .description("How long the oldest due row has waited").baseUnit("seconds").register(registry);
        }
        Gauge.builder("dropship.spend.today", () -> value(all -> all.spendTodayUsd().doubleValue()))
                .description("Reserved for paying on this UTC day").baseUnit("usd").register(registry);
    }

    private Gauge.Builder<?> gauge(String name, String tag, String value, ToDoubleFunction<Figures> figure) {
        return Gauge.builder(name, () -> value(figure)).tag(tag, value);
    }

    private double value(ToDoubleFunction<Figures> figure) {
        return current().map(figure::applyAsDouble).orElse(Double.NaN);
    }

    private synchronized Optional<Figures> current() {
        Instant now = clock.instant();
        if (!now.isBefore(readAt.plus(KEPT)) || now.isBefore(readAt)) {
            readAt = now;
            figures = read();
            figures.ifPresent(all -> held.register(all.held().entrySet().stream()
                    .map(reason -> MultiGauge.Row.of(Tags.of("reason_code", reason.getKey()), reason.getValue())).toList(), true));
        }
        return figures;
    }

    private Optional<Figures> read() {
        try {
            return Optional.of(table.read());
        } catch (DataAccessException away) {
            LOG.warn("no figures for the metrics: {}", away.getClass().getSimpleName());
            return Optional.empty();
        }
    }
}
