package io.github.dropshiproutes.budgets;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Shopify's budget of query costs, one for each shop and shared by all replicas. Nothing of it is configured: capacity and
 * restore rate are what every answer's {@code throttleStatus} says, so that a shop that changes its plan is followed at once.
 *
 * <p>A call takes its requested cost before it is sent ({@link #take}) and says afterwards what it was charged
 * ({@link #settle}). Bucket4j keeps capacity, rate and content; its configuration is replaced when Shopify's differ. Its content
 * cannot be set to a figure, and need not: it is only ever lowered to what Shopify says is left, for what is missing beyond that
 * are calls of ours that are still under way.
 */
@Component
public class CostBudgets {

    /** A whole number of points may restore in a fraction of a second; over a minute the rates are whole. */
    private static final Duration PERIOD = Duration.ofMinutes(1);

    private static final String SHOPIFY = "shopify";

    private final Buckets buckets;
    private final CallBans bans;

    CostBudgets(Buckets buckets, CallBans bans) {
        this.buckets = buckets;
        this.bans = bans;
    }

    /**
     * What Shopify says in {@code extensions.cost.throttleStatus}.
     *
     * @param maximumAvailable   points of a full bucket
     * @param currentlyAvailable points left after the call
     * @param restoreRate        points that come back in a second
     */
    public record ThrottleStatus(double maximumAvailable, double currentlyAvailable, double restoreRate) {

        boolean usable() {
            return maximumAvailable >= 1 && maximumAvailable <= 1e9 && restoreRate * PERIOD.toSeconds() >= 1 && restoreRate <= 1e9
                    && currentlyAvailable <= maximumAvailable && currentlyAvailable >= -1e9;
        }
    }

    /**
     * Takes the cost of a call that is about to be sent, if it is there.
     *
     * @param shop the shop's domain
     * @param cost points, at least 1: {@code requestedQueryCost} of the same query before, or an estimate
     * @return zero: taken, send it. Else nothing was taken, and this is how long it will last until so many points have come back.
     *         A shop that has not answered yet is not limited
     * @throws IllegalArgumentException when the shop's bucket never holds so many points: the query must be made smaller
     */
    public Duration take(String shop, int cost) {
        Optional<Bandwidth> limit = buckets.limit(id(shop));
        if (limit.isEmpty()) {
            return Duration.ZERO;
        }
        if (cost > limit.get().getCapacity()) {
            throw new IllegalArgumentException("a query of " + cost + " points never fits into the " + limit.get().getCapacity()
                    + " that Shopify grants " + shop + ": ask for less at once");
        }
        ConsumptionProbe probe = buckets.of(id(shop), limit.get()).tryConsumeAndReturnRemaining(cost);
        return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill());
    }

    /**
     * Settles a call that was taken for: what it was not charged is given back, and what Shopify says is left is believed when it
     * is less.
     *
     * @param shop    the shop's domain
     * @param taken   what was given to {@link #take}
     * @param charged {@code actualQueryCost}; 0 for a call that was throttled or never sent
     * @param status  the answer's throttle status; null when there was no answer
     */
    public void settle(String shop, int taken, int charged, ThrottleStatus status) {
        String id = id(shop);
        if (status != null && status.usable()) {
            Bandwidth limit = Bandwidth.builder().capacity((long) status.maximumAvailable())
                    .refillGreedy((long) (status.restoreRate() * PERIOD.toSeconds()), PERIOD)
                    .initialTokens((long) Math.max(0, status.currentlyAvailable())).build();
            boolean first = buckets.limit(id).isEmpty();
            buckets.setLimit(id, limit);
            if (first) {
                return;
            }
        }
        Optional<Bucket> bucket = buckets.known(id);
        if (bucket.isEmpty()) {
            return;
        }
        if (taken > charged) {
            bucket.get().addTokens(taken - charged);
        } else if (charged > taken) {
            bucket.get().consumeIgnoringRateLimits(charged - taken);
        }
        if (status != null && status.usable()) {
            long surplus = bucket.get().getAvailableTokens() - (long) status.currentlyAvailable();
            if (surplus > 0) {
                bucket.get().consumeIgnoringRateLimits(surplus);
            }
        }
    }

    /** Leaves a shop alone for so long: no replica asks it anything meanwhile. A longer rest that is known already stays. */
    public void rest(String shop, Duration length) {
        bans.keep(SHOPIFY, shop, CallBans.EVERY, length);
    }

    /** @return how long the shop is still left alone; zero when it is not */
    public Duration rests(String shop) {
        return bans.left(SHOPIFY, shop, CallBans.EVERY);
    }

    private static String id(String shop) {
        return SHOPIFY + "/" + shop;
    }
}
