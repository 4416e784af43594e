package io.github.dropshiproutes.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Alibaba tells by itself: every change of a status, signed, again when it was not taken, and no more when it never is. */
class PushesTest extends RunningSandbox {

    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    private PushReceiver product;

    @BeforeEach
    void listen() throws Exception {
        product = new PushReceiver();
        sandbox.pushes().patience(Duration.ofSeconds(20));
    }

    @AfterEach
    void stopListening() {
        product.close();
    }

    @Test
    void sendsNothingUnlessItIsAsked() throws Exception {
        sandbox.webhookUrl(product.origin());
        alibaba.order("R-1");
        pushTo(product);
        String trade = alibaba.order("R-2");

        await().until(() -> product.pushes.size() == 2);
        assertThat(product.pushes).allMatch(push -> push.json().at("/data/trade_id_str").asText().equals(trade));
    }

    @Test
    void tellsOfANewOrderUnderBothNumbersSignedAsAlibabaDoes() throws Exception {
        pushTo(product);
        alibaba.connect(sandbox.alibabaAuthorizeUrl(), "buyer2");
        String trade = alibaba.order("R-1");

        await().until(() -> product.pushes.size() == 2);
        assertThat(product.pushes).extracting(PushReceiver.Push::type).containsExactlyInAnyOrder(1, 3);
        for (PushReceiver.Push push : product.pushes) {
            assertThat(push.path()).isEqualTo("/webhook/alibaba");
            assertThat(push.authorization()).matches("[0-9a-f]{64}")
                    .isEqualTo(GatewaySigner.push(SandboxOptions.APP_KEY, push.body(), SandboxOptions.APP_SECRET));
            JsonNode message = push.json();
            assertThat(message.path("havana_id").asText()).isEqualTo("17379911545");
            assertThat(message.path("seller_id").asText()).isEqualTo("200042363");
            assertThat(message.path("site").asText()).isEqualTo("icbu_global");
            assertThat(message.path("timestamp").asLong()).isEqualTo(clock.instant().getEpochSecond());
            assertThat(message.at("/data/trade_id_str").asText()).isEqualTo(trade);
            assertThat(message.at("/data/status").asText()).isEqualTo("unpay");
            assertThat(message.at("/data/status_update_time").asText()).isEqualTo("2026-11-22 02:00:00");
        }
    }

    @Test
    void tellsOfEveryStatusOnTheWayAlsoOfThoseThatTimeAloneMakes() throws Exception {
        pushTo(product);
        String trade = alibaba.order("R-1");
        alibaba.pay(trade);
        clock.move(Duration.ofSeconds(20));

        await().until(() -> product.statuses().size() == 7);
        assertThat(product.statuses()).containsExactlyInAnyOrder("unpay", "paying", "paid", "undeliver", "delivering",
                "wait_confirm_receipt", "trade_success");
    }

    @Test
    void tellsOfCancellationsForcedStatusesAndFailedPayments() throws Exception {
        pushTo(product);
        String cancelled = alibaba.order("R-1");
        String frozen = alibaba.order("R-2");
        String failed = alibaba.order("R-3");
        await().until(() -> product.pushes.size() == 6);
        product.pushes.clear();

        alibaba.post(SandboxClient.CANCEL, "trade_id", cancelled);
        sandbox.trades().force(frozen, "frozen");
        clock.move(Duration.ofSeconds(1));
        sandbox.trades().force(frozen, "charge_back");
        sandbox.faults().add(Fault.payFailed("50006", "test failed"));
        alibaba.pay(failed);

        await().until(() -> product.statuses().containsAll(List.of("trade_close", "charge_back", "paying", "unpay")));
    }

    @Test
    void triesAgainHalfAnHourLaterWithTheStatusThatStandsThen() throws Exception {
        pushTo(product);
        product.status = 500;
        String trade = alibaba.order("R-1");
        await().until(() -> sandbox.pushes().failed() == 2);
        product.pushes.clear();
        product.status = 200;

        clock.move(HALF_AN_HOUR.minusSeconds(1));
        alibaba.pay(trade);
        await().until(() -> product.statuses().size() == 2);
        assertThat(product.statuses()).containsExactlyInAnyOrder("paying", "paid");
        clock.move(Duration.ofSeconds(1));

        await().until(() -> sandbox.pushes().delivered() == 4);
        assertThat(product.statuses()).containsExactlyInAnyOrder("paying", "paid", "paid");
        assertThat(product.pushes).filteredOn(push -> push.type() == 1).extracting(PushReceiver.Push::status).containsExactly("paid");
    }

    @Test
    void givesAMessageUpAfterTwelveRetries() throws Exception {
        pushTo(product);
        List<String> trades = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            trades.add(alibaba.order("R-" + i));
        }
        await().until(() -> sandbox.pushes().delivered() == 40);
        product.status = 500;
        sandbox.trades().force(trades.get(0), "frozen");
        for (int attempt = 1; attempt <= 13; attempt++) {
            int attempts = attempt;
            await().until(() -> sandbox.pushes().failed() == attempts);
            product.status = 200;
            // A good one for each bad one, so that pushing goes on.
            sandbox.trades().force(trades.get(attempt), "frozen");
            await().until(() -> sandbox.pushes().delivered() == 40 + attempts);
            product.status = 500;
            clock.move(HALF_AN_HOUR);
        }

