package io.github.dropshiproutes.inbox;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores messages of many callers together: whatever waits when a writer becomes free goes into one statement, so one
 * commit answers many webhooks. Nothing waits for company; a lone message is written at once.
 */
public class InboxWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(InboxWriter.class);

    /** How often an idle writer looks whether it is to end. */
    private static final Duration IDLE = Duration.ofMillis(200);

    private final InboxTable table;
    private final int batchSize;
    private final Duration storeWithin;
    private final BlockingQueue<Waiting> queue;
    private final List<Thread> writers;
    private volatile boolean closed;

    /** A message whose caller waits for the receipt; a caller who gave up has cancelled it. */
    private record Waiting(InboxMessage message, CompletableFuture<Receipt> receipt) {
    }

    /**
     * @param table       where messages go
     * @param writers     number of threads, each uses one connection at a time
     * @param batchSize   most messages in one statement
     * @param queueSize   most messages that wait for a writer
     * @param storeWithin how long a caller waits for the receipt
     */
    public InboxWriter(InboxTable table, int writers, int batchSize, int queueSize, Duration storeWithin) {
        this.table = table;
        this.batchSize = batchSize;
        this.storeWithin = storeWithin;
        this.queue = new ArrayBlockingQueue<>(queueSize);
        this.writers = IntStream.rangeClosed(1, writers).mapToObj(this::writer).toList();
        this.writers.forEach(Thread::start);
    }

    /**
     * Stores the message, durably, unless its key is stored already.
     *
     * @throws InboxUnavailableException when it is not certain that the message is stored
     */
    public Receipt store(InboxMessage message) {
        Waiting waiting = new Waiting(message, new CompletableFuture<>());
        if (closed || !queue.offer(waiting)) {
            throw new InboxUnavailableException(closed ? "The inbox is closed" : "Too many messages wait to be stored");
        }
        try {
            return waiting.receipt.get(storeWithin.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            waiting.receipt.cancel(false);
            throw new InboxUnavailableException("Not stored within " + storeWithin);
        } catch (InterruptedException e) {
            waiting.receipt.cancel(false);
            Thread.currentThread().interrupt();
            throw new InboxUnavailableException("Interrupted while storing", e);
        } catch (ExecutionException e) {
            throw new InboxUnavailableException("Not stored: " + e.getCause().getMessage(), e.getCause());
        }
    }

    /** @return how many messages wait for a writer */
    public int backlog() {
        return queue.size();
    }

    /** Takes nothing more, stores what waits, and ends the writers. */
    @Override
    public void close() {
        closed = true;
        for (Thread writer : writers) {
            try {
                writer.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private Thread writer(int number) {
        Thread writer = new Thread(this::write, "inbox-writer-" + number);
        writer.setDaemon(true);
        return writer;
    }

    private void write() {
        List<Waiting> batch = new ArrayList<>(batchSize);
        while (next(batch)) {
            store(batch);
            batch.clear();
        }
    }

    /** @return false when there is nothing left to do, for ever */
    private boolean next(List<Waiting> batch) {
        while (batch.isEmpty()) {
            boolean last = closed;
            try {
                Waiting first = queue.poll(last ? 0 : IDLE.toNanos(), TimeUnit.NANOSECONDS);
                if (first != null) {
                    batch.add(first);
                    queue.drainTo(batch, batchSize - 1);
                    batch.removeIf(waiting -> waiting.receipt.isDone());
                } else if (last) {
                    return false;
                }
            } catch (InterruptedException e) {
                LOG.debug("A writer of the inbox ends only when the inbox is closed", e);
            }
        }
        return true;
    }

    private void store(List<Waiting> batch) {
        batch.sort(Comparator.comparing(waiting -> waiting.message.key()));
        try {
            Map<String, Receipt> fresh = table.store(batch.stream().map(Waiting::message).toList());
            for (Waiting waiting : batch) {
                Receipt receipt = fresh.remove(waiting.message.key());
                waiting.receipt.complete(receipt == null ? Receipt.DUPLICATE : receipt);
            }
        } catch (SQLException | RuntimeException e) {
            failed(batch, e);
        }
    }

    /** One message that cannot be stored must not fail its neighbours; a database that is gone fails them all, at once. */
    private void failed(List<Waiting> batch, Exception e) {
        if (batch.size() > 1 && e instanceof SQLException sql && concernsOneMessage(sql)) {
            batch.forEach(waiting -> store(new ArrayList<>(List.of(waiting))));
        } else {
            LOG.warn("{} messages were not stored: {}", batch.size(), e.getMessage());
            batch.forEach(waiting -> waiting.receipt.completeExceptionally(e));
        }
    }

    /**
     * Classes of SQLSTATE that speak about what was sent rather than about the server: data (22), constraint (23),
     * rolled back, e.g. to end a deadlock (40), limits (54).
     */
    private static boolean concernsOneMessage(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23") || state.startsWith("40") || state.startsWith("54"));
    }
}
