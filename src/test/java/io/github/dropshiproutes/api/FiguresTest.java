package io.github.dropshiproutes.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.support.TestClock;
import io.github.dropshiproutes.support.TestPostgres;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class FiguresTest extends ApiTestCase {

    private final TestClock clock = new TestClock(Instant.parse("2026-11-22T10:00:00Z"));
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @BeforeEach
    void aLittleOfEverything() {
        fill(jdbc);
    }

    private static void fill(JdbcClient jdbc) {
        PurchaseRow.in("planned").with("next_attempt_at", "dropship_now() - interval '90 seconds'").insert(jdbc);
        PurchaseRow.in("quoted").with("next_attempt_at", "dropship_now() + interval '1 hour'").insert(jdbc);
        PurchaseRow.in("delivered").with("next_attempt_at", "dropship_now() - interval '1 day'").insert(jdbc);
        PurchaseRow.heldFrom("placed").with("reason_code", "'MAX_ORDER_COST'").with("next_attempt_at", "NULL").insert(jdbc);
        PurchaseRow.heldFrom("placed").with("reason_code", "'MAX_ORDER_COST'").with("next_attempt_at", "NULL").insert(jdbc);
        jdbc.sql("""
                INSERT INTO inbox (message_key, source, body, state, next_attempt_at)
                VALUES ('a', 'shopify', '', 'new', dropship_now() - interval '30 seconds'), ('b', 'shopify', '', 'parked', dropship_now()),
                       ('c', 'shopify', '', 'parked', dropship_now()), ('d', 'shopify', '', 'done', dropship_now())""").update();
        jdbc.sql("""
                INSERT INTO privacy_request (message_id, shop, kind, state)
                VALUES (1, 'my-store.myshopify.com', 'customers/data_request', 'open'),
                       (2, 'my-store.myshopify.com', 'customers/redact', 'scrubbed')""").update();
        jdbc.sql("""
                INSERT INTO spend_day (day, amount) VALUES ((dropship_now() AT TIME ZONE 'UTC')::date, 12.30),
                    ((dropship_now() AT TIME ZONE 'UTC')::date - 1, 99)""").update();
    }

    @Test
    void theFiguresCountTheWalk() {
        JsonNode figures = get("/api/figures").body();

        assertThat(figures.path("purchases")).hasSize(12);
        assertThat(figures.path("purchases").path("held").asInt()).isEqualTo(2);
        assertThat(figures.path("purchases").path("paid").asInt()).isZero();
        assertThat(figures.path("held").path("MAX_ORDER_COST").asInt()).isEqualTo(2);
        assertThat(figures.path("messages").path("new").asInt()).isEqualTo(1);
        assertThat(figures.path("messages").path("parked").asInt()).isEqualTo(2);
        assertThat(figures.path("waiting").path("privacy_requests").asInt()).isEqualTo(1);
        assertThat(figures.path("waiting").path("price_changes").asInt()).isZero();
        assertThat(figures.path("backlog_age_seconds").path("messages").asLong()).isBetween(30L, 600L);
        assertThat(figures.path("backlog_age_seconds").path("purchases").asLong()).isBetween(90L, 600L);
        assertThat(figures.path("backlog_age_seconds").path("orders").asLong()).isZero();
        assertThat(figures.path("spend_today_usd").textValue()).isEqualTo("12.30");
    }

    @Test
    void theyAreGaugesForPrometheus() {
        send(request("/actuator/prometheus"));

        assertThat(send(request("/actuator/prometheus")).response().body()).contains("dropship_purchases{state=\"held\"}",
                "dropship_messages{state=\"parked\"}", "dropship_backlog_age_seconds{of=\"messages\"}", "dropship_spend_today_usd");
    }

    @Test
    void oneQueryServesTheGaugesForTenSeconds() {
        DataSource database = TestPostgres.dataSource(TestPostgres.freshDatabase());
        JdbcClient rows = JdbcClient.create(database);
        rows.sql("INSERT INTO shop (domain) VALUES ('my-store.myshopify.com')").update();
        fill(rows);
        new WalkMetrics(new FiguresTable(database), clock).bindTo(meters);
        assertThat(gauge("dropship.purchases", "state", "held")).isEqualTo(2);
        assertThat(gauge("dropship.held", "reason_code", "MAX_ORDER_COST")).isEqualTo(2);
        assertThat(meters.get("dropship.spend.today").gauge().value()).isEqualTo(12.3);

        rows.sql("UPDATE purchase SET reason_code = 'PRICE_CHANGED' WHERE state = 'held'").update();
        rows.sql("UPDATE inbox SET state = 'done'").update();
        clock.move(Duration.ofMillis(9_999));
        assertThat(gauge("dropship.messages", "state", "parked")).isEqualTo(2);
        clock.move(Duration.ofMillis(1));
        assertThat(gauge("dropship.messages", "state", "parked")).isZero();

        assertThat(gauge("dropship.held", "reason_code", "PRICE_CHANGED")).isEqualTo(2);
        assertThat(meters.find("dropship.held").tag("reason_code", "MAX_ORDER_COST").gauge()).isNull();
    }

    @Test
    void withoutADatabaseTheGaugesAreNotANumber() {
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        nowhere.setUrl("jdbc:postgresql://127.0.0.1:1/nowhere");
        new WalkMetrics(new FiguresTable(nowhere), clock).bindTo(meters);

        assertThat(gauge("dropship.purchases", "state", "held")).isNaN();
        assertThat(gauge("dropship.backlog.age", "of", "messages")).isNaN();
    }

    private double gauge(String name, String tag, String value) {
        return meters.get(name).tag(tag, value).gauge().value();
    }
}
