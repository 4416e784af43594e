package io.github.dropshiproutes.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** One PostgreSQL per test JVM, in memory speed: what is tested here is never its durability. */
public final class TestPostgres {

    private static final String TEMPLATE = "migrated";
    private static final AtomicInteger databases = new AtomicInteger();
    private static EmbeddedPostgres server;

    private TestPostgres() {
    }

    /** @return JDBC URL of a new, migrated and empty database; user and password included */
    public static synchronized String freshDatabase() {
        String name = "test_" + databases.incrementAndGet();
        if (server == null) {
            server = startServer();
            execute("CREATE DATABASE " + TEMPLATE);
            Flyway.configure().dataSource(server.getDatabase("postgres", TEMPLATE)).load().migrate();
        }
        execute("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
        return server.getJdbcUrl("postgres", name) + "&password=postgres";
    }

    /** @return an unpooled data source on a URL of {@link #freshDatabase()} */
    public static DataSource dataSource(String jdbcUrl) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(jdbcUrl);
        return dataSource;
    }

    private static EmbeddedPostgres startServer() {
        try {
            return EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(new File("target/test-postgres").getAbsoluteFile())
                    .setServerConfig("fsync", "off")
                    .setServerConfig("synchronous_commit", "off")
                    .setServerConfig("full_page_writes", "off")
                    .setServerConfig("max_connections", "300")
                    .setPGStartupWait(Duration.ofMinutes(1))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void execute(String sql) {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
