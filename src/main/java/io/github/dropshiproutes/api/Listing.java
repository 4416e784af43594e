package io.github.dropshiproutes.api;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a caller asks of a list: filters, {@code limit} and {@code after}, read strictly and turned into one query. */
final class Listing {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 500;
    private static final int LONGEST_FILTER = 255;

    private final HttpServletRequest request;
    private final StringBuilder where = new StringBuilder("true");
    private final Map<String, Object> parameters = new HashMap<>();

    Listing(HttpServletRequest request) {
        this.request = request;
    }

    /** Rows whose column is what the parameter says; every row when it is absent. */
    Listing filter(String parameter, String column) {
        String value = text(parameter);
        return value == null ? this : and(column + " = :" + parameter, Map.of(parameter, value));
    }

    /** The same for a column with few values, of which several may be given, separated by commas. */
    Listing filter(String parameter, String column, Collection<String> known) {
        String value = text(parameter);
        if (value == null) {
            return this;
        }
        Set<String> wanted = Set.copyOf(Arrays.asList(value.split(",")));
        if (!known.containsAll(wanted)) {
            throw Refusal.badRequest(parameter + " is none of " + String.join(", ", known) + ".");
        }
        return and(column + " IN (:" + parameter + ")", Map.of(parameter, wanted));
    }

    /**
     * Rows in which {@code q} stands somewhere, whatever its case.
     *
     * @param texts SQL for the text that is searched
     */
    Listing search(String texts) {
        String q = text("q");
        return q == null ? this : and("strpos(lower(" + texts + "), lower(:q)) > 0", Map.of("q", q));
    }

    /**
     * Rows behind the cursor.
     *
     * @param condition compares the sort keys with the named parameters that {@code keys} reads
     * @param size      how many keys the cursor has
     */
    Listing behind(String condition, int size, Function<Cursor, Map<String, Object>> keys) {
        String after = text("after", Integer.MAX_VALUE);
        return after == null ? this : and(condition, keys.apply(Cursor.read(after, size)));
    }

    Listing and(String condition, Map<String, Object> values) {
        where.append(" AND (").append(condition).append(')');
        parameters.putAll(values);
        return this;
    }

    /**
     * @param select everything up to the WHERE
     * @param order  the sort keys, newest first
     * @param cursor the sort keys of a row, as {@link #behind} reads them
     */
    <T> Items<T> query(JdbcClient jdbc, String select, String order, RowMapper<T> mapper, Function<T, String> cursor) {
        int limit = limit();
        List<T> rows = jdbc.sql(select + " WHERE " + where + " ORDER BY " + order + " LIMIT " + (limit + 1))
                .params(parameters).query(mapper).list();
        return Items.page(rows, limit, cursor);
    }

    private int limit() {
        String limit = request.getParameter("limit");
        if (limit == null) {
            return DEFAULT_LIMIT;
        }
        if (!limit.matches("[0-9]{1,3}") || Integer.parseInt(limit) < 1 || Integer.parseInt(limit) > MAX_LIMIT) {
            throw Refusal.badRequest("limit must be a whole number from 1 to " + MAX_LIMIT + ".");
        }
        return Integer.parseInt(limit);
    }

    private String text(String parameter) {
        return text(parameter, LONGEST_FILTER);
    }

    private String text(String parameter, int longest) {
        String value = request.getParameter(parameter);
        if (value == null || value.isEmpty()) {
            return null;
        }
        if (value.length() > longest || value.chars().anyMatch(Character::isISOControl)) {
            throw Refusal.badRequest(parameter + " must be at most " + longest + " characters, none of them a control character.");
        }
        return value;
    }
}
