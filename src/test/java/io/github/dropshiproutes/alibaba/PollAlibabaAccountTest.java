package io.github.dropshiproutes.alibaba;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.suppliers.GatewayRecorder;
import io.github.dropshiproutes.suppliers.Wire;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One poll of one account: every page or nothing, and the cursor only with what it stands for. */
class PollAlibabaAccountTest {

    private static final ZoneId LOS_ANGELES = ZoneId.of("America/Los_Angeles");

    private final Wire wire = Wire.shared();

    @BeforeEach
    void neverPolled() {
        sql("TRUNCATE foreign_trade");
        sql("UPDATE account SET state = 'connected', poll_cursor = NULL, next_poll_at = dropship_now(), poll_throttles = 0,"
                + " poll_claim_id = NULL, poll_claimed_until = NULL");
    }

    private int sql(String statement, Object... parameters) {
        return wire.walk().jdbc().sql(statement).params(parameters).update();
    }

    private Map<String, Object> account() {
        return wire.walk().jdbc().sql("""
                SELECT *, extract(epoch FROM next_poll_at - dropship_now())::int AS due_in FROM account
                WHERE supplier = 'alibaba'""").query().singleRow();
    }

    private List<String> foreign() {
        return wire.walk().jdbc().sql("SELECT trade_id FROM foreign_trade ORDER BY length(trade_id), trade_id").query(String.class).list();
    }

    private List<?> claim() {
        Exchange exchange = new DefaultExchange(wire.walk().camel());
        exchange.setVariable("environment", "production");
        wire.walk().camel().createProducerTemplate().send("sql:classpath:sql/claim-account-polls.sql", exchange);
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage().getBody(List.class);
    }

    /** Claims the account and polls it. */
    private void poll(GatewayRecorder.Answer... answers) {
        wire.gateway().answer(answers);
        List<?> claimed = claim();
        assertThat(claimed).hasSize(1);
        Exchange exchange = wire.walk().camel().createProducerTemplate().send("direct:poll-alibaba-account",
                it -> it.getMessage().setBody(claimed.get(0)));
        assertThat(exchange.getException()).isNull();
    }

    private void poll(String... answers) {
        poll(Arrays.stream(answers).map(GatewayRecorder::json).toArray(GatewayRecorder.Answer[]::new));
    }

    private static String page(String total, int first, int last) {
        return "{\"code\":\"0\",\"value\":{" + (total == null ? "" : "\"total_count\":" + total + ",") + "\"order_list\":["
                + IntStream.rangeClosed(first, last).mapToObj(id -> "{\"trade_id\":\"" + id + "\",\"trade_status\":\"unpay\","
                        + "\"create_date\":{\"timestamp\":\"1754021376000\"},\"modify_date\":{\"timestamp\":1754021377000}}")
                        .collect(Collectors.joining(",")) + "]}}";
    }

    private JsonNode since(int request) {
        return Asked.json(wire.gateway().requests().get(request).parameters().get("modified_date_start"));
    }

    @Test
    void theFirstPollReachesBackADayAndTheNextOneOverlaps() {
        Instant before = wire.walk().now();
        poll("{\"code\":\"0\",\"value\":{\"total_count\":0}}");

        assertThat(Instant.ofEpochMilli(since(0).get("date_timestamp").asLong()))
                .isBetween(before.minus(Duration.ofHours(24)).minusSeconds(5), before.minus(Duration.ofHours(24)).plusSeconds(5));
        assertThat(wire.gateway().requests().get(0).parameters()).containsEntry("role", "buyer").containsEntry("start_page", "0")
                .containsEntry("page_size", "100").doesNotContainKey("create_date_start");
        Instant cursor = ((Timestamp) account().get("poll_cursor")).toInstant();
        assertThat(cursor).isBetween(before.minusSeconds(5), before.plusSeconds(5));

        sql("UPDATE account SET next_poll_at = dropship_now()");
        poll("{\"code\":\"0\",\"value\":{\"total_count\":0}}");

        assertThat(Instant.ofEpochMilli(since(0).get("date_timestamp").asLong())).isEqualTo(cursor.minus(Duration.ofMinutes(5))
                .truncatedTo(ChronoUnit.MILLIS));
    }

