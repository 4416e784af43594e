package io.github.dropshiproutes.web;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** Asks over the intake's pool, which gives up within seconds; the walk's is allowed to wait much longer. */
@Component("databaseHealthIndicator")
class DatabaseHealth implements HealthIndicator {

    private static final int PATIENCE_SECONDS = 2;

    private final DataSource database;

    DatabaseHealth(@Qualifier("intakeDataSource") DataSource database) {
        this.database = database;
    }

    @Override
    public Health health() {
        try (Connection connection = database.getConnection()) {
            return connection.isValid(PATIENCE_SECONDS) ? Health.up().build() : Health.down().build();
        } catch (SQLException e) {
            return Health.down().withDetail("error", "the database does not answer").build();
        }
    }
}
