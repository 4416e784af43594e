package io.github.dropshiproutes.privacy;

import io.github.dropshiproutes.database.DatabaseProperties;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * PostgreSQL leaves what an UPDATE replaced in its files until they are rewritten, and in its write-ahead log until that is
 * removed. The embedded database, whose files are ours, is rewritten after a redaction, so that they hold no trace of the
 * customer. A database of the operator's own is only vacuumed: its files, log archives and backups are theirs to keep.
 */
@Component("databaseScrub")
public class DatabaseScrub {

    private static final Logger LOG = LoggerFactory.getLogger("dropship.privacy");
    /** Every table that held something of a customer. */
    private static final List<String> TABLES = List.of("inbox", "shopify_order", "ordered_line", "purchase", "timeline", "fulfilment",
            "passed_link", "privacy_request");
    /** Whoever is at work in a table is waited for so long; then it is tried again at the next look. */
    private static final String LOCK_PATIENCE = "SET lock_timeout = '5s'";
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final DataSource dataSource;
    private final JdbcClient jdbc;
    private final boolean embedded;

    DatabaseScrub(DataSource dataSource, JdbcClient jdbc, DatabaseProperties properties) {
        this.dataSource = dataSource;
        this.jdbc = jdbc;
        this.embedded = properties.embedded();
    }

    /**
     * Scrubs the database if something was redacted since it was scrubbed last.
     *
     * @throws SQLException when a table could not be had; nothing is marked as scrubbed then
     */
    public void scrubIfDue() throws SQLException {
        List<Long> redacted = jdbc.sql("SELECT id FROM privacy_request WHERE state = 'redacted'").query(Long.class).list();
        if (redacted.isEmpty()) {
            return;
        }
        try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
            connection.setNetworkTimeout(Runnable::run, (int) LONGEST.toMillis());
            statement.execute(LOCK_PATIENCE);
            try {
                for (String table : TABLES) {
                    statement.execute((embedded ? "VACUUM (FULL) " : "VACUUM ") + table);
                }
                if (embedded) {
                    // Log that is older than the checkpoint is removed by it.
                    statement.execute("SELECT pg_switch_wal()");
                    statement.execute("CHECKPOINT");
                }
            } finally {
                statement.execute("RESET lock_timeout");
            }
        }
        jdbc.sql("UPDATE privacy_request SET state = 'scrubbed' WHERE state = 'redacted' AND id IN (:ids)").param("ids", redacted).update();
        LOG.info("{} redactions: the database has given up what it held of them", redacted.size());
    }
}
