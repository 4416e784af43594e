package io.github.dropshiproutes.database;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs {@code initdb} and {@code pg_ctl}, also as root, whom PostgreSQL refuses. */
final class PostgresPrograms {

    private static final boolean LINUX = System.getProperty("os.name").startsWith("Linux");

    private final Path bin;
    private final List<String> prefix;

    /** @param home the directory that holds {@code bin/} */
    PostgresPrograms(Path home) throws IOException {
        bin = home.resolve("bin");
        prefix = LINUX && "root".equals(System.getProperty("user.name")) ? asNobody() : List.of();
    }

    // In a user namespace of its own the server is nobody, while its files stay the caller's.
    private static List<String> asNobody() throws IOException {
        List<String> unshare = List.of("unshare", "--user");
        List<String> trial = new ArrayList<>(unshare);
        trial.add("true");
        try {
            execute(Duration.ofSeconds(10), trial);
        } catch (IOException e) {
            throw new IOException("PostgreSQL refuses to run as root, and user namespaces are not allowed here;"
                    + " run as an ordinary user or set DATABASE_URL (" + e.getMessage() + ")", e);
        }
        return unshare;
    }

    /**
     * Runs one program to its end.
     *
     * @throws IOException when it fails or takes longer than {@code limit}; the message holds what it printed
     */
    void run(Duration limit, String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(bin.resolve(program).toString());
        command.addAll(List.of(arguments));
        execute(limit, command);
    }

    private static void execute(Duration limit, List<String> command) throws IOException {
        // A file and not a pipe: the server inherits it and would keep a pipe open for ever.
        File output = File.createTempFile("postgres", ".out");
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output).start();
            process.getOutputStream().close();
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new IOException(command + " took longer than " + limit.toSeconds() + " s");
            }
            if (process.exitValue() != 0) {
                throw new IOException(command + " failed: " + Files.readString(output.toPath()).strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + command, e);
        } finally {
            Files.deleteIfExists(output.toPath());
        }
    }
}
