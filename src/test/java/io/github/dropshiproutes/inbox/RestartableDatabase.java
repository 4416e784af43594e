package io.github.dropshiproutes.inbox;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A PostgreSQL that can be stopped and started again with what it holds, on the same port; durable as in production. */
public final class RestartableDatabase implements AutoCloseable {

    private final Path directory;
    private final int port;
    private EmbeddedPostgres postgres;

    public RestartableDatabase() throws IOException {
        directory = Files.createTempDirectory("intake-postgres");
        postgres = builder().start();
        port = postgres.getPort();
    }

    public String url() {
        return "jdbc:postgresql://localhost:" + port + "/postgres";
    }

    public void stop() throws IOException {
        postgres.close();
    }

    public void start() throws IOException {
        postgres = builder().setPort(port).start();
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }

    private EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder().setDataDirectory(directory).setCleanDataDirectory(false)
                .setServerConfig("fsync", "on").setServerConfig("synchronous_commit", "on").setServerConfig("full_page_writes", "on");
    }
}
