package io.github.dropshiproutes.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * A durable PostgreSQL of our own on a free loopback port, with its data in {@code DATA_DIR/postgres}.
 *
 * <p>The server outlives a killed process; the next start stops it first, which is safe because the caller holds the
 * lock on {@code DATA_DIR}. A server that dies while we live is started again on the same port, so that pools recover
 * by themselves. It is started through {@code pg_ctl}, which takes it out of our process group: Ctrl-C stops the
 * application first and, through {@link #close()}, the database last.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);

    private static final String USER = "dropship";
    private static final String PASSWORD_FILE = "dropship.password";
    private static final String USE_FILE = "dropship.use";
    /** A free port may be taken by another program between finding it and using it. */
    private static final int START_ATTEMPTS = 5;
    private static final Duration RESTART_PAUSE = Duration.ofSeconds(1);

    private final PostgresPrograms programs;
    private final Path binaries;
    private final Path cluster;
    private final Path logFile;
    private int port;
    private boolean closed;

    private EmbeddedDatabase(Path dataDir) throws IOException {
        binaries = dataDir.resolve("postgres-binaries");
        cluster = dataDir.resolve("postgres");
        logFile = dataDir.resolve("postgres.log");
        programs = new PostgresPrograms(PostgresBinaries.unpackInto(binaries));
    }

    /**
     * Creates the database on the first start, takes over what an earlier process left, and starts the server.
     *
     * @param dataDirectory the locked {@code DATA_DIR}
     * @param use           {@code production} or {@code sandbox}; a database made for one is never opened for the other,
     *                      or sandbox orders would be bought for real and real ones in the sandbox
     * @throws UncheckedIOException when it cannot be started; the message holds the end of the server's log
     */
    public static EmbeddedDatabase start(DataDirectory dataDirectory, String use) {
        try {
            EmbeddedDatabase database = new EmbeddedDatabase(dataDirectory.path());
            database.createUnlessPresent(use);
            database.refuseOtherUse(use);
            database.stopOrphan();
            database.startOnFreePort();
            return database;
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL does not start: " + e.getMessage(), e);
        }
    }

    /** @return JDBC URL, reachable from this machine only */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /** @return the user that owns everything in it */
    public String username() {
        return USER;
    }

    /** @return the generated password, kept beside the data */
    public String password() {
        try {
            return Files.readString(cluster.resolve(PASSWORD_FILE)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // A directory is only ever called "postgres" once it is complete, so a start killed half-way is simply made again.
    private void createUnlessPresent(String use) throws IOException {
        if (Files.exists(cluster.resolve(PASSWORD_FILE))) {
            return;
        }
        if (Files.exists(cluster)) {
            throw new IOException(cluster + " is not a database of this program; move it away or choose another DATA_DIR");
        }
        Path unfinished = cluster.resolveSibling("postgres.unfinished");
        FileSystemUtils.deleteRecursively(unfinished);
        Path password = Files.writeString(cluster.resolveSibling("postgres.password"), UUID.randomUUID() + "\n");
        programs.run(Duration.ofMinutes(2), "initdb", "--pgdata=" + unfinished, "--username=" + USER, "--pwfile=" + password,
                "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--no-instructions");
        Files.writeString(unfinished.resolve(USE_FILE), use);
        Files.move(password, unfinished.resolve(PASSWORD_FILE), StandardCopyOption.ATOMIC_MOVE);
        Files.move(unfinished, cluster, StandardCopyOption.ATOMIC_MOVE);
    }

    private void refuseOtherUse(String use) throws IOException {
        String made = Files.readString(cluster.resolve(USE_FILE)).strip();
        if (!made.equals(use)) {
            throw new IOException(cluster + " belongs to the " + made + ", and this process runs the " + use
                    + "; set DATA_DIR to another directory, or DATABASE_URL");
        }
    }

    private void stopOrphan() throws IOException {
        Optional<ProcessHandle> running = postmaster();
        if (running.filter(this::isOurs).isPresent()) {
            log.info("Stopping the PostgreSQL that an earlier process left running");
            stopServer();
        } else if (running.isPresent()) {
            // The number belongs to another program by now; pg_ctl could not tell and would signal that one.
            Files.delete(pidFile());
        }
    }

    private Path pidFile() {
        return cluster.resolve("postmaster.pid");
    }

    private Optional<ProcessHandle> postmaster() throws IOException {
        if (!Files.exists(pidFile())) {
            return Optional.empty();
        }
        String number = Files.readString(pidFile()).lines().findFirst().orElse("").strip();
        return number.matches("[0-9]{1,10}") ? ProcessHandle.of(Long.parseLong(number)) : Optional.empty();
    }

    private boolean isOurs(ProcessHandle process) {
        return process.info().command().map(Path::of).filter(program -> program.startsWith(realPath(binaries))).isPresent();
    }

    private static Path realPath(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void startOnFreePort() throws IOException {
        if (Files.exists(logFile)) {
            Files.move(logFile, logFile.resolveSibling("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        for (int attempt = 1; ; attempt++) {
            port = freePort();
            try {
                startServer();
                return;
            } catch (IOException e) {
                if (attempt == START_ATTEMPTS || !serverLog().contains("could not create any TCP/IP sockets")) {
                    throw new IOException(e.getMessage() + "\n" + serverLog(), e);
                }
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    private void startServer() throws IOException {
        String options = String.join(" ", "-p " + port,
                "-c listen_addresses=127.0.0.1",
                "-c unix_socket_directories=",
                "-c fsync=on", "-c synchronous_commit=on", "-c full_page_writes=on",
                // Old log is removed, not kept for reuse with what it holds; its own messages never quote rows.
                "-c wal_recycle=off", "-c log_error_verbosity=terse",
                "-c log_checkpoints=off");
        programs.run(Duration.ofMinutes(2), "pg_ctl", "start", "--wait", "--timeout=100", "--silent",
                "--pgdata=" + cluster, "--log=" + logFile, "--options=" + options);
        postmaster().ifPresent(process -> process.onExit().thenRun(this::restartUnlessClosed));
        log.info("PostgreSQL is up on 127.0.0.1:{}", port);
    }

    private synchronized void restartUnlessClosed() {
        if (closed) {
            return;
        }
        log.error("PostgreSQL has died; starting it again");
        try {
            stopOrphan();
            startServer();
        } catch (IOException e) {
            log.error("PostgreSQL does not start again: {}", e.getMessage());
            CompletableFuture.delayedExecutor(RESTART_PAUSE.toMillis(), TimeUnit.MILLISECONDS).execute(this::restartUnlessClosed);
        }
    }

    private String serverLog() throws IOException {
        if (!Files.exists(logFile)) {
            return "";
        }
        List<String> lines = Files.readAllLines(logFile);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    }

    private void stopServer() throws IOException {
        try {
            programs.run(Duration.ofSeconds(45), "pg_ctl", "stop", "--mode=fast", "--timeout=30", "--silent", "--pgdata=" + cluster);
        } catch (IOException e) {
            log.warn("PostgreSQL does not stop in time; stopping it at once (it recovers at the next start)");
            programs.run(Duration.ofSeconds(45), "pg_ctl", "stop", "--mode=immediate", "--timeout=30", "--silent",
                    "--pgdata=" + cluster);
        }
    }

    /** Stops the server; every commit is on the disk already, so this only saves the next start its recovery. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            stopServer();
            log.info("PostgreSQL is stopped");
        } catch (IOException e) {
            log.error("PostgreSQL does not stop: {}", e.getMessage());
        }
    }
}
