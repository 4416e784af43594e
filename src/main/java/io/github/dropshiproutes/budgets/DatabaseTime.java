package io.github.dropshiproutes.budgets;

import io.github.bucket4j.TimeMeter;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The time by which budgets refill: the database's, {@code dropship_now()}, like every lease. By clocks of their own, a replica
 * that is ahead would be given calls that the supplier has not granted yet, and one that is behind would wait for it.
 * Bucket4j asks while it has locked the bucket's row, on another connection: the walk's, of which nobody holds one who waits for
 * such a lock.
 */
@Component
class DatabaseTime implements TimeMeter {

    private final JdbcClient jdbc;

    DatabaseTime(@Qualifier("dataSource") DataSource database) {
        this.jdbc = JdbcClient.create(database);
    }

    /** @return nanoseconds since 1970, in steps of microseconds */
    @Override
    public long currentTimeNanos() {
        return jdbc.sql("SELECT CAST(extract(epoch FROM dropship_now()) * 1000000 AS bigint)").query(Long.class).single() * 1000;
    }

    @Override
    public boolean isWallClockBased() {
        return true;
    }
}
