package io.github.dropshiproutes.budgets;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;

/**
 * How many calls of one class one application may make in any 60 seconds, over all replicas: a token bucket that refills evenly.
 *
 * <p>From a bucket of capacity c that refills at r, less than c + r·T tokens are taken in any time shorter than T. So with
 * c + r·T = limit + 1 it is never more than the limit, whatever comes when. T is a little longer than the supplier's minute
 * ({@code budgets.minute}), for the supplier counts a call when it arrives: tokens of 61 seconds may arrive within 60. The
 * capacity is what a lone caller gets at once, and costs that share of the throughput: one call, and one more for every 50. That
 * leaves a backlog more than 96 percent of every limit.
 *
 * <p>A call that buys reserves its token ahead of time and is told how long to wait for it, so that it has its turn and no token
 * goes unused. While such a reservation is open the bucket is in debt, and a caller of the facade, who only ever takes a token
 * that is there, gets none: what is left over is the facade's, and no more than its share.
 */
final class CallBudget {

    /** Each further one costs a fiftieth of the throughput. */
    private static final int CALLS_PER_SPARE = 50;
    /** Beyond this a place in the queue says nothing any more. */
    private static final Duration LONGEST_QUEUE = Duration.ofMinutes(10);

    private final Bucket calls;
    private final Bucket leftOver;
    private final Bucket queue;

    /**
     * @param buckets the bucket of an id, with that limit
     * @param id      supplier, application and class
     * @param limit   calls in any 60 seconds, 1 or more
     * @param minute  how long these 60 seconds are reckoned
     * @param share   of all calls that the facade may make, above 0 up to 1
     */
    CallBudget(BiFunction<String, Bandwidth, Bucket> buckets, String id, int limit, Duration minute, double share) {
        int capacity = 1 + limit / CALLS_PER_SPARE;
        int refill = limit + 1 - capacity;
        calls = buckets.apply(id, evenly(capacity, refill, minute));
        leftOver = buckets.apply(id + "/facade", evenly(Math.max(1, (int) (capacity * share)), Math.max(1, (int) (refill * share)), minute));
        queue = buckets.apply(id + "/queue", evenly(1, 2L * refill, minute));
    }

    private static Bandwidth evenly(long capacity, long refill, Duration period) {
        return Bandwidth.builder().capacity(capacity).refillGreedy(refill, period).build();
    }

    /**
     * Reserves the next call that is free.
     *
     * @param patience the longest wait that is of use
     * @return how long to wait before it is made; empty when that were longer, and then nothing is reserved
     */
    Optional<Duration> reserve(Duration patience) {
        return reserve(calls, patience);
    }

    private static Optional<Duration> reserve(Bucket bucket, Duration patience) {
        AtomicLong wait = new AtomicLong();
        boolean reserved = bucket.asBlocking().tryConsumeUninterruptibly(1, patience.toNanos() + 1, wait::set);
        return reserved ? Optional.of(Duration.ofNanos(wait.get())) : Optional.empty();
    }

    /**
     * A place in the queue of those who came in vain. They come back at twice the rate at which calls are made: early enough that
     * none goes unused, and never all at once.
     *
     * @return how long to stay away; at most ten minutes
     */
    Duration queue() {
        Duration turn = reserve(queue, LONGEST_QUEUE).orElse(LONGEST_QUEUE);
        Duration half = Duration.ofNanos(calls.estimateAbilityToConsume(1).getNanosToWaitForRefill() / 2);
        return turn.compareTo(half) > 0 ? turn : half;
    }

    /** @return zero: one call of those nobody waits for was taken. Else at least how long there will be none */
    Duration takeLeftOver() {
        ConsumptionProbe share = leftOver.tryConsumeAndReturnRemaining(1);
        if (!share.isConsumed()) {
            return Duration.ofNanos(share.getNanosToWaitForRefill());
        }
        ConsumptionProbe call = calls.tryConsumeAndReturnRemaining(1);
        if (call.isConsumed()) {
            return Duration.ZERO;
        }
        leftOver.addTokens(1);
        return Duration.ofNanos(call.getNanosToWaitForRefill());
    }
}
