package io.github.dropshiproutes.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.support.FreshHouse;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PurchaseActionsTest extends ApiTestCase {

    private static final String GUARD = "'MAX_ORDER_COST'";

    /** Where a purchase may stand, and every action that is allowed there; all others are refused. */
    private static final Map<String, Situation> SITUATIONS = situations();

    private record Situation(Supplier<PurchaseRow> row, List<String> allowed) {
    }

    private static Map<String, Situation> situations() {
        Map<String, Situation> all = new LinkedHashMap<>();
        add(all, "planned", () -> PurchaseRow.in("planned"), "requote", "cancel", "link");
        add(all, "planned, waiting after a failure", () -> waiting("planned"), "retry", "requote", "cancel", "link");
        add(all, "quoted", () -> PurchaseRow.in("quoted"), "requote", "cancel", "link");
        add(all, "quoted, waiting after a failure", () -> waiting("quoted"), "retry", "requote", "cancel", "link");
        add(all, "placing", () -> PurchaseRow.in("placing").with("intent", "'create'"));
        add(all, "placed", () -> PurchaseRow.in("placed").withTrade("t1"), "cancel", "mark-paid");
        add(all, "placed, waiting after a failure", () -> waiting("placed").withTrade("t1"), "retry", "cancel", "mark-paid");
        add(all, "being cancelled", () -> PurchaseRow.in("placed").with("cancelling", "true").withTrade("t1"), "cancel");
        add(all, "paying", () -> PurchaseRow.in("paying").with("intent", "'pay'").withTrade("t1"));
        add(all, "paying, being verified", () -> PurchaseRow.in("paying").withTrade("t1"));
        add(all, "paid", () -> PurchaseRow.in("paid").withTrade("t1"));
        add(all, "shipped", () -> PurchaseRow.in("shipped").withTrade("t1"));
        add(all, "delivered", () -> PurchaseRow.in("delivered").withTrade("t1"));
        add(all, "unknown creation", () -> PurchaseRow.in("unknown").with("intent", "'create'"), "link", "not-placed");
        add(all, "unknown payment", () -> PurchaseRow.in("unknown").with("intent", "'pay'").withTrade("t1"), "not-placed");
        add(all, "held from planned", () -> PurchaseRow.heldFrom("planned"), "retry", "requote", "cancel", "link");
        add(all, "held for its address", () -> PurchaseRow.heldFrom("planned").with("reason_code", "'ADDRESS_INCOMPLETE'"),
                "cancel", "link");
        add(all, "held from quoted", () -> PurchaseRow.heldFrom("quoted"), "retry", "requote", "cancel", "link");
        add(all, "held by a guard from quoted", () -> PurchaseRow.heldFrom("quoted").with("reason_code", GUARD)
                .with("quoted_total", "12.5"), "retry", "requote", "approve", "cancel", "link");
        add(all, "held by a guard without a total", () -> PurchaseRow.heldFrom("quoted").with("reason_code", GUARD),
                "retry", "requote", "cancel", "link");
        add(all, "held from placed", () -> PurchaseRow.heldFrom("placed").withTrade("t1"), "retry", "cancel", "mark-paid");
        add(all, "held by a guard from placed", () -> PurchaseRow.heldFrom("placed").with("reason_code", GUARD).with("actual_total", "13")
                .withTrade("t1"), "retry", "approve", "cancel", "mark-paid");
        add(all, "held while being cancelled", () -> PurchaseRow.heldFrom("placed").with("cancelling", "true").with("reason_code", GUARD)
                .with("actual_total", "13").withTrade("t1"), "cancel");
        add(all, "held from paying", () -> PurchaseRow.heldFrom("paying").withTrade("t1"), "retry");
        add(all, "held from paid", () -> PurchaseRow.heldFrom("paid").withTrade("t1"), "retry");
        add(all, "held from an unknown creation", () -> PurchaseRow.heldFrom("unknown").with("intent", "'create'"),
                "retry", "link", "not-placed");
        add(all, "held from an unknown payment", () -> PurchaseRow.heldFrom("unknown").with("intent", "'pay'").withTrade("t1"),
                "retry", "mark-paid", "not-placed");
        add(all, "cancelled", () -> PurchaseRow.in("cancelled"), "retry");
        add(all, "cancelled and bought anew", () -> PurchaseRow.in("cancelled").with("counts", "false"));
        add(all, "closed", () -> PurchaseRow.in("closed").withTrade("t1"), "retry");
        return all;
    }

    private static void add(Map<String, Situation> all, String name, Supplier<PurchaseRow> row, String... allowed) {
        all.put(name, new Situation(row, List.of(allowed)));
    }

    private static PurchaseRow waiting(String state) {
        return PurchaseRow.in(state).with("reason_code", "'130704'").with("next_attempt_at", "dropship_now() + interval '1 hour'");
    }

    static Stream<String> names() {
        return SITUATIONS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void eachActionIsAllowedExactlyWhereItFits(String name) {
        Situation situation = SITUATIONS.get(name);
        for (PurchaseAction action : PurchaseAction.values()) {
            jdbc.sql("TRUNCATE trade").update();
            String id = situation.row().get().with("claim_id", "gen_random_uuid()")
                    .with("claimed_until", "dropship_now() + interval '1 minute'").insert(jdbc);
            String before = row(id);

            assertThat(texts(get("/api/orders/" + id).body().path("actions"))).as(name).isEqualTo(situation.allowed());
            String body = action == PurchaseAction.LINK ? "{\"trade_ids\":[\"t2\"]}" : "";
            Answer answer = post("/api/orders/" + id + "/" + action.path(), body);

            if (situation.allowed().contains(action.path())) {
                assertThat(answer.status()).as(name + " " + action + answer.body()).isEqualTo(200);
                assertThat(answer.text("id")).isEqualTo(id);
                assertThat(jdbc.sql("SELECT claim_id IS NULL AND claimed_until IS NULL FROM purchase WHERE id = :id").param("id", id)
                        .query(Boolean.class).single()).as(name + " " + action + " fences the worker out").isTrue();
            } else {
                isProblem(answer, 409, action.path() + " does not fit", "Possible now:");
                assertThat(texts(answer.body().path("actions"))).isEqualTo(situation.allowed());
                assertThat(row(id)).as(name + " " + action + " leaves the row alone").isEqualTo(before);
            }
        }
    }

    @Test
    void retryTakesAHeldPurchaseBackToWhereItStoodAndTriesAtOnce() {
        String id = PurchaseRow.heldFrom("quoted").with("attempts", "5").with("next_attempt_at", "NULL").with("reason", "'why'")
                .with("hint", "'do'").insert(jdbc);

        JsonNode purchase = post("/api/orders/" + id + "/retry").body();

        assertThat(purchase.path("state").asText()).isEqualTo("quoted");
        assertThat(purchase.path("attempts").asInt()).isZero();
        assertThat(List.of(purchase.path("held_from"), purchase.path("reason_code"), purchase.path("reason"), purchase.path("hint")))
                .allMatch(JsonNode::isNull);
        assertThat(dueNow(id)).isTrue();
    }

    @Test
    void retryOfAPurchaseThatStandsUnpaidHasItsShopifyOrderLookedAtBeforeMoneyMoves() {
        String id = PurchaseRow.heldFrom("placed").with("reason_code", "'CANCEL_REFUSED'").withTrade("t1").insert(jdbc);

        assertThat(post("/api/orders/" + id + "/retry").text("state")).isEqualTo("placed");

        assertThat(flag(id, "reconsider")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"'create', false", "'pay', true", "NULL, true", "NULL, false"})
    void retryOfOneHeldFromUnknownAsksTheSupplierFirst(String intent, boolean traded) {
        PurchaseRow row = PurchaseRow.heldFrom("unknown").with("intent", intent.equals("NULL") ? "NULL" : "'" + intent + "'");
        String id = (traded ? row.withTrade("t1") : row).insert(jdbc);

        assertThat(post("/api/orders/" + id + "/retry").text("state")).isEqualTo("unknown");

        assertThat(column(id, "intent")).isEqualTo(traded ? "pay" : "create");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cancelled", "closed"})
    void retryOfWhatIsOverHasItsPiecesPlannedAnewOnce(String state) {
        String id = PurchaseRow.in(state).with("reason_code", "'CLOSED_BY_SUPPLIER'").insert(jdbc);

        assertThat(post("/api/orders/" + id + "/retry").text("state")).isEqualTo(state);
        assertThat(flag(id, "counts")).isFalse();
        assertThat(replanned(id)).isTrue();

        isProblem(post("/api/orders/" + id + "/retry"), 409, "the purchase is " + state);
    }

    @Test
    void fiftyRetriesAtOnceFreeThePiecesOnce() {
        String id = PurchaseRow.in("cancelled").insert(jdbc);

        List<CompletableFuture<Integer>> retries = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            retries.add(client.sendAsync(request("/api/orders/" + id + "/retry").POST(BodyPublishers.noBody()).build(),
                    java.net.http.HttpResponse.BodyHandlers.discarding()).thenApply(java.net.http.HttpResponse::statusCode));
        }

        assertThat(retries.stream().map(CompletableFuture::join)).containsOnlyOnce(200).allMatch(status -> status == 200 || status == 409);
    }

    @Test
    void requoteForgetsWhatWasExcludedAndApproved() {
        String id = PurchaseRow.in("quoted").with("excluded_dispatch", "'{CN,US}'").with("approved_total", "10").with("quoted_at",
                "dropship_now()").with("preferred_dispatch", "'MX'").insert(jdbc);

        assertThat(post("/api/orders/" + id + "/requote").text("state")).isEqualTo("planned");

        assertThat(jdbc.sql("""
                SELECT excluded_dispatch = '{}' AND approved_total IS NULL AND quoted_at IS NULL AND preferred_dispatch IS NULL
                FROM purchase WHERE id = :id""").param("id", id).query(Boolean.class).single()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"MAX_ORDER_COST", "MAX_DAILY_COST", "MARGIN_TOO_SMALL", "PRICE_CHANGED"})
    void approveCoversExactlyTheTotalThatIsShown(String guard) {
        String id = PurchaseRow.heldFrom("placed").with("reason_code", "'" + guard + "'").with("quoted_total", "10").with("actual_total",
                "12.50").withTrade("t1").insert(jdbc);

        Answer answer = post("/api/orders/" + id + "/approve", "{\"total\": \"12.5\"}");

        assertThat(answer.text("state")).isEqualTo("placed");
        assertThat(answer.text("approved_total")).isEqualTo("12.50");
    }

    @Test
    void approveOfAnotherTotalIsRefusedAndChangesNothing() {
        String id = PurchaseRow.heldFrom("quoted").with("reason_code", GUARD).with("quoted_total", "12.51").insert(jdbc);
        String before = row(id);

        isProblem(post("/api/orders/" + id + "/approve", "{\"total\": \"12.50\"}"), 409, "The total is 12.51 USD, not 12.50");

        assertThat(row(id)).isEqualTo(before);
        assertThat(steps(id)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"planned", "quoted"})
    void cancelOfWhatIsNotPlacedEndsItAndBuysNothingByItself(String state) {
        String id = PurchaseRow.in(state).insert(jdbc);

        Answer answer = post("/api/orders/" + id + "/cancel");

        assertThat(answer.text("state")).isEqualTo("cancelled");
        assertThat(answer.text("reason_code")).isEqualTo("CANCELLED_BY_OPERATOR");
        assertThat(answer.text("hint")).contains("retry");
        assertThat(answer.text("next_attempt_at")).isNull();
        assertThat(flag(id, "counts")).isTrue();
        assertThat(replanned(id)).isFalse();
    }

    @Test
    void cancelOfWhatStandsAtTheSupplierIsLeftToTheStageThatCancels() {
        String id = PurchaseRow.in("placed").withTrade("t1").insert(jdbc);

        Answer answer = post("/api/orders/" + id + "/cancel");

        assertThat(answer.body().path("cancelling").asBoolean()).isTrue();
        assertThat(answer.text("reason_code")).isEqualTo("CANCELLED_BY_OPERATOR");
        assertThat(dueNow(id)).isTrue();
        // The stage claims what is placed or held; held, a failure of its call leaves the reason alone (sql/wait.sql).
        assertThat(answer.text("state")).isEqualTo("held");
        assertThat(answer.text("held_from")).isEqualTo("placed");
    }

    @Test
    void markPaidTakesAPersonsWordAndLetsTheParcelBeTracked() {
        String id = PurchaseRow.heldFrom("placed").with("reason_code", "'PAY_BY_HAND'").withTrade("t1").insert(jdbc);

        Answer answer = post("/api/orders/" + id + "/mark-paid");

        assertThat(answer.text("state")).isEqualTo("paid");
        assertThat(answer.text("paid_at")).isNotNull();
        assertThat(dueNow(id)).isTrue();
    }

    @Test
    void linkGivesAnUnknownPurchaseItsTradesInTheirOrder() {
        String id = PurchaseRow.in("unknown").with("intent", "'create'").insert(jdbc);

        Answer answer = post("/api/orders/" + id + "/link", "{\"trade_ids\": [\"234193410001028893\", \"1_a-B\"]}");

        assertThat(answer.text("state")).isEqualTo("placed");
        assertThat(texts(answer.body().path("trade_ids"))).containsExactly("234193410001028893", "1_a-B");
        assertThat(answer.text("pay_url")).endsWith("=234193410001028893");
        assertThat(column(id, "intent")).isNull();
        assertThat(dueNow(id)).isTrue();
    }

    @Test
    void aTradeOfAnotherPurchaseIsNotLinked() {
        PurchaseRow.in("paid").withTrade("234").insert(jdbc);
        String id = PurchaseRow.in("unknown").with("intent", "'create'").insert(jdbc);
        String before = row(id);

        isProblem(post("/api/orders/" + id + "/link", "{\"trade_ids\": [\"235\", \"234\"]}"), 409, "belongs to a purchase already");

        assertThat(row(id)).isEqualTo(before);
        assertThat(jdbc.sql("SELECT count(*) FROM trade").query(Long.class).single()).isEqualTo(1);
    }

    @Test
    void theSameTradeIsLinkedToOneOfManyPurchasesThatAskAtOnce() {
        List<String> ids = Stream.generate(() -> PurchaseRow.in("unknown").with("intent", "'create'").insert(jdbc)).limit(20).toList();

        List<Integer> statuses = ids.parallelStream()
                .map(id -> post("/api/orders/" + id + "/link", "{\"trade_ids\": [\"777\"]}").status()).toList();

        assertThat(statuses).containsOnlyOnce(200).allMatch(status -> status == 200 || status == 409);
    }

    @Test
    void notPlacedSettlesAnUnknownCreationBackToQuoted() {
        String id = PurchaseRow.heldFrom("unknown").with("intent", "'create'").with("looks", "3").insert(jdbc);

        assertThat(post("/api/orders/" + id + "/not-placed").text("state")).isEqualTo("quoted");

        assertThat(column(id, "intent")).isNull();
        assertThat(column(id, "looks")).isEqualTo("0");
    }

    @Test
    void notPlacedSettlesAnUnknownPaymentBackToPlaced() {
        String id = PurchaseRow.in("unknown").with("intent", "'pay'").withTrade("t1").insert(jdbc);

        assertThat(post("/api/orders/" + id + "/not-placed").text("state")).isEqualTo("placed");

        assertThat(column(id, "intent")).isNull();
    }

    @Test
    void theTimelineSaysWhatWasDoneAndByWhom() {
        String id = PurchaseRow.heldFrom("quoted").with("what", "'held: no money'").insert(jdbc);
        HttpClient browser = signedIn(FreshHouse.USERNAME, FreshHouse.PASSWORD);

        send(browser, HttpRequest.newBuilder(uri("/api/orders/" + id + "/retry")).header("X-XSRF-TOKEN", token(browser))
                .POST(BodyPublishers.noBody()));
        post("/api/orders/" + id + "/cancel");

        assertThat(steps(id)).extracting(step -> step.path("from").asText(), step -> step.path("to").asText(),
                step -> step.path("what").asText()).containsExactly(tuple("null", "held", "held: no money"),
                tuple("held", "quoted", "retried by ada"), tuple("quoted", "cancelled", "cancelled by api-key"));
    }

    @Test
    void aViewerAndAForeignPageMayNotAct() {
        String id = PurchaseRow.heldFrom("quoted").insert(jdbc);
        HttpClient viewer = signedIn("vera", "viewing");
        HttpClient admin = signedIn(FreshHouse.USERNAME, FreshHouse.PASSWORD);

        isProblem(send(viewer, HttpRequest.newBuilder(uri("/api/orders/" + id + "/retry")).header("X-XSRF-TOKEN", token(viewer))
                .POST(BodyPublishers.noBody())), 403, "role");
        isProblem(send(admin, HttpRequest.newBuilder(uri("/api/orders/" + id + "/retry")).POST(BodyPublishers.noBody())), 403,
                "X-XSRF-TOKEN");

        assertThat(send(viewer, HttpRequest.newBuilder(uri("/api/orders/" + id))).text("state")).isEqualTo("held");
    }

    @Test
    void anUnknownPurchaseIsNotFoundWhateverIsAskedOfIt() {
        for (PurchaseAction action : PurchaseAction.values()) {
            String body = action == PurchaseAction.LINK ? "{\"trade_ids\":[\"1\"]}" : "";
            isProblem(post("/api/orders/nobody/" + action.path(), body), 404, "no purchase");
            isProblem(post("/api/orders/" + encoded("' OR '1'='1") + "/" + action.path(), body), 404, "no purchase");
        }
        isProblem(post("/api/orders/nobody/burn"), 404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "link       | {}                                  | trade_ids",
        "link       | {\"trade_ids\": []}                 | trade_ids",
        "link       | {\"trade_ids\": \"1\"}              | trade_ids",
        "link       | {\"trade_ids\": [1]}                | trade_ids[0]",
        "link       | {\"trade_ids\": [\"1\", \"a,b\"]}   | trade_ids[1]",
        "link       | {\"trade_ids\": [\"1\", \"1\"]}     | trade_ids",
        "link       | {\"trade_ids\": [\"';--\"]}         | trade_ids[0]",
        "link       | {\"trade_ids\": [null]}             | trade_ids[0]",
        "link       | {\"trade_id\": [\"1\"]}             | trade_id;",
        "link       | {\"trade_ids\": [\"1\"]             | not valid JSON",
        "link       | []                                  | JSON object",
        "link       | {\"trade_ids\":[\"1\"],\"trade_ids\":[\"2\"]} | not valid JSON",
        "link       | {\"trade_ids\":[\"1\"]} x           | not valid JSON",
        "approve    | {\"total\": 12.5}                   | total",
        "approve    | {\"total\": \"1e3\"}                | total",
        "approve    | {\"total\": \"-1\"}                 | total",
        "approve    | {\"totals\": \"12.5\"}              | totals",
        "cancel     | {\"really\": true}                  | really",
        "retry      | nonsense                            | not valid JSON",
    })
    void aBodyThatIsNotExactlyRightIsRefusedNamingTheField(String action, String body, String word) {
        String id = PurchaseRow.heldFrom("unknown").insert(jdbc);

        isProblem(post("/api/orders/" + id + "/" + action, body), 400, word);

        assertThat(column(id, "state")).isEqualTo("held");
    }

    @Test
    void moreTradesThanAnyOrderHasAndAHugeBodyAreRefused() {
        String id = PurchaseRow.in("unknown").insert(jdbc);

        isProblem(post("/api/orders/" + id + "/link", "{\"trade_ids\":[" + "\"1\",".repeat(10) + "\"2\"]}"), 400, "at most 10");
        isProblem(post("/api/orders/" + id + "/link", " ".repeat(70_000)), 413, "larger than");
    }

    private String row(String id) {
        return jdbc.sql("SELECT row_to_json(p)::text FROM purchase AS p WHERE id = :id").param("id", id).query(String.class).single();
    }

    private String column(String id, String column) {
        return jdbc.sql("SELECT " + column + "::text FROM purchase WHERE id = :id").param("id", id)
                .query((row, n) -> row.getString(1)).list().get(0);
    }

    private boolean flag(String id, String column) {
        return "true".equals(column(id, column));
    }

    private boolean dueNow(String id) {
        return flag(id, "(next_attempt_at <= dropship_now())");
    }

    private boolean replanned(String id) {
        return jdbc.sql("SELECT o.replan FROM shopify_order AS o JOIN purchase AS p USING (shop, order_id) WHERE p.id = :id")
                .param("id", id).query(Boolean.class).single();
    }

    private List<JsonNode> steps(String id) {
        List<JsonNode> steps = new ArrayList<>();
        get("/api/orders/" + id).body().path("timeline").forEach(steps::add);
        return steps;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
