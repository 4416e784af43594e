package io.github.dropshiproutes.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

import io.github.dropshiproutes.settings.Setting;
import io.github.dropshiproutes.settings.SettingsCheck;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.PGProperty;
import org.springframework.core.env.PropertyResolver;

/** Tries every part of the set-up the way the service will use it, and changes nothing. */
final class SetupCheck {

    /** The least version of PostgreSQL, as {@code server_version_num}'s thousands say it. */
    private static final int LEAST_POSTGRES = 14;

    private final PropertyResolver settings;
    private final Clock clock;
    private final List<Line> lines = new ArrayList<>();

    /**
     * What was found out about one part.
     *
     * @param part    of the set-up
     * @param problem what is wrong; null = it is in order
     * @param words   the remedy, or what is known of a part in order
     */
    record Line(String part, String problem, String words) {

        boolean good() {
            return problem == null;
        }

        @Override
        public String toString() {
            return good() ? "ok    " + part + ": " + words : "ERROR " + new Finding(part, problem, words);
        }
    }

    SetupCheck(PropertyResolver settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    List<Line> lines() {
        settings();
        dataDirectory();
        database();
        callback();
        UpstreamCheck upstreams = new UpstreamCheck(settings, clock);
        lines.addAll(upstreams.suppliers());
        lines.addAll(upstreams.shopify());
        return lines;
    }

    private void settings() {
        List<String> problems = SettingsCheck.problems(settings);
        problems.forEach(problem -> bad("settings", problem, "set it in the environment or in .env, see .env.example"));
        if (problems.isEmpty()) {
            int secrets = value(Setting.SHOPIFY_WEBHOOK_SECRETS).split(",").length;
            good("settings", "complete; " + secrets + " webhook secret" + (secrets == 1 ? "" : "s"));
        }
    }

    private void dataDirectory() {
        Path directory = Path.of(value(Setting.DATA_DIR)).toAbsolutePath().normalize();
        try {
            Path existing = directory;
            while (!Files.exists(existing)) {
                existing = existing.getParent();
            }
            Files.delete(Files.createTempFile(existing, "check-setup", null));
            good("DATA_DIR", directory + " can be written");
        } catch (IOException e) {
            bad("DATA_DIR", directory + " cannot be written: " + e, "give the service's user write access, or set DATA_DIR");
        }
    }

    private void database() {
        String url = value(Setting.DATABASE_URL);
        if (url.isEmpty()) {
            good("database", "embedded, in DATA_DIR/postgres; started and migrated with the service");
            return;
        }
        Properties login = new Properties();
        PGProperty.CONNECT_TIMEOUT.set(login, 5);
        PGProperty.SOCKET_TIMEOUT.set(login, 10);
        if (!value(Setting.DATABASE_USERNAME).isEmpty()) {
            PGProperty.USER.set(login, value(Setting.DATABASE_USERNAME));
            PGProperty.PASSWORD.set(login, value(Setting.DATABASE_PASSWORD));
        }
        try (Connection connection = DriverManager.getConnection(url, login)) {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < LEAST_POSTGRES) {
                bad("database", "is PostgreSQL " + version, "use PostgreSQL " + LEAST_POSTGRES + " or newer");
                return;
            }
            migrations(url, login, version);
        } catch (SQLException e) {
            bad("database", "cannot be reached: " + e.getMessage(), "correct DATABASE_URL, DATABASE_USERNAME and DATABASE_PASSWORD,"
                    + " and see that the server runs");
        }
    }

    private void migrations(String url, Properties login, int version) {
        try {
            int pending = Flyway.configure().dataSource(url, login.getProperty("user"), login.getProperty("password")).load()
                    .info().pending().length;
            good("database", "PostgreSQL " + version + (pending == 0 ? ", migrated" : ", to be migrated at the next start"));
        } catch (FlywayException e) {
            bad("database", "its migrations cannot be read: " + e.getMessage(), "give the database's user rights on its schema");
        }
    }

    private void callback() {
        String url = value(Setting.PUBLIC_URL);
        if (url.matches("https://(?!localhost|127\\.)[^/]+.*")) {
            good("callback", url + "/connect/{alibaba,aliexpress}/callback; webhooks to " + url + "/webhook/shopify");
        } else {
            bad("callback", "PUBLIC_URL is not a public https address",
                    "set PUBLIC_URL to the https address under which Shopify and the suppliers reach this service");
        }
    }

    private void good(String part, String words) {
        lines.add(new Line(part, null, words));
    }

    private void bad(String part, String problem, String remedy) {
        lines.add(new Line(part, problem, remedy));
    }

    private String value(Setting setting) {
        return settings.getProperty(setting.key(), "").strip();
    }
}
