package io.github.dropshiproutes.api;

import java.util.List;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One page of a list.
 *
 * @param items newest first
 * @param next  what {@code after} takes to go on, or null on the last page
 */
@JsonInclude
record Items<T>(List<T> items, String next) {

    /**
     * @param rows   one more than fits on the page, when there are more
     * @param limit  how many fit
     * @param cursor the place of a row in the list
     */
    static <T> Items<T> page(List<T> rows, int limit, Function<T, String> cursor) {
        if (rows.size() <= limit) {
            return new Items<>(rows, null);
        }
        List<T> fitting = rows.subList(0, limit);
        return new Items<>(fitting, cursor.apply(fitting.get(limit - 1)));
    }

    static <T> Items<T> all(List<T> items) {
        return new Items<>(items, null);
    }
}
