package io.github.dropshiproutes.support;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;

/**
 * Time that only a test moves: the database's clock stands still in between, so that a wait of a second is still a wait when a
 * slow machine looks at it. Closed, it ticks again.
 */
public final class StoppedTime implements AutoCloseable {

    private final Walk walk;
    private Duration moved = Duration.ZERO;
    private Instant now;

    /** Stops the time of the walk's database. */
    public StoppedTime(Walk walk) {
        this.walk = walk;
        this.now = walk.jdbc().sql("SELECT dropship_now()").query(Timestamp.class).single().toInstant();
        show();
    }

    /** Moves the time of database, product and sandbox. */
    public void move(Duration by) {
        now = now.plus(by);
        moved = moved.plus(by);
        walk.moveClock(by);
        show();
    }

    private void show() {
        walk.jdbc().sql("CREATE OR REPLACE FUNCTION dropship_now() RETURNS timestamptz LANGUAGE sql STABLE"
                + " AS 'SELECT timestamptz ''" + now + "'''").update();
    }

    @Override
    public void close() {
        // The product's clock was moved all along; the database's own has to catch up.
        TestClock.moveDatabase(walk.database(), moved);
    }
}
