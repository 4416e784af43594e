package io.github.dropshiproutes.budgets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.BiFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** A minute of calls, simulated: whatever arrives when and at which replica, no 60 seconds hold more calls than the limit. */
class CallBudgetTest {

    private static final Duration MINUTE = Duration.ofSeconds(61);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long SECOND = 1_000_000_000L;

    private final SetTime time = new SetTime();

    /** Two replicas of one budget. Many thousand calls are simulated, so their buckets are shared in memory here. */
    private CallBudget[] replicas(int limit) {
        Map<String, Bucket> shared = new HashMap<>();
        BiFunction<String, Bandwidth, Bucket> buckets = (id, rate) -> shared.computeIfAbsent(id,
                first -> Bucket.builder().withCustomTimePrecision(time).addLimit(rate).build());
        return new CallBudget[] {new CallBudget(buckets, "it", limit, MINUTE, 0.8), new CallBudget(buckets, "it", limit, MINUTE, 0.8)};
    }

    /** What a caller does at a time: buys, or asks through the facade. */
    private record Arrival(long gapMillis, boolean facade, boolean second) {
    }

    @Provide
    Arbitrary<List<Arrival>> arrivals() {
        Arbitrary<Long> gaps = Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(6, Arbitraries.just(0L)),
                net.jqwik.api.Tuple.of(3, Arbitraries.longs().between(1, 2_500)), net.jqwik.api.Tuple.of(1, Arbitraries.longs().between(2_500, 70_000)));
        return net.jqwik.api.Combinators.combine(gaps, Arbitraries.of(true, false), Arbitraries.of(true, false)).as(Arrival::new)
                .list().ofMinSize(40).ofMaxSize(150);
    }

    @Property(tries = 300)
    void noSixtySecondsHoldMoreThanTheLimit(@ForAll("arrivals") List<Arrival> arrivals, @ForAll @IntRange(min = 1, max = 60) int limit,
                                            @ForAll Random random) {
        CallBudget[] replicas = replicas(limit);
        List<Long> made = new ArrayList<>();
        for (Arrival arrival : arrivals) {
            time.move(Duration.ofMillis(arrival.gapMillis()));
            CallBudget replica = replicas[arrival.second() ? 1 : 0];
            Optional<Duration> wait = arrival.facade() ? Optional.of(replica.takeLeftOver()).filter(Duration::isZero) : replica.reserve(PATIENCE);
            // Some calls take longer on their way than others: by less than a second.
            wait.ifPresent(until -> made.add(time.currentTimeNanos() + until.toNanos() + random.nextInt(999_999_999)));
        }

        assertThat(mostWithinAMinute(made)).isLessThanOrEqualTo(limit);
    }

    @Property
    void aBacklogUsesAlmostAllOfIt(@ForAll("limits") int limit) {
        CallBudget[] replicas = replicas(limit);
        List<Long> made = new ArrayList<>();
        // Every row comes back when it was told to; each of the replicas has 8 workers, which look for work three times a second.
        PriorityQueue<Long> due = new PriorityQueue<>();
        for (int i = 0; i < limit * 12; i++) {
            due.add(time.currentTimeNanos());
        }
        long[] free = new long[16];
        long start = time.currentTimeNanos();
        Random jitter = new Random(limit);
        for (long now = start; now < start + 600 * SECOND; now += SECOND / 3) {
            for (int worker = 0; worker < free.length; worker++) {
                if (free[worker] <= now && !due.isEmpty() && due.peek() <= now) {
                    due.poll();
                    Optional<Duration> wait = replicas[worker % 2].reserve(PATIENCE);
                    if (wait.isPresent()) {
                        long at = now + wait.get().toNanos();
                        made.add(at);
                        // A call takes half a second.
                        free[worker] = at + SECOND / 2;
                    } else {
                        due.add(now + replicas[worker % 2].queue().toNanos() + SECOND / 4 + jitter.nextInt((int) (3 * SECOND / 4)));
                    }
                }
            }
            time.move(Duration.ofNanos(SECOND / 3));
        }

        long whole = made.stream().filter(at -> at >= start && at < start + 600 * SECOND).count();
        assertThat(whole).isGreaterThanOrEqualTo((long) (0.95 * limit * 10)).isLessThanOrEqualTo(limit * 10L + limit);
        assertThat(mostWithinAMinute(made)).isLessThanOrEqualTo(limit);
    }

    @Provide
    Arbitrary<Integer> limits() {
        return Arbitraries.of(20, 30, 50, 75, 100, 151);
    }

    /** A sliding window: from each call on, 60 seconds. */
    private static int mostWithinAMinute(List<Long> made) {
        List<Long> sorted = made.stream().sorted().toList();
        int most = 0;
        int last = 0;
        for (int first = 0; first < sorted.size(); first++) {
            while (last < sorted.size() && sorted.get(last) < sorted.get(first) + 60 * SECOND) {
                last++;
            }
            most = Math.max(most, last - first);
        }
        return most;
    }

    @Example
    void whoComesWhenNothingIsFreeHasItsTurn() {
        CallBudget[] orders = replicas(30);

        assertThat(orders[0].reserve(PATIENCE)).contains(Duration.ZERO);
        Duration first = orders[1].reserve(PATIENCE).orElseThrow();
        Duration second = orders[0].reserve(PATIENCE).orElseThrow();

        assertThat(first).isBetween(Duration.ofMillis(2033), Duration.ofMillis(2034));
        assertThat(second).isBetween(Duration.ofMillis(4066), Duration.ofMillis(4067));
        assertThat(orders[1].reserve(PATIENCE)).isEmpty();
    }

    @Example
    void ordersGoBeforeCallersOfTheFacade() {
        CallBudget[] standard = replicas(100);
        for (int i = 0; i < 6; i++) {
            standard[0].reserve(PATIENCE).orElseThrow();
        }

        // Three were free; three orders wait for one, and until they have it there is nothing left over.
        assertThat(standard[1].takeLeftOver()).isPositive();
        time.move(Duration.ofMillis(1800));
        assertThat(standard[1].takeLeftOver()).isPositive();
        assertThat(standard[0].reserve(PATIENCE).orElseThrow()).isPositive();
        time.move(Duration.ofSeconds(10));
        assertThat(standard[1].takeLeftOver()).isZero();
    }

    @Example
    void theFacadeAloneNeverUsesMoreThanItsShare() {
        CallBudget[] standard = replicas(100);
        int made = 0;
        for (int step = 0; step < 1200; step++) {
            made += standard[step % 2].takeLeftOver().isZero() ? 1 : 0;
            // One fifth is there for orders at any time.
            time.move(Duration.ofMillis(50));
        }

        assertThat(made).isBetween(70, 80);
        assertThat(standard[0].reserve(PATIENCE)).contains(Duration.ZERO);
    }

    @Example
    void whoCameInVainDoesNotComeBackAllAtOnce() {
        CallBudget[] orders = replicas(30);
        while (orders[0].reserve(PATIENCE).isPresent()) {
            continue;
        }
        List<Duration> back = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            back.add(orders[i % 2].queue());
        }

        assertThat(back.get(59)).isBetween(Duration.ofSeconds(55), Duration.ofSeconds(65));
        assertThat(back.stream().filter(wait -> wait.toSeconds() < 10).count()).isLessThan(12);
    }
}
