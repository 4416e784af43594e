package io.github.dropshiproutes.database;

import java.time.Duration;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.dropshiproutes.settings.HouseProperties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.flyway.FlywayDataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;

/**
 * Two pools on one database: a busy walk must never keep a webhook waiting. They depend on the embedded server, so
 * Spring closes them first and the server after them.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({DatabaseProperties.class, HouseProperties.class})
public class DataSourceConfiguration {

    /** How long a stage waits for a connection, and how long the first connection may take at start-up. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Shopify gives up after 5 s: a webhook that gets no connection by then is better told so. */
    private static final Duration INTAKE_PATIENCE = Duration.ofSeconds(2);
    /** What is answered or bought must be on disk first, also on a server that was set up to be fast; stronger settings stay. */
    private static final String DURABLE =
            "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'";

    @Bean
    @ConditionalOnMissingBean
    DataDirectory dataDirectory(HouseProperties house) {
        return DataDirectory.open(house.dataDir());
    }

    @Bean
    @Lazy
    EmbeddedDatabase embeddedDatabase(DataDirectory dataDirectory, Environment environment) {
        return EmbeddedDatabase.start(dataDirectory, environment.matchesProfiles("sandbox") ? "sandbox" : "production");
    }

    /** @return the walk's connections; also what Flyway migrates, whatever {@code spring.flyway.url} says */
    @Bean
    @Primary
    @FlywayDataSource
    HikariDataSource dataSource(DatabaseProperties database, ObjectProvider<EmbeddedDatabase> embedded) {
        HikariConfig pool = pool("walk", Duration.ofSeconds(60), database, embedded);
        pool.setMaximumPoolSize(database.poolSize());
        pool.setConnectionTimeout(PATIENCE.toMillis());
        pool.setInitializationFailTimeout(PATIENCE.toMillis());
        return new HikariDataSource(pool);
    }

    /** @return the connections of the webhook intake */
    @Bean
    DataSource intakeDataSource(DatabaseProperties database, ObjectProvider<EmbeddedDatabase> embedded) {
        HikariConfig pool = pool("intake", Duration.ofSeconds(5), database, embedded);
        pool.setMaximumPoolSize(database.intakePoolSize());
        pool.setConnectionTimeout(INTAKE_PATIENCE.toMillis());
        pool.setInitializationFailTimeout(PATIENCE.toMillis());
        return new HikariDataSource(pool);
    }

    /**
     * @return the connections on which calls to suppliers are counted. Whoever counts waits for the lock of one row; on the walk's
     *     own connections, many callers at once would take them all, and the one that has the lock would find none to go on with
     */
    @Bean
    DataSource budgetDataSource(DatabaseProperties database, ObjectProvider<EmbeddedDatabase> embedded) {
        HikariConfig pool = pool("budgets", Duration.ofSeconds(10), database, embedded);
        pool.setMaximumPoolSize(database.budgetPoolSize());
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(PATIENCE.toMillis());
        pool.setInitializationFailTimeout(PATIENCE.toMillis());
        return new HikariDataSource(pool);
    }

    private static HikariConfig pool(String name, Duration longestAnswer, DatabaseProperties database,
            ObjectProvider<EmbeddedDatabase> embedded) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName(name);
        pool.setConnectionInitSql(DURABLE);
        pool.addDataSourceProperty("ApplicationName", "dropship-routes " + name);
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        // The server's details quote whole rows, addresses included; they must not reach a log.
        pool.addDataSourceProperty("logServerErrorDetail", "false");
        pool.addDataSourceProperty("loginTimeout", "5");
        pool.addDataSourceProperty("socketTimeout", Long.toString(longestAnswer.toSeconds()));
        if (database.embedded()) {
            EmbeddedDatabase server = embedded.getObject();
            pool.setJdbcUrl(server.jdbcUrl());
            pool.setUsername(server.username());
            pool.setPassword(server.password());
        } else {
            pool.setJdbcUrl(database.url());
            pool.setUsername(blankToNull(database.username()));
            pool.setPassword(blankToNull(database.password()));
        }
        return pool;
    }

    private static String blankToNull(String value) {
        return value == null || value.isBlank() ? null : value;
    }
}
