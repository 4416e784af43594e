package io.github.dropshiproutes.budgets;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * The token buckets that all replicas share: one row each, changed under its lock. A bucket's limits stand in its row; the
 * replica that starts last sets them for all. They have connections of their own, for the time is read on another one while a row
 * is locked ({@link DatabaseTime}). Every operation fails when the database does not answer: no call goes out uncounted.
 */
@Component
class Buckets {

    private final ProxyManager<String> rows;
    private final Map<String, Bucket> ready = new ConcurrentHashMap<>();

    Buckets(@Qualifier("budgetDataSource") DataSource database, TimeMeter time) {
        rows = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(database).primaryKeyMapper(PrimaryKeyMapper.STRING)
                .table("call_budget").clientClock(time).build();
    }

    /** @return the bucket of that id; its limit is made {@code limit} when this process first asks for it */
    Bucket of(String id, Bandwidth limit) {
        return ready.computeIfAbsent(id, first -> {
            setLimit(id, limit);
            return proxy(id, limit);
        });
    }

    /** @return the bucket of that id with the limit it was last given, if it was ever given one */
    Optional<Bucket> known(String id) {
        return limit(id).map(limit -> proxy(id, limit));
    }

    Optional<Bandwidth> limit(String id) {
        return rows.getProxyConfiguration(id).map(stored -> stored.getBandwidths()[0]);
    }

    /** Changes the limit where it differs; what is in the bucket stays in it. */
    void setLimit(String id, Bandwidth limit) {
        BucketConfiguration wanted = BucketConfiguration.builder().addLimit(limit).build();
        Bandwidth stored = limit(id).orElse(null);
        if (stored == null || stored.getCapacity() != limit.getCapacity() || stored.getRefillTokens() != limit.getRefillTokens()
                || stored.getRefillPeriodNanos() != limit.getRefillPeriodNanos()) {
            proxy(id, limit).replaceConfiguration(wanted, TokensInheritanceStrategy.AS_IS);
        }
    }

    private Bucket proxy(String id, Bandwidth limit) {
        return rows.builder().build(id, () -> BucketConfiguration.builder().addLimit(limit).build());
    }
}
