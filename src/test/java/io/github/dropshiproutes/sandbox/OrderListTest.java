package io.github.dropshiproutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The order list: newest first, in pages, filtered by status and by two kinds of date. */
class OrderListTest extends RunningSandbox {

    private final List<String> trades = new ArrayList<>();

    @BeforeEach
    void orderThreeAMinuteApart() throws Exception {
        for (int i = 0; i < 3; i++) {
            trades.add(alibaba.order("R-" + i));
            clock.move(Duration.ofMinutes(1));
        }
    }

    @Test
    void listsTheNewestFirstWithItsDates() throws Exception {
        JsonNode value = alibaba.post(SandboxClient.LIST, "role", "buyer").path("value");

        assertThat(ids(value)).containsExactly(trades.get(2), trades.get(1), trades.get(0));
        assertThat(value.path("total_count").asInt()).isEqualTo(3);
        assertThat(value.at("/order_list/2/create_date/timestamp").asText())
                .isEqualTo(String.valueOf(Instant.parse("2026-11-22T10:00:00Z").toEpochMilli()));
        assertThat(value.at("/order_list/2/create_date/format_date").asText()).isEqualTo("Nov. 22, 2026, 02:00:00 PST.");
    }

    @Test
    void pagesFromZero() throws Exception {
        assertThat(list("page_size", "2")).containsExactly(trades.get(2), trades.get(1));
        assertThat(list("page_size", "2", "start_page", "1")).containsExactly(trades.get(0));
        assertThat(list("page_size", "2", "start_page", "2")).isEmpty();
        assertThat(message(alibaba.post(SandboxClient.LIST, "role", "buyer", "page_size", "101"))).contains("page_size");
    }

    @Test
    void filtersByStatus() throws Exception {
        alibaba.pay(trades.get(1));

        assertThat(list("status", "unpay")).containsExactly(trades.get(2), trades.get(0));
        assertThat(list("status", "paid")).containsExactly(trades.get(1));
        assertThat(message(alibaba.post(SandboxClient.LIST, "role", "buyer", "status", "unpaid"))).contains("status");
    }

    @Test
    void filtersByCreationInMillisecondsOrInThePlatformsOwnTime() throws Exception {
        long second = Instant.parse("2026-11-22T10:01:00Z").toEpochMilli();

        assertThat(list("create_date_start", "{\"date_timestamp\":\"" + second + "\"}")).containsExactly(trades.get(2), trades.get(1));
        assertThat(list("create_date_end", "{\"date_timestamp\":\"" + (second - 1) + "\"}")).containsExactly(trades.get(0));
        assertThat(list("create_date_start", "{\"date_str\":\"2026-11-22 02:02:00\"}")).containsExactly(trades.get(2));
    }

    @Test
    void filtersByTheLastChange() throws Exception {
        Instant paidAt = clock.instant();
        alibaba.pay(trades.get(0));

        assertThat(list("modified_date_start", "{\"date_timestamp\":\"" + paidAt.toEpochMilli() + "\"}")).containsExactly(trades.get(0));
    }

    @Test
    void showsAChangeThatTimeAloneHasMade() throws Exception {
        alibaba.pay(trades.get(0));
        clock.move(Duration.ofSeconds(6));
        Instant delivered = clock.instant();
        clock.move(Duration.ofSeconds(1));

        assertThat(list("modified_date_start", "{\"date_timestamp\":\"" + delivered.toEpochMilli() + "\"}")).containsExactly(trades.get(0));
    }

    @Test
    void countsEveryChangeOfStatusAsAModification() throws Exception {
        Instant before = clock.instant();
        alibaba.post(SandboxClient.CANCEL, "trade_id", trades.get(0));
        sandbox.trades().force(trades.get(1), "frozen");
        clock.move(Duration.ofSeconds(1));
        Instant later = clock.instant();
        sandbox.faults().add(Fault.waiting(SandboxClient.PAY, FaultAction.PAYING, Duration.ofSeconds(10)).withReasonCode("50006"));
        alibaba.pay(trades.get(2));

        assertThat(list("modified_date_start", millis(before), "modified_date_end", millis(later.minusMillis(1))))
                .containsExactly(trades.get(1), trades.get(0));
        assertThat(list("modified_date_start", millis(later))).containsExactly(trades.get(2));
        clock.move(Duration.ofSeconds(11));
        assertThat(list("modified_date_start", millis(later.plusSeconds(10)), "status", "unpay")).containsExactly(trades.get(2));
    }

    @Test
    void prefersTheTextWhereBothFormsAreGivenAndKnowsSummerTime() throws Exception {
        String both = "{\"date_timestamp\":\"1764000000000\",\"date_str\":\"2026-11-22 02:02:00\"}";
        assertThat(list("create_date_start", both)).containsExactly(trades.get(2));

        clock.move(Duration.between(clock.instant(), Instant.parse("2027-07-01T12:00:00Z")));
        sandbox.tokens().restore();
        String summer = alibaba.order("R-summer");
        assertThat(list("create_date_start", "{\"date_str\":\"2027-07-01 05:00:00\"}")).containsExactly(summer);
        assertThat(list("create_date_start", "{\"date_str\":\"2027-07-01 05:00:01\"}")).isEmpty();
    }

    @Test
    void refusesDatesItCannotRead() throws Exception {
        for (String broken : new String[] {"{}", "{\"date_timestamp\":\"1764000000\"}", "{\"date_str\":\"2026-02-30 00:00:00\"}",
            "{\"date_string\":\"2026-11-22 00:00:00\"}", "2026-11-22"}) {
            assertThat(message(alibaba.post(SandboxClient.LIST, "role", "buyer", "create_date_start", broken))).as(broken)
                    .contains("create_date_start");
        }
    }

    @Test
    void keepsTheOrdersOfOtherAccountsToThem() throws Exception {
        String consent = sandbox.tokens().authorize("someone-else", "us");
        alibaba.accessToken = alibaba.post("/auth/token/create", "code", consent).path("access_token").asText();

        assertThat(list()).isEmpty();
        assertThat(code(alibaba.post(SandboxClient.GET, "e_trade_id", trades.get(0)))).isEqualTo("InvalidParameter");
    }

    private List<String> list(String... filters) throws Exception {
        List<String> parameters = new ArrayList<>(List.of("role", "buyer"));
        parameters.addAll(List.of(filters));
        return ids(alibaba.post(SandboxClient.LIST, parameters.toArray(new String[0])).path("value"));
    }

    private static String millis(Instant at) {
        return "{\"date_timestamp\":\"" + at.toEpochMilli() + "\"}";
    }

    private static List<String> ids(JsonNode value) {
        return value.path("order_list").findValuesAsText("trade_id");
    }
}
