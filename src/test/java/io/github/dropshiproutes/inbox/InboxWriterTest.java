package io.github.dropshiproutes.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.JdbcTemplate;

class InboxWriterTest {

    private static final Instant NO_DATE_OF_POSTGRESQL = Instant.MAX;

    private static RestartableDatabase postgres;
    private static DataSource database;

    private final ExecutorService senders = Executors.newCachedThreadPool();
    private InboxWriter writer;

    @BeforeAll
    static void startDatabase() throws IOException {
        postgres = new RestartableDatabase();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(postgres.url());
        source.setUser("postgres");
        database = source;
        Flyway.configure().dataSource(database).load().migrate();
    }

    @AfterAll
    static void stopDatabase() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void oneWriter() {
        new JdbcTemplate(database).execute("TRUNCATE inbox");
        writer = new InboxWriter(new InboxTable(database, Duration.ofSeconds(30), List.of("ours")), 1, 64, 8, Duration.ofSeconds(30));
    }

    @AfterEach
    void closeWriter() {
        writer.close();
        senders.shutdownNow();
    }

    @Test
    void ofEqualKeysInOneStatementExactlyOneIsNew() throws Exception {
        List<CompletableFuture<Receipt>> receipts;
        try (Connection ignored = tableLocked()) {
            occupyWriter();
            receipts = List.of(store(message("same")), store(message("same")), store(message("same")));
            await().until(() -> writer.backlog() == 3);
        }

        assertThat(receipts.stream().map(CompletableFuture::join))
                .containsExactlyInAnyOrder(Receipt.ACCEPTED, Receipt.DUPLICATE, Receipt.DUPLICATE);
    }

    @Test
    void aMessageThatCannotBeStoredDoesNotFailItsNeighbours() throws Exception {
        CompletableFuture<Receipt> before;
        CompletableFuture<Receipt> bad;
        CompletableFuture<Receipt> after;
        try (Connection ignored = tableLocked()) {
            occupyWriter();
            before = store(message("a"));
            bad = store(new InboxMessage("b", "shopify", null, "ours", NO_DATE_OF_POSTGRESQL, new byte[1], null, null));
            after = store(message("c"));
            await().until(() -> writer.backlog() == 3);
        }

        assertThat(before.join()).isEqualTo(Receipt.ACCEPTED);
        assertThat(after.join()).isEqualTo(Receipt.ACCEPTED);
        assertThatThrownBy(bad::join).hasCauseInstanceOf(InboxUnavailableException.class);
    }

    @Test
    void aNulInATextIsLeftOutAndInTheBodyKept() {
        byte[] body = {1, 0, 2};

        assertThat(writer.store(new InboxMessage("n\0ul", "shopify", "t\0", "ours", null, body, null, null))).isEqualTo(Receipt.ACCEPTED);

        assertThat(new JdbcTemplate(database).queryForMap("SELECT * FROM inbox")).containsEntry("message_key", "nul").containsEntry("body", body);
    }

    @Test
    void aFullQueueRefusesAtOnce() throws Exception {
        List<CompletableFuture<Receipt>> waiting;
        try (Connection ignored = tableLocked()) {
            occupyWriter();
            waiting = IntStream.range(0, 8).mapToObj(n -> store(message("waiting-" + n))).toList();
            await().until(() -> writer.backlog() == 8);

            assertThatThrownBy(() -> writer.store(message("one too many"))).isInstanceOf(InboxUnavailableException.class);
        }
        assertThat(waiting.stream().map(CompletableFuture::join)).containsOnly(Receipt.ACCEPTED);
    }

    @Test
    void closingStoresWhatWaitsAndThenRefuses() throws Exception {
        CompletableFuture<Receipt> waiting;
        CompletableFuture<Void> closing;
        try (Connection ignored = tableLocked()) {
            occupyWriter();
            waiting = store(message("waiting"));
            await().until(() -> writer.backlog() == 1);
            closing = CompletableFuture.runAsync(writer::close, senders);
        }

        closing.join();
        assertThat(waiting.join()).isEqualTo(Receipt.ACCEPTED);
        assertThatThrownBy(() -> writer.store(message("too late"))).isInstanceOf(InboxUnavailableException.class);
    }

    @Test
    void aMessageOfAnotherSourceNeedsNoShop() {
        assertThat(writer.store(new InboxMessage("alibaba:1", "alibaba", "ORDER", null, null, new byte[1], null, null)))
                .isEqualTo(Receipt.ACCEPTED);
    }

    @Test
    void writersThatShareKeysDoNotFailEachOther() {
        try (InboxWriter other = new InboxWriter(new InboxTable(database, Duration.ofSeconds(30), List.of("ours")), 3, 16, 4000,
                Duration.ofSeconds(30))) {
            List<CompletableFuture<Receipt>> receipts = IntStream.range(0, 600)
                    .mapToObj(n -> CompletableFuture.supplyAsync(() -> other.store(message("k" + (n * 7919) % 100)), senders)).toList();

            assertThat(receipts.stream().map(CompletableFuture::join).filter(Receipt.ACCEPTED::equals)).hasSize(100);
        }
    }

    /** The one writer takes this message and then waits for the table. */
    private void occupyWriter() {
        store(message("occupies the writer"));
        await().until(() -> waitingForTable() == 1);
    }

    private CompletableFuture<Receipt> store(InboxMessage message) {
        return CompletableFuture.supplyAsync(() -> writer.store(message), senders);
    }

    private static int waitingForTable() {
        return new JdbcTemplate(database).queryForObject("SELECT count(*) FROM pg_locks WHERE NOT granted", Integer.class);
    }

    private static Connection tableLocked() throws SQLException {
        Connection connection = database.getConnection();
        connection.setAutoCommit(false);
        connection.createStatement().execute("LOCK TABLE inbox IN ACCESS EXCLUSIVE MODE");
        return connection;
    }

    private static InboxMessage message(String key) {
        return new InboxMessage(key, "shopify", "orders/paid", "ours", Instant.EPOCH, key.getBytes(UTF_8), null, null);
    }
}
