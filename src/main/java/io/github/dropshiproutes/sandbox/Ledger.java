package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What was asked of the upstreams, bought and paid: append-only JSON lines. An entry is on disk before the answer it
 * belongs to leaves, so a killed sandbox finds its trades again; many answers share one fsync. On disk nobody is named
 * ({@link Discretion}).
 */
public final class Ledger implements AutoCloseable {

    private final Clock clock;
    private final FileChannel file;
    private final List<LedgerEntry> entries = new ArrayList<>();
    private final Object disk = new Object();
    private long sequence;
    private volatile long written;
    private long synced;

    private Ledger(Clock clock, FileChannel file) {
        this.clock = clock;
        this.file = file;
    }

    /**
     * @param dataDir directory of {@code ledger.jsonl}; null = memory only
     * @throws IOException when it cannot be read, or another process holds it
     */
    static Ledger open(Path dataDir, Clock clock) throws IOException {
        if (dataDir == null) {
            return new Ledger(clock, null);
        }
        Files.createDirectories(dataDir);
        Path path = dataDir.resolve("ledger.jsonl");
        FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            lock(file, path);
            Ledger ledger = new Ledger(clock, file);
            ledger.replay(path);
            return ledger;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** @return every entry so far, oldest first */
    public synchronized List<LedgerEntry> entries() {
        return List.copyOf(entries);
    }

    public List<LedgerEntry> ofKind(String kind) {
        return select(entry -> entry.kind().equals(kind));
    }

    /** @return the calls of one API path such as {@code /buynow/order/create}, or of AliExpress's method, lost answers included */
    public List<LedgerEntry> calls(String api) {
        return select(entry -> entry.kind().equals("call") && entry.api().equals(api));
    }

    public List<LedgerEntry> created() {
        return ofKind("created");
    }

    /** @param supplier {@code alibaba} or {@code aliexpress} */
    public List<LedgerEntry> created(String supplier) {
        return select(entry -> entry.kind().equals("created") && entry.supplier().equals(supplier));
    }

    public List<LedgerEntry> paid() {
        return ofKind("paid");
    }

    public List<LedgerEntry> cancelled() {
        return ofKind("cancelled");
    }

    synchronized List<LedgerEntry> select(Predicate<LedgerEntry> wanted) {
        return entries.stream().filter(wanted).toList();
    }

    /** Appends without waiting for the disk; {@link #sync} before anyone is told. */
    synchronized void write(String kind, ObjectNode data) {
        ObjectNode line = Json.object().put("seq", sequence + 1).put("at", clock.instant().toString()).put("kind", kind);
        line.setAll(data);
        String json = Json.write(line);
        if (file != null) {
            append((Json.write(Discretion.of(line)) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        remember(line, json);
        written = sequence;
    }

    /** Returns once everything written before this call is on disk. */
    void sync() {
        if (file == null) {
            return;
        }
        long mine = written;
        synchronized (disk) {
            if (synced < mine) {
                long upTo = written;
                try {
                    file.force(false);
                } catch (IOException e) {
                    throw new UncheckedIOException("The ledger cannot be forced to disk", e);
                }
                synced = upTo;
            }
        }
    }

    /** Forgets everything, on disk too. */
    synchronized void clear() {
        entries.clear();
        if (file != null) {
            try {
                file.truncate(0);
            } catch (IOException e) {
                throw new UncheckedIOException("The ledger cannot be cleared", e);
            }
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }

    private static void lock(FileChannel file, Path path) throws IOException {
        try {
            if (file.tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            throw new IOException(path + " is in use by another sandbox of this process; give each its own directory", e);
        }
        throw new IOException(path + " is in use by another process; stop it or choose another data directory");
    }

    private void append(byte[] line) {
        ByteBuffer buffer = ByteBuffer.wrap(line);
        try {
            while (buffer.hasRemaining()) {
                file.write(buffer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The ledger cannot be written", e);
        }
    }

    private void replay(Path path) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        int end = bytes.length;
        // The last line was cut off when the process was killed while writing it: nobody was ever told of it.
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        file.truncate(end);
        file.position(end);
        String[] lines = new String(bytes, 0, end, StandardCharsets.UTF_8).split("\n");
        for (int i = 0; i < lines.length && end > 0; i++) {
            try {
                remember(Json.read(lines[i]), lines[i]);
            } catch (JsonProcessingException | RuntimeException e) {
                throw new IOException(path + ":" + (i + 1) + " is not a ledger line; repair or delete the file", e);
            }
        }
    }

    private void remember(JsonNode line, String json) {
        sequence = line.required("seq").asLong();
        String kind = line.required("kind").asText().intern();
        boolean call = kind.equals("call");
        entries.add(new LedgerEntry(sequence, Instant.parse(line.required("at").asText()), kind,
                call ? line.required("api").asText().intern() : null, call ? line.required("code").asText().intern() : null, json));
    }
}
