package io.github.dropshiproutes.errors;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The rows of {@code routes/errors/error-codes.yaml}. Immutable; read once at start. */
public final class ErrorCatalogue {

    /** The row that stands for every code nobody documented. */
    static final String UNKNOWN = "UNKNOWN";
    /** The row that stands for every answer whose text announces a ban. */
    static final String THROTTLED = "ApiCallLimit";
    /** The pseudo supplier whose rows hold for all. */
    static final String ANY = "any";

    /** Enough for every code seen so far; a longer one is cut, for it would be a text in the wrong place. */
    static final int LONGEST_CODE = 100;
    /** Enough to understand a refusal; an upstream may answer with a whole page. */
    private static final int LONGEST_MESSAGE = 1000;

    private final Map<Key, ErrorCode> rows = new LinkedHashMap<>();

    ErrorCatalogue(Collection<ErrorCode> codes) {
        codes.forEach(row -> rows.put(new Key(row.supplier(), row.code()), row));
    }

    /**
     * @param file the table, YAML of at most 1 MiB
     * @return the catalogue
     * @throws ErrorTableException naming every mistake with file and line
     */
    public static ErrorCatalogue load(Path file) {
        return new ErrorCatalogue(new ErrorTableReader(file).read());
    }

    /**
     * @param supplier {@code alibaba}, {@code aliexpress}, {@code shopify}, or {@code own} for our own reasons
     * @param code     the upstream's code verbatim; blank or null when the answer carried none
     * @return the supplier's row, else the row that holds for any supplier, else the row for unknown codes carrying this
     *         code; that one is no refusal, because nobody documented that the supplier did not act
     */
    public ErrorCode find(String supplier, String code) {
        ErrorCode own = rows.get(new Key(supplier, code));
        ErrorCode common = own != null ? own : rows.get(new Key(ANY, code));
        return common != null ? common : carrying(rows.get(new Key(ANY, UNKNOWN)), supplier, spoken(code), false);
    }

    /** @return every row in the order of the file */
    public Collection<ErrorCode> all() {
        return Collections.unmodifiableCollection(rows.values());
    }

    /**
     * The typed exception of a row. A message that announces a ban makes it a {@link ThrottledException} whatever the
     * code: the code is kept, what to do comes from the row of the supplier's call limit. An unknown code then counts as
     * a refusal; a row that says {@code refusal: false} keeps its word.
     *
     * @param error           the row found for the answer
     * @param upstreamMessage the upstream's own words, may be null; kept to 1000 characters, without control characters
     * @param requestId       the upstream's request id, may be null
     * @return the exception of the row's class, not thrown
     */
    public SupplierException exception(ErrorCode error, String upstreamMessage, String requestId) {
        Optional<Duration> ban = BanNotice.in(upstreamMessage);
        String message = clean(upstreamMessage, LONGEST_MESSAGE);
        if (ban.isEmpty() || error.kind() == ErrorClass.THROTTLED) {
            return error.kind().exception(error, message, requestId, ban.orElse(null));
        }
        boolean refusal = error.refusal() || error.kind() == ErrorClass.UNKNOWN;
        ErrorCode limit = carrying(find(error.supplier(), THROTTLED), error.supplier(), error.code(), refusal);
        return limit.kind().exception(limit, message, requestId, ban.get());
    }

    private static ErrorCode carrying(ErrorCode row, String supplier, String code, boolean refusal) {
        return new ErrorCode(supplier, code, row.kind(), row.action(), row.dispatch(), row.backOff(), row.meaning(), row.hint(), refusal);
    }

    private static String spoken(String code) {
        return code == null || code.isBlank() ? "NO_CODE" : clean(code, LONGEST_CODE);
    }

    /** A NUL character would not fit into a column of type text, a line break would forge a log line. */
    private static String clean(String text, int longest) {
        if (text == null) {
            return null;
        }
        String cut = text.length() > longest ? text.substring(0, longest) : text;
        return cut.replaceAll("\\p{Cntrl}+", " ").strip();
    }

    private record Key(String supplier, String code) {
    }
}
