package io.github.dropshiproutes.database;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The database of this process.
 *
 * @param url            JDBC URL of PostgreSQL 14 or newer; empty = the embedded server in {@code DATA_DIR/postgres}
 * @param username       empty = as the URL says
 * @param password       empty = as the URL says
 * @param poolSize       connections of the walk
 * @param intakePoolSize connections kept apart for webhooks
 * @param budgetPoolSize connections kept apart for counting calls
 */
@ConfigurationProperties("database")
public record DatabaseProperties(String url, String username, String password, int poolSize, int intakePoolSize, int budgetPoolSize) {

    /** @return true when no database is named and the embedded one is to be used */
    public boolean embedded() {
        return url == null || url.isBlank();
    }

    @Override
    public String toString() {
        return "DatabaseProperties[url=" + (embedded() ? "embedded" : "set") + ", poolSize=" + poolSize
                + ", intakePoolSize=" + intakePoolSize + ", budgetPoolSize=" + budgetPoolSize + "]";
    }
}
