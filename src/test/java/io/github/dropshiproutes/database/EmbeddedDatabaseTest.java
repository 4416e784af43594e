package io.github.dropshiproutes.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {

    @TempDir
    Path temp;

    private Path dataDir() {
        return temp.resolve("a data directory");
    }

    @Test
    void isDurableAndReachableFromLoopbackOnly() throws Exception {
        try (DataDirectory directory = DataDirectory.open(dataDir()); EmbeddedDatabase database = started(directory)) {
            assertThat(ask(database, "SHOW fsync")).isEqualTo("on");
            assertThat(ask(database, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(ask(database, "SHOW full_page_writes")).isEqualTo("on");
            assertThat(ask(database, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(ask(database, "SHOW unix_socket_directories")).isEmpty();
            assertThatThrownBy(() -> DriverManager.getConnection(database.jdbcUrl(), database.username(), "a guess"))
                    .isInstanceOf(SQLException.class).hasMessageContaining("password");
        }
    }

    @Test
    void keepsItsDataBetweenRuns() throws Exception {
        try (DataDirectory directory = DataDirectory.open(dataDir())) {
            try (EmbeddedDatabase first = started(directory)) {
                ask(first, "CREATE TABLE kept AS SELECT 'still here' AS word; SELECT word FROM kept");
            }
            assertThat(dataDir().resolve("postgres/postmaster.pid")).doesNotExist();
            try (EmbeddedDatabase second = started(directory)) {
                assertThat(ask(second, "SELECT word FROM kept")).isEqualTo("still here");
            }
        }
    }

    @Test
    void stopsTheServerThatAKilledProcessLeftRunning() throws Exception {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), Owner.class.getName(), dataDir().toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String firstWords = new BufferedReader(new InputStreamReader(process.getInputStream())).lines()
                .filter(line -> line.startsWith("up ")).findFirst().orElseThrow();
        process.destroyForcibly().waitFor();
        ProcessHandle orphan = ProcessHandle.of(postmaster()).orElseThrow();
        assertThat(orphan.isAlive()).as("the server outlives its owner: %s", firstWords).isTrue();

        try (DataDirectory directory = DataDirectory.open(dataDir()); EmbeddedDatabase next = started(directory)) {
            await().until(() -> !orphan.isAlive());
            assertThat(ask(next, "SELECT word FROM kept")).isEqualTo("committed");
        }
    }

    @Test
    void isMadeAgainWhenTheFirstStartWasKilledHalfWay() throws Exception {
        Path unfinished = Files.createDirectories(dataDir().resolve("postgres.unfinished/base"));
        Files.writeString(unfinished.resolve("1"), "half a file");
        Files.writeString(unfinished.resolveSibling("PG_VERSION"), "18");

        try (DataDirectory directory = DataDirectory.open(dataDir()); EmbeddedDatabase database = started(directory)) {
            assertThat(ask(database, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void leavesAnotherProgramAloneThatNowHasThePostmastersNumber() throws Exception {
        try (DataDirectory directory = DataDirectory.open(dataDir())) {
            started(directory).close();
            Process bystander = new ProcessBuilder("sleep", "600").start();
            try {
                Files.writeString(dataDir().resolve("postgres/postmaster.pid"), bystander.pid() + "\n" + dataDir() + "\n1\n5432\n");
                try (EmbeddedDatabase database = started(directory)) {
                    assertThat(ask(database, "SELECT 1")).isEqualTo("1");
                    assertThat(bystander.isAlive()).isTrue();
                }
            } finally {
                bystander.destroy();
            }
        }
    }

    @Test
    void comesBackOnTheSamePortWhenItsServerIsKilled() throws Exception {
        try (DataDirectory directory = DataDirectory.open(dataDir()); EmbeddedDatabase database = started(directory)) {
            String url = database.jdbcUrl();
            long killed = postmaster();
            ProcessHandle.of(killed).orElseThrow().destroyForcibly();

            await().atMost(Duration.ofMinutes(1)).ignoreExceptionsInstanceOf(SQLException.class).untilAsserted(() -> {
                assertThat(ask(database, "SELECT 1")).isEqualTo("1");
                assertThat(postmaster()).isNotEqualTo(killed);
            });
            assertThat(database.jdbcUrl()).isEqualTo(url);
        }
    }

    @Test
    void refusesADirectoryThatIsNotItsOwn() throws Exception {
        Files.createDirectories(dataDir().resolve("postgres/precious"));
        try (DataDirectory directory = DataDirectory.open(dataDir())) {
            assertThatThrownBy(() -> started(directory))
                    .isInstanceOf(UncheckedIOException.class).hasMessageContaining("not a database of this program");
        }
        assertThat(dataDir().resolve("postgres/precious")).exists();
    }

    @Test
    void neverOpensForProductionWhatTheSandboxMade() throws Exception {
        try (DataDirectory directory = DataDirectory.open(dataDir())) {
            EmbeddedDatabase.start(directory, "sandbox").close();
            assertThatThrownBy(() -> started(directory))
                    .isInstanceOf(UncheckedIOException.class).hasMessageContaining("belongs to the sandbox");
        }
    }

    private static EmbeddedDatabase started(DataDirectory directory) {
        return EmbeddedDatabase.start(directory, "production");
    }

    private long postmaster() throws IOException {
        return Long.parseLong(Files.readAllLines(dataDir().resolve("postgres/postmaster.pid")).get(0));
    }

    private static String ask(EmbeddedDatabase database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
                Statement statement = connection.createStatement()) {
            boolean rows = statement.execute(sql);
            while (!rows) {
                rows = statement.getMoreResults();
            }
            try (ResultSet result = statement.getResultSet()) {
                result.next();
                return result.getString(1);
            }
        }
    }

    /** A process of its own that is going to be killed. */
    static final class Owner {
        public static void main(String[] args) throws Exception {
            EmbeddedDatabase database = EmbeddedDatabase.start(DataDirectory.open(Path.of(args[0])), "production");
            ask(database, "CREATE TABLE kept AS SELECT 'committed' AS word; SELECT word FROM kept");
            System.out.println("up " + database.jdbcUrl());
            System.in.read();
        }
    }
}
