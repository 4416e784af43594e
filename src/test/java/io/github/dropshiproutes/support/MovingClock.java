package io.github.dropshiproutes.support;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** The real time plus what a test moved it by. */
public final class MovingClock extends InstantsOnly {

    private final AtomicReference<Duration> moved = new AtomicReference<>(Duration.ZERO);

    /** @param by how far forward; negative = back */
    public void move(Duration by) {
        moved.updateAndGet(before -> before.plus(by));
    }

    /** @return how far it has been moved */
    public Duration moved() {
        return moved.get();
    }

    @Override
    public Instant instant() {
        return Clock.systemUTC().instant().plus(moved.get());
    }
}
