package io.github.dropshiproutes.support;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

import javax.sql.DataSource;

/** A clock that stands still until a test moves it, so that no test ever waits. */
public final class TestClock extends InstantsOnly {

    private final AtomicReference<Instant> now;

    /** @param start what the clock shows first */
    public TestClock(Instant start) {
        now = new AtomicReference<>(start);
    }

    /** @param by how far forward; negative = back */
    public void move(Duration by) {
        now.updateAndGet(instant -> instant.plus(by));
    }

    /** @param instant what the clock shows from now on */
    public void set(Instant instant) {
        now.set(instant);
    }

    /**
     * Moves the database's own clock, {@code dropship_now()}; it goes on ticking from there. Repeated moves add up.
     *
     * @param by how far forward; negative = back
     */
    public static void moveDatabase(DataSource database, Duration by) {
        try (Connection connection = database.getConnection()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE IF NOT EXISTS test_clock (moved interval NOT NULL)");
                statement.execute("INSERT INTO test_clock SELECT interval '0' WHERE NOT EXISTS (SELECT 1 FROM test_clock)");
                statement.execute("CREATE OR REPLACE FUNCTION dropship_now() RETURNS timestamptz LANGUAGE sql STABLE"
                        + " AS 'SELECT statement_timestamp() + (SELECT moved FROM public.test_clock)'");
            }
            try (PreparedStatement move = connection.prepareStatement(
                    "UPDATE test_clock SET moved = moved + make_interval(secs => ?::double precision)")) {
                move.setBigDecimal(1, BigDecimal.valueOf(by.toMillis(), 3));
                move.executeUpdate();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Instant instant() {
        return now.get();
    }
}
