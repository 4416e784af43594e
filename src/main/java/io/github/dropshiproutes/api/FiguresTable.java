package io.github.dropshiproutes.api;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

import javax.sql.DataSource;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts the walk in one query. Over the intake's pool, which gives up within seconds: figures must not hang when all else does. */
@Component
class FiguresTable {

    private static final String SQL = """
            SELECT 'purchases' AS figure, state AS label, count(*)::numeric AS value FROM purchase GROUP BY state
            UNION ALL
            SELECT 'held', coalesce(reason_code, 'none'), count(*) FROM purchase WHERE state = 'held' GROUP BY reason_code
            UNION ALL
            SELECT 'messages', state, count(*) FROM inbox WHERE state = 'new' GROUP BY state
            UNION ALL
            SELECT 'messages', state, count(*) FROM inbox WHERE state = 'parked' GROUP BY state
            UNION ALL
            SELECT 'waiting', 'price_changes', count(*) FROM price_change WHERE state = 'waiting'
            UNION ALL
            SELECT 'waiting', 'privacy_requests', count(*) FROM privacy_request WHERE state = 'open'
            UNION ALL
            SELECT 'age', 'messages', floor(extract(epoch FROM dropship_now() - min(next_attempt_at))) FROM inbox
                WHERE state = 'new' AND next_attempt_at <= dropship_now()
            UNION ALL
            SELECT 'age', 'orders', floor(extract(epoch FROM dropship_now() - min(next_attempt_at))) FROM shopify_order
                WHERE replan AND next_attempt_at <= dropship_now()
            UNION ALL
            SELECT 'age', 'purchases', floor(extract(epoch FROM dropship_now() - min(next_attempt_at))) FROM purchase
                WHERE state NOT IN ('delivered', 'cancelled', 'closed') AND next_attempt_at <= dropship_now()
            UNION ALL
            SELECT 'spend', 'today', amount FROM spend_day WHERE day = (dropship_now() AT TIME ZONE 'UTC')::date""";

    private final JdbcClient jdbc;

    FiguresTable(@Qualifier("intakeDataSource") DataSource database) {
        jdbc = JdbcClient.create(database);
    }

    Figures read() {
        Map<String, Map<String, BigDecimal>> read = new LinkedHashMap<>();
        jdbc.sql(SQL).query(row -> {
            BigDecimal value = row.getBigDecimal("value");
            read.computeIfAbsent(row.getString("figure"), figure -> new LinkedHashMap<>())
                    .put(row.getString("label"), value == null ? BigDecimal.ZERO : value);
        });
        Map<String, Long> purchases = new LinkedHashMap<>();
        PurchaseTable.STATES.forEach(state -> purchases.put(state, 0L));
        purchases.putAll(counts(read, "purchases"));
        Map<String, Long> messages = new LinkedHashMap<>(Map.of("new", 0L, "parked", 0L));
        messages.putAll(counts(read, "messages"));
        return new Figures(purchases, counts(read, "held"), messages, counts(read, "waiting"), counts(read, "age"),
                read.getOrDefault("spend", Map.of()).getOrDefault("today", BigDecimal.ZERO));
    }

    private static Map<String, Long> counts(Map<String, Map<String, BigDecimal>> read, String figure) {
        Map<String, Long> counts = new LinkedHashMap<>();
        read.getOrDefault(figure, Map.of()).forEach((label, value) -> counts.put(label, value.longValue()));
        return counts;
    }
}
