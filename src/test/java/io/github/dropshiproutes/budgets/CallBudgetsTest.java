package io.github.dropshiproutes.budgets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dropshiproutes.sandbox.Catalogue;
import io.github.dropshiproutes.sandbox.Fault;
import io.github.dropshiproutes.sandbox.FaultAction;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import io.github.dropshiproutes.support.Walk;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Budgets and bans in the whole product: who waits where, and what a person or a caller sees of it. */
class CallBudgetsTest {

    private static final String SEARCH = "/api/alibaba/eco/buyer/product/search?keyword=lamp";
    private static final String ORDERS = "/alibaba/order/list";
    private static final String CREATE = "/buynow/order/create";
    private static final String PAY = "/alibaba/dropshipping/order/pay";

    /** More than the walk has connections to the database. */
    private static final int CROWD_SIZE = 60;
    private static final ExecutorService CROWD = Executors.newFixedThreadPool(CROWD_SIZE);

    private static Walk walk;

    @BeforeAll
    static void start() {
        // Every wait stands in its row: time is moved, never waited for.
        walk = Walk.started(Map.of("alibaba.budgets.search", "2", "alibaba.budgets.orders", "1", "budgets.first-wait", "0s",
                "budgets.later-wait", "0s", "budgets.facade-wait", "0s", "facade.connections", "1", "facade.connection-wait", "100"));
    }

    @AfterAll
    static void close() {
        walk.close();
        CROWD.shutdownNow();
    }

    @BeforeEach
    void empty() {
        walk.reset();
    }

    private static int calls(String api) {
        return walk.sandbox().ledger().calls(api).size();
    }

    private static HttpResponse<String> search() {
        return walk.call("GET", SEARCH, null);
    }

    @Test
    void aCallerBeyondTheBudgetIsToldWhenToComeBack() {
        HttpResponse<String> first = search();

        HttpResponse<String> second = search();

        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        assertThat(second.statusCode()).as(second.body()).isEqualTo(429);
        assertThat(second.body()).contains("\"upstream_code\":\"CALL_BUDGET\"").contains("hint");
        assertThat(second.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(1L, 61L);
        assertThat(calls("/eco/buyer/product/search")).isEqualTo(1);

        walk.move(Duration.ofSeconds(61));
        assertThat(search().statusCode()).isEqualTo(200);
    }

    @Test
    void aCrowdOfCallersIsAnsweredAndOrdersGoOnMeanwhile() {
        walk.send("orders/paid", walk.order().line(ShopifySamples.alibabaSku(Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK), 1, "39.90"));

        List<CompletableFuture<Integer>> crowd = Stream.generate(() -> CompletableFuture.supplyAsync(() -> search().statusCode(), CROWD))
                .limit(CROWD_SIZE).toList();

        assertThat(crowd.stream().map(CompletableFuture::join).toList()).isSubsetOf(200, 429).contains(429);
        walk.awaitPurchase("placed");
    }

    @Test
    void anOrderWaitsInItsRowWithoutAnIntentAndCountsNoAttempt() {
        walk.send("orders/paid", walk.order().line(ShopifySamples.alibabaSku(Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK), 1, "39.90"));

        // One call of its class in a minute: it is created, and waits before its money is reserved.
        Map<String, Object> placed = walk.awaitPurchase("placed");
        await().until(() -> "CALL_BUDGET".equals(walk.purchase().get("reason_code")));
        placed = walk.purchase();
        assertThat(placed.get("intent")).isNull();
        assertThat(placed.get("attempts")).isEqualTo(0);
        assertThat(placed.get("hint")).asString().contains("goes on by itself");
        assertThat(walk.jdbc().sql("SELECT count(*) FROM spend").query(Integer.class).single()).isZero();
        assertThat(calls(CREATE)).isEqualTo(1);
        assertThat(calls(PAY)).isZero();

        await().until(() -> {
            walk.move(Duration.ofSeconds(20));
            return "paid".equals(walk.purchase().get("state"));
        });
        assertThat(calls(PAY)).isEqualTo(1);
    }

    @Test
    void aBanStopsTheCallsItIsAboutForEverybodyUntilItIsOver() {
        walk.sandbox().faults().add(Fault.waiting(ORDERS, FaultAction.THROTTLE, Duration.ofSeconds(40)));
        String path = "/api/alibaba" + ORDERS + "?role=buyer";

        HttpResponse<String> refused = walk.call("GET", path, null);
        HttpResponse<String> kept = walk.call("GET", path, null);

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(429);
        assertThat(refused.body()).contains("ApiCallLimit");
        assertThat(kept.statusCode()).as(kept.body()).isEqualTo(429);
        assertThat(kept.body()).contains("CALL_BAN");
        assertThat(kept.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(38L, 50L);
        assertThat(walk.jdbc().sql("SELECT api FROM call_ban").query(String.class).single()).isEqualTo(ORDERS);
        assertThat(search().statusCode()).as("another method").isEqualTo(200);

        walk.move(Duration.ofSeconds(41));
        assertThat(walk.call("GET", path, null).statusCode()).isEqualTo(200);
    }

    @Test
    void aBanOfTheWholeApplicationHoldsForEveryMethod() {
        walk.sandbox().faults().add(Fault.code(ORDERS, "AppCallLimit", "App call limited"));

        walk.call("GET", "/api/alibaba" + ORDERS + "?role=buyer", null);

        HttpResponse<String> other = search();
        assertThat(other.statusCode()).isEqualTo(429);
        // The refusal did not say how long: a minute.
        assertThat(other.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(55L, 75L);
        walk.move(Duration.ofSeconds(61));
        assertThat(search().statusCode()).isEqualTo(200);
    }

    @Test
    void slowCallersUseNoConnectionOfOrders() {
        walk.sandbox().faults().add(Fault.waiting(ORDERS, FaultAction.DELAY, Duration.ofSeconds(2)).always());
        String path = "/api/alibaba" + ORDERS + "?role=buyer";
        List<CompletableFuture<HttpResponse<String>>> callers = Stream.generate(
                () -> CompletableFuture.supplyAsync(() -> walk.call("GET", path, null))).limit(3).toList();

        walk.send("orders/paid", walk.order().line(ShopifySamples.alibabaSku(Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK), 1, "39.90"));
        walk.awaitPurchase("placed");

        // The callers have one connection between them, and wait a tenth of a second for it.
        assertThat(callers.stream().map(CompletableFuture::join).map(HttpResponse::statusCode)).contains(200, 503);
    }
}
