package io.github.dropshiproutes.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;

class TestClockTest {

    @Test
    void movesTheDatabasesTimeAsOftenAsAsked() throws Exception {
        DataSource database = TestPostgres.dataSource(TestPostgres.freshDatabase());

        TestClock.moveDatabase(database, Duration.ofHours(2));
        TestClock.moveDatabase(database, Duration.ofMillis(1500));

        assertThat(ask(database, "SELECT dropship_now() - statement_timestamp() = interval '2 hours 1.5 seconds'")).isEqualTo("t");
    }

    @Test
    void everyFreshDatabaseStartsAtTheRealTime() throws Exception {
        TestClock.moveDatabase(TestPostgres.dataSource(TestPostgres.freshDatabase()), Duration.ofDays(1));

        DataSource another = TestPostgres.dataSource(TestPostgres.freshDatabase());

        assertThat(ask(another, "SELECT dropship_now() = statement_timestamp()")).isEqualTo("t");
        assertThat(ask(another, "SELECT count(*) FROM purchase")).isEqualTo("0");
    }

    @Test
    void standsStillUntilMoved() {
        TestClock clock = new TestClock(Instant.EPOCH);
        clock.move(Duration.ofSeconds(5));
        assertThat(clock.instant()).isEqualTo(Instant.ofEpochSecond(5));
    }

    private static String ask(DataSource database, String sql) throws Exception {
        try (Connection connection = database.getConnection(); ResultSet result = connection.createStatement().executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
