package io.github.dropshiproutes.errors;

import java.time.Duration;

/**
 * How long to wait before an attempt is made again, as written in {@code routes/errors/error-codes.yaml}.
 *
 * @param first    wait before the first repetition, zero or more
 * @param factor   what each further wait is multiplied by, at least 1
 * @param ceiling  the longest wait before jitter, not shorter than the first
 * @param attempts how often to try again before a person is asked; 0 = never, {@link Integer#MAX_VALUE} = unlimited
 * @param jitter   share of the wait that is added at random, 0 to 1, so that many orders do not come back at once
 */
public record BackOff(Duration first, double factor, Duration ceiling, int attempts, double jitter) {

    /** For actions that do not repeat anything by themselves. */
    public static final BackOff NONE = new BackOff(Duration.ZERO, 1, Duration.ZERO, 0, 0);

    /** @throws IllegalArgumentException when a number is out of its range */
    public BackOff {
        if (first.isNegative() || !(factor >= 1) || ceiling.compareTo(first) < 0 || attempts < 0 || !(jitter >= 0 && jitter <= 1)) {
            throw new IllegalArgumentException("No back-off: first %s, factor %s, ceiling %s, attempts %s, jitter %s"
                    .formatted(first, factor, ceiling, attempts, jitter));
        }
    }

    /**
     * @param attempt number of repetitions already made, from 0
     * @param random  a number from 0 (inclusive) to 1 (exclusive)
     * @return the wait before the next repetition
     */
    public Duration delay(int attempt, double random) {
        if (first.isZero()) {
            return Duration.ZERO;
        }
        double plain = first.toMillis() * Math.pow(factor, Math.max(0, attempt));
        double capped = Math.min(plain, ceiling.toMillis());
        return Duration.ofMillis(Math.round(capped * (1 + jitter * random)));
    }

    /** @return true when {@code attempt} repetitions have used up what this back-off allows */
    public boolean exhausted(int attempt) {
        return attempt >= attempts;
    }
}
