package io.github.dropshiproutes.api;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Columns as the answers need them. */
final class Rows {

    private Rows() {
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** @return the elements of a column that holds a JSON array */
    static <T> List<T> list(ObjectMapper json, ResultSet row, String column, Class<T> type) throws SQLException {
        try {
            return json.readerForListOf(type).readValue(row.getString(column));
        } catch (JsonProcessingException e) {
            throw new SQLException(column + " holds no JSON array of " + type.getSimpleName(), e);
        }
    }
}
