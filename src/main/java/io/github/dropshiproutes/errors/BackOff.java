package io.github.dropshiproutes.errors;

import java.time.Duration;

/**
 * How long to wait before an attempt is made again, as written in {@code routes/errors/error-codes.yaml}.
 *
 * @param first    wait before the first repetition
 * @param factor   what each further wait is multiplied by, at least 1
 * @param ceiling  the longest wait
 * @param attempts how often to try again before a person is asked; 0 = never
 * @param jitter   share of the wait that is random, 0 to 1, so that many orders do not come back at once
 */
public record BackOff(Duration first, double factor, Duration ceiling, int attempts, double jitter) {

    /**
     * @param attempt number of repetitions already made, from 0
     * @param random  a number from 0 (inclusive) to 1 (exclusive)
     * @return the wait before the next repetition
     */
    public Duration delay(int attempt, double random) {
        double plain = first.toMillis() * Math.pow(factor, Math.max(0, attempt));
        double capped = Math.min(plain, ceiling.toMillis());
        return Duration.ofMillis(Math.round(capped * (1 + jitter * random)));
    }

    /** @return true when {@code attempt} repetitions have used up what this back-off allows */
    public boolean exhausted(int attempt) {
        return attempt >= attempts;
    }
}