    @ParameterizedTest
    @CsvSource({"2026-07-01T12:00:00Z, 2026-07-01 04:55:00", "2026-12-01T12:00:00Z, 2026-12-01 03:55:00",
        // Summer time begins: 02:00 to 03:00 does not exist.
        "2026-03-08T10:05:00Z, 2026-03-08 03:00:00",
        // It ends: 01:00 to 02:00 comes twice, so the text names the moment before.
        "2026-11-01T08:35:00Z, 2026-11-01 00:59:59", "2026-11-01T09:35:00Z, 2026-11-01 00:59:59",
        "2026-11-01T10:06:00Z, 2026-11-01 02:01:00"})
    void bothFormsOfTheDateMeanTheSameTimeInLosAngeles(Instant cursor, String text) {
        sql("UPDATE account SET poll_cursor = CAST(? AS timestamptz)", cursor.toString());
        poll("{\"code\":\"0\",\"value\":{\"total_count\":0}}");

        assertThat(since(0).get("date_str").asText()).isEqualTo(text);
        Instant asked = Instant.ofEpochMilli(since(0).get("date_timestamp").asLong());
        assertThat(asked).isBeforeOrEqualTo(cursor.minus(Duration.ofMinutes(5)));
        assertThat(LocalDateTime.ofInstant(asked, LOS_ANGELES).format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss"))).isEqualTo(text);
    }

    @Test
    void aFullPageThatIsTheLastOneIsFollowedByNone() {
        poll(page("100", 1, 100));

        assertThat(foreign()).hasSize(100);
        assertThat(wire.gateway().requests()).hasSize(1);
    }

    @Test
    void everyPageIsReadAndAnOrderThatMovedToTheNextOneCountsOnce() {
        poll(page("\"201\"", 1, 100), page("\"201\"", 100, 199), page("\"201\"", 200, 201));

        assertThat(foreign()).hasSize(201);
        assertThat(wire.gateway().requests()).extracting(request -> request.parameters().get("start_page")).containsExactly("0", "1", "2");
        assertThat(account()).containsEntry("poll_claim_id", null);
    }

    @Test
    void withoutATotalAShortPageIsTheLastOne() {
        poll(page(null, 1, 100), page(null, 101, 105));

        assertThat(foreign()).hasSize(105);
    }

    @Test
    void whatIsKnownOfAnOrderIsKept() {
        poll(page("1", 7, 7));

        Map<String, Object> row = wire.walk().jdbc().sql("SELECT * FROM foreign_trade").query().singleRow();
        assertThat(row).containsEntry("trade_id", "7").containsEntry("status", "unpay").containsEntry("source", "poll")
                .containsEntry("account_id", "alibaba-production").containsEntry("environment", "production");
        assertThat(((Timestamp) row.get("created_at")).toInstant()).isEqualTo(Instant.ofEpochMilli(1754021376000L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"code\":\"0\"}", "{\"code\":\"0\",\"value\":{}}", "{\"code\":\"0\",\"value\":{\"total_count\":\"5\"}}",
        "{\"code\":\"0\",\"value\":{\"total_count\":\"1\",\"order_list\":[{\"trade_id\":\"a b\"}]}}",
        "{\"code\":\"0\",\"value\":{\"total_count\":\"1\",\"order_list\":[{\"trade_status\":\"unpay\"}]}}", "<html>blocked</html>",
        "{\"type\":\"ISP\",\"code\":\"ServiceUnavailable\",\"message\":\"down\"}"})
    void aPollThatFailsKeepsNothingAndComesAgainAfterTheUsualInterval(String answer) {
        sql("UPDATE account SET poll_cursor = TIMESTAMPTZ '2026-11-01T00:00:00Z'");
        poll(page("2", 1, 1), answer);

        assertThat(foreign()).isEmpty();
        assertThat(((Timestamp) account().get("poll_cursor")).toInstant()).isEqualTo(Instant.parse("2026-11-01T00:00:00Z"));
        assertThat(account()).containsEntry("poll_claim_id", null).containsEntry("poll_throttles", 0);
        // The interval of these tests, in seconds.
        assertThat((Integer) account().get("due_in")).isBetween(3650 * 86_400 - 60, 3650 * 86_400);
    }

    @Test
    void aListThatRepeatsItselfIsAFailure() {
        poll(page("200", 1, 100), page("200", 1, 100));

        assertThat(foreign()).isEmpty();
        assertThat(account()).containsEntry("poll_cursor", null);
    }

    @Test
    void aWorkerThatLostItsClaimStopsAndKeepsNothing() {
        GatewayRecorder.Answer first = GatewayRecorder.json(page("200", 1, 100));
        poll((out, closing) -> {
            sql("UPDATE account SET poll_claim_id = gen_random_uuid()");
            first.write(out, closing);
        }, GatewayRecorder.json(page("200", 101, 200)));

        assertThat(wire.gateway().requests()).hasSize(1);
        assertThat(foreign()).isEmpty();
        assertThat(account()).containsEntry("poll_cursor", null);
        assertThat(account().get("poll_claim_id")).isNotNull();
    }

    @Test
    void theClaimIsRenewedWithEveryPageSoThatNobodyElsePollsMeanwhile() {
        List<Object> meanwhile = new CopyOnWriteArrayList<>();
        GatewayRecorder.Answer first = GatewayRecorder.json(page("150", 1, 100));
        GatewayRecorder.Answer second = GatewayRecorder.json(page("150", 101, 150));
        poll((out, closing) -> {
            meanwhile.add(claim());
            // The lease is nearly over.
            sql("UPDATE account SET poll_claimed_until = dropship_now() + interval '1 second'");
            first.write(out, closing);
        }, (out, closing) -> {
            meanwhile.add(account().get("poll_claimed_until"));
            meanwhile.add(claim());
            second.write(out, closing);
        });

        assertThat(foreign()).hasSize(150);
        assertThat(meanwhile).hasSize(3).first().isEqualTo(List.of());
        assertThat(meanwhile.get(2)).isEqualTo(List.of());
        assertThat(((Timestamp) meanwhile.get(1)).toInstant()).isAfter(wire.walk().now().plusSeconds(120));
    }

    @Test
    void anAccountThatIsNotConnectedOrNotOfThisEnvironmentIsNotPolled() {
        sql("UPDATE account SET state = 'needs_authorisation'");
        assertThat(claim()).isEmpty();
        sql("UPDATE account SET state = 'connected', environment = 'sandbox'");
        assertThat(claim()).isEmpty();

        sql("UPDATE account SET environment = 'production'");
        assertThat(claim()).hasSize(1);
    }

    @Test
    void anAccountIsClaimedOnceHoweverManyAsk() {
        List<?> claims = IntStream.range(0, 16).parallel().boxed().flatMap(worker -> claim().stream()).toList();

        assertThat(claims).hasSize(1);
        assertThat(claim()).isEmpty();
        sql("UPDATE account SET poll_claimed_until = dropship_now() - interval '1 second'");
        assertThat(claim()).hasSize(1);
    }
}
