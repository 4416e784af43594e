package io.github.dropshiproutes.inbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.core.io.ClassPathResource;

/** The table {@code inbox}: many messages in one statement, {@code sql/store-messages.sql}. */
public class InboxTable {

    private final DataSource dataSource;
    private final int timeoutSeconds;
    private final String[] ownShops;
    private final String store = sql("store-messages.sql");

    /**
     * @param dataSource connections in autocommit mode that commit synchronously
     * @param timeout    after this the statement is cancelled; counted in whole seconds, at least one
     * @param ownShops   shops that are ours without standing in the table {@code shop}
     */
    public InboxTable(DataSource dataSource, Duration timeout, List<String> ownShops) {
        this.dataSource = dataSource;
        this.timeoutSeconds = (int) Math.max(1, timeout.toSeconds());
        this.ownShops = ownShops.toArray(String[]::new);
    }

    /**
     * Stores what is new and commits.
     *
     * @param messages in the order of their keys, which keeps statements that share keys from waiting for each other in
     *                 a circle
     * @return the receipts of the new messages by key; what is absent was stored before
     * @throws SQLException when it is not known that all were stored
     */
    public Map<String, Receipt> store(List<InboxMessage> messages) throws SQLException {
        try (Connection connection = dataSource.getConnection(); PreparedStatement statement = connection.prepareStatement(store)) {
            statement.setQueryTimeout(timeoutSeconds);
            statement.setArray(1, connection.createArrayOf("text", ownShops));
            statement.setArray(2, texts(connection, messages, InboxMessage::key));
            statement.setArray(3, texts(connection, messages, InboxMessage::source));
            statement.setArray(4, texts(connection, messages, InboxMessage::topic));
            statement.setArray(5, texts(connection, messages, InboxMessage::shop));
            statement.setArray(6, texts(connection, messages, m -> m.triggeredAt() == null ? null : m.triggeredAt().toString()));
            statement.setArray(7, connection.createArrayOf("bytea", messages.stream().map(InboxMessage::body).toArray(byte[][]::new)));
            statement.setArray(8, texts(connection, messages, InboxMessage::reasonCode));
            statement.setArray(9, texts(connection, messages, InboxMessage::reason));
            return receipts(statement);
        }
    }

    /** @return true when a message with this key is stored */
    public boolean contains(String key) throws SQLException {
        try (Connection connection = dataSource.getConnection();
             PreparedStatement statement = connection.prepareStatement("SELECT EXISTS (SELECT FROM inbox WHERE message_key = ?)")) {
            statement.setString(1, key);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }

    private static Map<String, Receipt> receipts(PreparedStatement statement) throws SQLException {
        Map<String, Receipt> receipts = new HashMap<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                receipts.put(rows.getString(1), rows.getBoolean(2) ? Receipt.PARKED : Receipt.ACCEPTED);
            }
        }
        return receipts;
    }

    private static Array texts(Connection connection, List<InboxMessage> messages, Function<InboxMessage, String> column)
            throws SQLException {
        return connection.createArrayOf("text", messages.stream().map(column).toArray(String[]::new));
    }

    private static String sql(String name) {
        try {
            return new ClassPathResource("sql/" + name).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