        JsonNode pushes = sandbox.pushes().describe();
        assertThat(pushes.path("retried").asInt()).isEqualTo(12);
        assertThat(pushes.path("given_up").asInt()).isEqualTo(1);
        assertThat(pushes.path("waiting").asInt()).isZero();
        assertThat(pushes.path("state").asText()).isEqualTo("on");
    }

    @Test
    void waitsNoLongerThanItsPatienceAndNeverLetsACallWait() throws Exception {
        sandbox.pushes().patience(Duration.ofMillis(500));
        product.gate = new CountDownLatch(1);
        pushTo(product);

        for (int i = 0; i < 12; i++) {
            alibaba.order("R-" + i);
        }

        assertThat(sandbox.ledger().created()).hasSize(12);
        await().until(() -> sandbox.pushes().isStopped());
        assertThat(sandbox.pushes().delivered()).isZero();
        assertThat(sandbox.pushes().describe().at("/recent/0/answer").asText()).contains("500 ms");
    }

    @Test
    void stopsWhenMoreThanHalfFailAndGoesOnWhenItIsReEnabled() throws Exception {
        pushTo(product);
        product.status = 404;
        for (int i = 0; i < 5; i++) {
            alibaba.order("R-" + i);
        }
        await().until(() -> sandbox.pushes().isStopped());
        int failed = sandbox.pushes().failed();
        product.status = 200;

        String untold = alibaba.order("R-6");
        clock.move(HALF_AN_HOUR);
        await().until(() -> sandbox.pushes().describe().path("untold").asInt() >= 2);
        assertThat(sandbox.pushes().failed()).isEqualTo(failed).isGreaterThanOrEqualTo(10);
        assertThat(control("GET", "/alibaba/pushes").path("state").asText()).isEqualTo("stopped");

        assertThat(control("POST", "/alibaba/pushes?enabled=true").path("state").asText()).isEqualTo("on");
        alibaba.pay(untold);
        await().until(() -> sandbox.pushes().delivered() == 2);
    }

    @Test
    void canBeSwitchedOffSoThatPollingHasToFindTheChange() throws Exception {
        pushTo(product);
        String trade = alibaba.order("R-1");
        await().until(() -> sandbox.pushes().delivered() == 2);
        control("POST", "/alibaba/pushes?enabled=false");

        alibaba.pay(trade);
        await().until(() -> sandbox.pushes().describe().path("untold").asInt() == 2);
        control("POST", "/alibaba/pushes?enabled=true");
        clock.move(Duration.ofSeconds(2));

        await().until(() -> sandbox.pushes().delivered() == 3);
        assertThat(product.statuses()).containsExactly("unpay", "undeliver");
    }

    @Test
    void isSilentAboutAnAccountWhoseTokenHasEnded() throws Exception {
        pushTo(product);
        String trade = alibaba.order("R-1");
        await().until(() -> sandbox.pushes().delivered() == 2);
        sandbox.tokens().expireAccessToken();

        sandbox.trades().payByHand(trade);

        await().until(() -> sandbox.pushes().describe().path("skipped").asInt() == 2);
        assertThat(product.pushes).hasSize(2);
    }

    @Test
    void tellsNothingOfWhatWasBeforeARestart(@TempDir Path dataDir) throws Exception {
        SandboxOptions options = SandboxOptions.defaults().withClock(clock).withDataDir(dataDir);
        String trade;
        try (SandboxServer before = SandboxServer.start(options)) {
            trade = new SandboxClient(before.alibabaBaseUrl(), clock).order("R-1");
        }
        try (SandboxServer after = SandboxServer.start(options.withPushRetry(HALF_AN_HOUR)
                .withAlibaba(options.alibaba().withPushUrl(product.origin() + "/webhook/alibaba")))) {
            after.pushes().patience(Duration.ofSeconds(20));
            new SandboxClient(after.alibabaBaseUrl(), clock).pay(trade);

            await().until(() -> after.pushes().delivered() == 2);
            assertThat(product.statuses()).containsExactlyInAnyOrder("paying", "paid");
        }
    }

    @Test
    void startsAnewAfterAReset() throws Exception {
        pushTo(product);
        product.status = 404;
        for (int i = 0; i < 5; i++) {
            alibaba.order("R-" + i);
        }
        await().until(() -> sandbox.pushes().isStopped());
        sandbox.reset();
        product.status = 200;
        product.pushes.clear();

        alibaba.order("R-7");
        await().until(() -> product.pushes.size() == 2);
        assertThat(sandbox.pushes().failed()).isZero();
    }

    @Test
    void refusesAnAddressThatIsNone() {
        for (String wrong : List.of("/webhook/alibaba", "ftp://localhost/webhook", "localhost:8080/webhook")) {
            assertThatThrownBy(() -> sandbox.alibabaWebhookUrl(wrong)).as(wrong).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private void pushTo(PushReceiver receiver) {
        sandbox.alibabaWebhookUrl(receiver.origin() + "/webhook/alibaba");
    }

    private JsonNode control(String verb, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(sandbox.controlUrl() + path))
                .method(verb, HttpRequest.BodyPublishers.noBody()).build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.read(answer.body());
    }
}
