package io.github.dropshiproutes.budgets;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Time that a test sets: two of them may differ, as the clocks of two replicas do. */
final class SetTime implements TimeMeter {

    private final AtomicLong nanos = new AtomicLong(Instant.parse("2026-11-22T12:00:00Z").getEpochSecond() * 1_000_000_000L);

    void move(Duration by) {
        nanos.addAndGet(by.toNanos());
    }

    @Override
    public long currentTimeNanos() {
        return nanos.get();
    }

    @Override
    public boolean isWallClockBased() {
        return true;
    }
}
