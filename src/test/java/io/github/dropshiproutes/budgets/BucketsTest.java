package io.github.dropshiproutes.budgets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.bucket4j.BucketExceptions.BucketExecutionException;
import io.github.dropshiproutes.support.TestClock;
import io.github.dropshiproutes.support.TestPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Buckets in PostgreSQL: two replicas with nothing in common but the database. */
class BucketsTest {

    private static final Duration MINUTE = Duration.ofSeconds(61);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String URL = TestPostgres.freshDatabase();
    private static final HikariDataSource DATABASE = pool();

    private final SetTime time = new SetTime();
    private final Buckets one = new Buckets(DATABASE, time);
    private final Buckets other = new Buckets(DATABASE, time);

    private static HikariDataSource pool() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(URL);
        config.setMaximumPoolSize(8);
        config.setConnectionTimeout(250);
        return new HikariDataSource(config);
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    private static CallBudget budget(Buckets buckets, String id, int limit) {
        return new CallBudget(buckets::of, id, limit, MINUTE, 0.8);
    }

    @Test
    void whatManyWorkersOfTwoReplicasAskForAtOnceIsGivenOnce() throws Exception {
        CallBudget[] budgets = {budget(one, "crowd", 100), budget(other, "crowd", 100)};
        ExecutorService workers = Executors.newFixedThreadPool(8);
        List<Future<Duration>> answers = new ArrayList<>();
        try {
            for (int i = 0; i < 60; i++) {
                CallBudget mine = budgets[i % 2];
                answers.add(workers.submit(() -> mine.reserve(Duration.ofMinutes(2)).orElseThrow()));
            }
            List<Long> waits = new ArrayList<>();
            for (Future<Duration> answer : answers) {
                waits.add(answer.get().toNanos());
            }
            waits.sort(null);
            // Three at once, and each further one has a turn of its own, 98 in 61 seconds.
            assertThat(waits.subList(0, 3)).containsOnly(0L);
            for (int i = 3; i < 60; i++) {
                assertThat(waits.get(i)).isBetween((i - 2) * 61_000_000_000L / 98 - 1000, (i - 2) * 61_000_000_000L / 98 + 1000);
            }
        } finally {
            workers.shutdownNow();
        }
    }

    @Test
    void whoStartsLastSetsTheLimitForAll() {
        CallBudget before = budget(one, "changed", 30);
        before.reserve(PATIENCE);

        budget(other, "changed", 120);

        assertThat(before.reserve(PATIENCE).orElseThrow()).isLessThan(Duration.ofMillis(530));
    }

    @Test
    void aStartDoesNotFillTheBucketAgain() {
        budget(one, "restarted", 30).reserve(PATIENCE);

        assertThat(budget(other, "restarted", 30).reserve(PATIENCE).orElseThrow()).isPositive();
    }

    @Test
    void timeIsTheDatabasesOwn() {
        DatabaseTime clock = new DatabaseTime(DATABASE);
        long before = clock.currentTimeNanos();

        TestClock.moveDatabase(DATABASE, Duration.ofHours(3));

        assertThat(Duration.ofNanos(clock.currentTimeNanos() - before)).isBetween(Duration.ofHours(3), Duration.ofHours(4));
        assertThat(clock.isWallClockBased()).isTrue();
    }

    @Test
    void withoutTheDatabaseNothingIsGiven() {
        HikariDataSource gone = pool();
        CallBudget budget = budget(new Buckets(gone, time), "gone", 30);
        gone.close();

        assertThatThrownBy(() -> budget.reserve(PATIENCE)).isInstanceOf(BucketExecutionException.class);
    }
}
