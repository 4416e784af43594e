package io.github.dropshiproutes.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dropshiproutes.errors.CodeAtCall.Call;
import io.github.dropshiproutes.errors.CodeAtCall.Seen;
import io.github.dropshiproutes.support.StoppedTime;
import io.github.dropshiproutes.support.Walk;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every row of the error table that a supplier's answer can mean, at every call that an order makes with it: what becomes
 * of the purchase, and which calls were made. All orders walk at once, since time has to be moved for them anyway: a first
 * round; a second one after the longest first wait; a third one in which the attempts are used up; and at last one in which
 * the supplier is well again.
 */
class EveryCodeTest {

    /** The shipped table; its delays and hints are the measure here, what is done is written below. */
    private static final ErrorCatalogue TABLE = ErrorCatalogue.load(Path.of("routes", "errors", "error-codes.yaml"));

    /**
     * What must happen at freight, create and pay. {@code -} = no such answer to that call; {@code all} = every dispatch country
     * is asked first; {@code MX} = Mexico is asked first in the next quote; {@code next} = the next dispatch country is tried.
     */
    private static final String BEHAVIOURS = """
            all requotes     | requotes     | held         | 10010 10012 130602 4028
            all requotes MX  | requotes MX  | held         | 130608
            all held         | next held    | held         | 4016 4015 120019
            all held         | held         | -            | 400007 4027 10007 410006 130106 10005 PRODUCT_NOT_FOUND
            all waits        | next waits   | waits        | 130703 140004
            waits            | waits        | waits        | 130704
            held             | held         | -            | 430013 800022 110001 300000 4012 400
            held             | held         | held         | 480006
            requotes         | requotes     | held         | 430005
            waits            | unknown      | unknown      | 500 1000 2005
            -                | -            | by hand      | NEVER_PAY_SUCCESS_IN_DROPSHIPER 50006 PAY_FAILED
            -                | -            | settled      | ORDER_HAVE_PAID ORDER_STATUS_ERROR
            waits            | waits        | waits        | ApiCallLimit 7 HTTP_429 IllegalTimestamp HTTP_403
            -                | waits        | -            | AppCallLimit SellerCallLimit 901 InvalidTimestamp
            held             | held         | held         | IncompleteSignature InsufficientPermission
            -                | held         | -            | InvalidSignature MissingParameter InvalidParameter UnsupportedParamMapping
            -                | held         | -            | InvalidAppKey InvalidAppkey AppKeyNotExist AppNotSubscribed MissingPartner
            -                | held         | -            | AppWhiteIpLimit InvalidApiPath InvalidApi
            waits            | unknown      | unknown      | SYSTEM 15 CONNECTION_LOST HTTP_5XX UNREADABLE_ANSWER HTML_ANSWER
            -                | unknown      | -            | SystemError InternalError ServiceTimeout ServiceUnavailable
            -                | unknown      | unknown      | TIMEOUT
            held             | unknown      | unknown      | HTTP_4XX
            all undocumented | undocumented | undocumented | UNKNOWN
            """;

