package io.github.dropshiproutes.inbox;

import io.github.dropshiproutes.inbox.IntakeMetrics.Result;
import java.sql.SQLException;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.spi.IdempotentRepository;

/**
 * The inbox as the repository of an {@code idempotentConsumer}: to add a key is to store the message, in the same
 * statement. The message's body is the exchange's ({@code byte[]}); its other columns are the exchange's variables
 * {@code source}, {@code topic}, {@code shop}, {@code triggeredAt} (an {@link Instant}), {@code reasonCode} and
 * {@code reason}, of which only {@code source} must be set. A key stays claimed whatever happens later in the route:
 * the message is stored, and handling it is the walk's business.
 */
public class InboxRepository implements IdempotentRepository {

    private final InboxWriter writer;
    private final InboxTable table;
    private final IntakeMetrics metrics;

    public InboxRepository(InboxWriter writer, InboxTable table, IntakeMetrics metrics) {
        this.writer = writer;
        this.table = table;
        this.metrics = metrics;
    }

    /**
     * @return true when the message is new and now durably stored, false when it was before
     * @throws InboxUnavailableException when neither is certain
     */
    @Override
    public boolean add(Exchange exchange, String key) {
        String source = exchange.getVariable("source", String.class);
        InboxMessage message = new InboxMessage(key, source,
                exchange.getVariable("topic", String.class),
                exchange.getVariable("shop", String.class),
                exchange.getVariable("triggeredAt", Instant.class),
                exchange.getMessage().getBody(byte[].class),
                exchange.getVariable("reasonCode", String.class),
                exchange.getVariable("reason", String.class));
        Receipt receipt = writer.store(message);
        metrics.count(source, switch (receipt) {
            case ACCEPTED -> Result.ACCEPTED;
            case PARKED -> Result.PARKED;
            case DUPLICATE -> Result.DUPLICATE;
        });
        return receipt != Receipt.DUPLICATE;
    }

    /** @throws UnsupportedOperationException always: a key without its message cannot be stored */
    @Override
    public boolean add(String key) {
        throw new UnsupportedOperationException("The inbox stores messages, not bare keys");
    }

    @Override
    public boolean contains(String key) {
        try {
            return table.contains(key);
        } catch (SQLException e) {
            throw new InboxUnavailableException("The inbox cannot be read: " + e.getMessage(), e);
        }
    }

    /** @return false: what is stored stays */
    @Override
    public boolean remove(String key) {
        return false;
    }

    /** @return true: a key is confirmed by being stored */
    @Override
    public boolean confirm(String key) {
        return true;
    }

    /** @throws UnsupportedOperationException always: nobody empties the inbox by way of a route's management */
    @Override
    public void clear() {
        throw new UnsupportedOperationException("The inbox is never cleared");
    }

    /** Nothing: several routes share the inbox, and one that stops must not close it. */
    @Override
    public void start() {
    }

    /** Nothing, see {@link #start()}. */
    @Override
    public void stop() {
    }
}