    /** Rows that no answer of a gateway to a signed call with a good token can mean, and the test that forces them. */
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            Map.entry("IllegalAccessToken", "RenewSupplierTokenTest"), Map.entry("InvalidAccessToken", "RenewSupplierTokenTest"),
            Map.entry("27", "RenewSupplierTokenTest"), Map.entry("HTTP_401", "RenewSupplierTokenTest"),
            Map.entry("IllegalRefreshToken", "RefreshSupplierTokenTest"), Map.entry("InvalidRefreshToken", "RefreshSupplierTokenTest"),
            Map.entry("InvalidCode", "RefreshSupplierTokenTest"), Map.entry("AUTH_TYPE_UNSUPPORTED", "RefreshSupplierTokenTest"),
            Map.entry("CONNECTION_REFUSED", "SendToSupplierTest"), Map.entry("LEASE_OVER", "SendToSupplierTest"),
            Map.entry("NO_ANSWER_VALUE", "AlibabaFindTest"));

    private static final List<CodeAtCall> CASES = cases();
    private static final List<Map<CodeAtCall, Seen>> ROUNDS = new ArrayList<>();
    private static List<String> untroubled;
    /** Orders that no code meets: one failing order must not stop another. */
    private static final int UNTROUBLED = 3;

    private static List<CodeAtCall> cases() {
        List<CodeAtCall> cases = new ArrayList<>();
        BEHAVIOURS.lines().forEach(line -> {
            String[] columns = line.split("\\|");
            for (String code : columns[3].strip().split(" ")) {
                for (Call call : Call.values()) {
                    String behaviour = columns[call.ordinal()].strip();
                    if (!behaviour.equals("-")) {
                        cases.add(new CodeAtCall(5000 + cases.size(), code, call, behaviour));
                    }
                }
            }
        });
        return List.copyOf(cases);
    }

    @BeforeAll
    static void walkThroughAllRounds() {
        Walk walk = Walk.shared();
        // All codes are met at once, and a ban of the one would keep the others from being met; CallBudgetsTest is about bans.
        walk.jdbc().sql("CREATE OR REPLACE FUNCTION keep_none() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'").update();
        walk.jdbc().sql("CREATE TRIGGER no_bans BEFORE INSERT ON call_ban FOR EACH ROW EXECUTE FUNCTION keep_none()").update();
        // Nor do points come back while time stands, and every order is read again before it is placed.
        walk.sandbox().shopify().plan(1_000_000, 1_000);
        try (StoppedTime time = new StoppedTime(walk)) {
            CASES.forEach(one -> walk.sandbox().faults().add(one.fault()));
            for (int i = 0; i < UNTROUBLED; i++) {
                walk.send("orders/paid", walk.order().name("#untroubled"));
            }
            CASES.forEach(one -> walk.send("orders/paid", one.order(walk)));
            round(walk, time, Duration.ZERO);
            untroubled = walk.jdbc().sql("SELECT state FROM purchase WHERE order_name = '#untroubled'").query(String.class).list();
            round(walk, time, Duration.ofMinutes(70));
            useUpAttempts(walk);
            round(walk, time, Duration.ofHours(25));
            walk.sandbox().faults().clear();
            // Three looks for an open outcome, then what was not found is made again.
            for (int i = 0; i < 2; i++) {
                time.move(Duration.ofMinutes(25));
                awaitQuiet(walk);
            }
            round(walk, time, Duration.ofMinutes(30));
        } finally {
            walk.jdbc().sql("DROP TRIGGER no_bans ON call_ban").update();
        }
    }

    @AfterAll
    static void forget() {
        ROUNDS.clear();
    }

    private static void round(Walk walk, StoppedTime time, Duration move) {
        time.move(move);
        awaitQuiet(walk);
        ROUNDS.add(CASES.stream().collect(Collectors.toMap(one -> one, one -> one.look(walk))));
    }

    private static void awaitQuiet(Walk walk) {
        await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(100)).until(() -> walk.jdbc().sql("""
                SELECT (SELECT count(*) FROM purchase) = :orders AND NOT EXISTS (SELECT 1 FROM inbox WHERE state = 'new')
                    AND NOT EXISTS (SELECT 1 FROM purchase WHERE next_attempt_at <= dropship_now() OR claimed_until IS NOT NULL)""")
                .param("orders", CASES.size() + UNTROUBLED).query(Boolean.class).single());
    }

    private static void useUpAttempts(Walk walk) {
        Map<String, Integer> limits = new HashMap<>();
        CASES.forEach(one -> limits.put("#" + one.number(), Math.min(row(one).backOff().attempts(), 1000)));
        limits.forEach((name, limit) -> walk.jdbc().sql("UPDATE purchase SET attempts = :limit WHERE order_name = :name AND attempts = 2")
                .param("limit", limit).param("name", name).update());
    }

    static Stream<CodeAtCall> everyCodeAtEveryCall() {
        return CASES.stream();
    }

    @Test
    void everyRowOfTheTableIsForcedSomewhere() {
        Set<String> inTable = TABLE.all().stream().filter(row -> Set.of("alibaba", "any").contains(row.supplier())).map(ErrorCode::code)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> tested = Stream.concat(CASES.stream().map(CodeAtCall::code), ELSEWHERE.keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(tested).isEqualTo(inTable);
    }

    @Test
    void ordersThatNoCodeMeetsWalkOn() {
        assertThat(untroubled).hasSize(UNTROUBLED).containsOnly("paid");
    }

    @ParameterizedTest
    @MethodSource("everyCodeAtEveryCall")
    void theFirstAnswerOfThatCodeIsActedOnAsTheTableSays(CodeAtCall one) {
        Seen seen = ROUNDS.get(0).get(one);
        assertThat(seen.freight()).isEqualTo(freightOfFirstRound(one));
        assertThat(seen.creates()).isEqualTo(createsOfFirstRound(one));
        assertThat(seen.pays()).isEqualTo(one.call() == Call.PAY ? 1 : 0);
        assertShows(one, seen);
        switch (behaviour(one)) {
            case "held" -> assertHeld(one, seen, unspent(one));
            case "by hand" -> {
                assertHeld(one, seen, "placed");
                assertThat(seen.value("pay_url")).asString().startsWith("https://");
            }
            case "undocumented" -> assertHeld(one, seen, one.call() == Call.FREIGHT ? "planned" : "unknown");
            case "waits" -> assertWaits(one, seen, waitingState(one), 0);
            case "requotes" -> assertWaits(one, seen, "planned", 0);
            case "unknown" -> assertUnknown(one, seen);
            default -> assertThat(behaviour(one)).isEqualTo("settled");
        }
    }

    private static String behaviour(CodeAtCall one) {
        return one.behaviour().replaceAll("^(all|next) | MX$", "");
    }

    private static ErrorCode row(CodeAtCall one) {
        return TABLE.find("alibaba", one.code());
    }

    private static List<String> freightOfFirstRound(CodeAtCall one) {
        boolean everywhere = one.behaviour().startsWith("all") || one.behaviour().startsWith("next");
        // A lost connection of a reading call is tried again after each of the three short waits.
        int times = one.call() == Call.FREIGHT && one.code().equals("CONNECTION_LOST") ? 4 : 1;
        return everywhere ? List.of("CN", "US", "MX") : java.util.Collections.nCopies(times, "CN");
    }

    private static int createsOfFirstRound(CodeAtCall one) {
        return one.call() == Call.FREIGHT ? 0 : one.behaviour().startsWith("next") ? 3 : 1;
    }

    private static void assertShows(CodeAtCall one, Seen seen) {
        if (behaviour(one).equals("settled")) {
            return;
        }
        assertThat(seen.value("reason_code")).isEqualTo(one.shownCode());
        if (one.code().equals("UNKNOWN")) {
            assertThat(seen.value("reason")).asString().startsWith("said the supplier");
        } else {
            assertThat(seen.value("reason")).asString().startsWith(row(one).meaning().replaceFirst("\\.$", ""));
        }
    }

    private static void assertHeld(CodeAtCall one, Seen seen, String from) {
        assertThat(seen.value("state")).isEqualTo("held");
        assertThat(seen.value("held_from")).isEqualTo(from);
        assertThat(seen.value("hint")).isEqualTo(row(one).hint());
    }

    private static void assertWaits(CodeAtCall one, Seen seen, String state, int attemptsBefore) {
        BackOff backOff = row(one).backOff();
        assertThat(seen.value("state")).isEqualTo(state);
        assertThat(seen.value("attempts")).isEqualTo(attemptsBefore + 1);
        assertThat(seen.value("hint")).isEqualTo(row(one).hint());
        assertThat((BigDecimal) seen.value("waits")).isBetween(seconds(backOff.delay(attemptsBefore, 0)), seconds(backOff.delay(attemptsBefore, 1)));
    }

    private static void assertUnknown(CodeAtCall one, Seen seen) {
        assertThat(seen.value("state")).isEqualTo("unknown");
        assertThat(seen.value("intent")).isEqualTo(one.call() == Call.CREATE ? "create" : "pay");
        assertThat((BigDecimal) seen.value("waits")).isEqualByComparingTo("10");
    }

    /** @return the position before the call that was refused */
    private static String unspent(CodeAtCall one) {
        // Where the next country was to be asked, it is a quote that ends in being held.
        return switch (one.call()) {
            case FREIGHT -> "planned";
            case CREATE -> one.behaviour().startsWith("next") ? "planned" : "quoted";
            case PAY -> "placed";
        };
    }

    private static String waitingState(CodeAtCall one) {
        return unspent(one);
    }

    private static BigDecimal seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3);
    }

    @ParameterizedTest
    @MethodSource("everyCodeAtEveryCall")
    void theSecondAnswerWaitsLongerAndWhatIsHeldStaysSo(CodeAtCall one) {
        Seen first = ROUNDS.get(0).get(one);
        Seen second = ROUNDS.get(1).get(one);
        switch (behaviour(one)) {
            case "waits", "requotes" -> {
                assertShows(one, second);
                assertWaits(one, second, behaviour(one).equals("waits") ? waitingState(one) : "planned", 1);
                assertThat(second.creates()).isEqualTo(2 * first.creates() - (one.call() == Call.PAY ? 1 : 0));
                assertThat(second.pays()).isEqualTo(2 * first.pays());
                if (one.behaviour().endsWith("MX")) {
                    assertThat(second.freight().get(first.freight().size())).isEqualTo("MX");
                }
            }
            case "held", "by hand", "undocumented" -> {
                assertThat(second.value("state")).isEqualTo("held");
                assertThat(second.creates()).isEqualTo(first.creates());
                assertThat(second.pays()).isEqualTo(first.pays());
            }
            default -> {
                assertThat(second.creates()).isEqualTo(1);
                assertThat(second.pays()).isLessThanOrEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everyCodeAtEveryCall")
    void whenTheAttemptsAreUsedUpAPersonIsAskedWithTheHint(CodeAtCall one) {
        Seen third = ROUNDS.get(2).get(one);
        boolean unlimited = row(one).backOff().attempts() == Integer.MAX_VALUE;
        switch (behaviour(one)) {
            case "waits", "requotes" -> {
                assertShows(one, third);
                if (unlimited) {
                    assertWaits(one, third, waitingState(one), 1000);
                } else {
                    assertHeld(one, third, unspent(one));
                }
            }
            default -> assertThat(third.creates()).isLessThanOrEqualTo(ROUNDS.get(1).get(one).creates());
        }
    }

    @ParameterizedTest
    @MethodSource("everyCodeAtEveryCall")
    void nothingIsEverBoughtOrPaidTwice(CodeAtCall one) {
        Seen last = ROUNDS.get(3).get(one);
        assertThat(last.bought()).isLessThanOrEqualTo(1);
        assertThat(last.paid()).isLessThanOrEqualTo(1);
        if (Arrays.asList("unknown", "settled").contains(behaviour(one)) || row(one).kind() == ErrorClass.THROTTLED) {
            assertThat(last.value("state")).isIn("paid", "shipped", "delivered");
            assertThat(last.bought()).isEqualTo(1);
            assertThat(last.paid()).isEqualTo(1);
        }
    }
}
