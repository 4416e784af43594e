package io.github.dropshiproutes.alibaba;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.dropshiproutes.DropshipRoutesApplication;
import io.github.dropshiproutes.inbox.IntakeAlarm;
import io.github.dropshiproutes.inbox.InvalidSignatureException;
import io.github.dropshiproutes.inbox.RestartableDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@DirtiesContext
@SpringBootTest(classes = DropshipRoutesApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT, properties = {
    "camel.main.routes-include-pattern=file:routes/alibaba/receive-alibaba-push.camel.yaml,"
        + "file:routes/errors/intake-failures.camel.yaml",
    "shopify.shop=my-store.myshopify.com",
    "shopify.webhook-secrets=the-secret",
    "alibaba.app-key=" + ReceiveAlibabaPushTest.APP_KEY,
    "alibaba.app-secret=" + ReceiveAlibabaPushTest.APP_SECRET,
    "database.username=postgres",
    "database.pool-size=2",
    "dropship.data-dir=target/push-test-data",
    "tokens.encryption-keys=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
    "api.key=test-api-key",
    "console.username=ada",
    "console.password=test-console-password",
})
class ReceiveAlibabaPushTest {

    static final String APP_KEY = "123456";
    static final String APP_SECRET = "3412gyo124goi3124";

    private static final RestartableDatabase DATABASE = database();

    private final HttpClient client = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Autowired
    private DataSource dataSource;

    @Autowired
    private MeterRegistry meters;

    private JdbcTemplate jdbc;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        properties.add("database.url", DATABASE::url);
    }

    @BeforeEach
    void emptyInbox() {
        jdbc = new JdbcTemplate(dataSource);
        jdbc.execute("TRUNCATE inbox");
    }

    @AfterAll
    static void stopDatabase() throws IOException {
        DATABASE.close();
    }

    private static SignedPush push() {
        return SignedPush.valid(APP_KEY, APP_SECRET);
    }

    @Test
    void aSignedPushIsStoredAsItWasSignedAndAnswered200() throws Exception {
        HttpResponse<String> response = send(push());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
        assertThat(onlyRow()).containsEntry("message_key", "alibaba:order:255201166001024316:trade_close:2025-04-19 23:18:56")
                .containsEntry("source", "alibaba").containsEntry("topic", "3/order").containsEntry("state", "new")
                .containsEntry("reason_code", null).containsEntry("body", SignedPush.ORDER.getBytes(UTF_8));
        assertThat(jdbc.queryForObject("SELECT triggered_at = to_timestamp(1650435537) FROM inbox", Boolean.class)).isTrue();
    }

    @Test
    void theVectorOfThePlatformsDocumentationIsAccepted() throws Exception {
        byte[] body = "{\"seller_id\":\"1234567\", \"message_type\":0, \"data\":{...}..}".getBytes(UTF_8);
        String published = "f3d2ca947f16a50b577c036adecd18bec126ea19cadedd59816e255d3b6104ab";

        assertThat(send(push().with(body).withSignature(published)).statusCode()).isEqualTo(200);

        // Signed, but no JSON.
        assertThat(onlyRow()).containsEntry("state", "parked").containsEntry("reason_code", "UNREADABLE_BODY");
    }

    @Test
    void theSignatureMayBeWrittenInEitherCase() throws Exception {
        String signature = SignedPush.signature(APP_KEY, APP_SECRET, SignedPush.ORDER.getBytes(UTF_8));

        assertThat(send(push().withSignature(signature.toUpperCase(Locale.ROOT))).statusCode()).isEqualTo(200);
        assertThat(send(push().withSignature(" " + signature + " ")).statusCode()).isEqualTo(200);
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void anAnswerTakesNowhereNearHalfASecond() throws Exception {
        send(push());
        long start = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            assertThat(send(push().with(order(i))).statusCode()).isEqualTo(200);
        }

        assertThat(Duration.ofNanos(System.nanoTime() - start).dividedBy(20)).isLessThan(Duration.ofMillis(250));
    }

    @ParameterizedTest
    @CsvSource({"the secret of another app, wrong-secret, 123456", "the secret with another app's key, 3412gyo124goi3124, 654321"})
    void aWrongKeyIsRefused(String what, String secret, String key) throws Exception {
        double refused = count("refused_signature");

        HttpResponse<String> response = send(SignedPush.valid(key, secret));

        assertProblem(response, 401);
        assertThat(rows()).as(what).isZero();
        await().until(() -> count("refused_signature"), Double.valueOf(refused + 1)::equals);
    }

    @Test
    void aTamperedBodyIsRefused() throws Exception {
        String signature = SignedPush.signature(APP_KEY, APP_SECRET, SignedPush.ORDER.getBytes(UTF_8));

        assertProblem(send(push().with(SignedPush.ORDER.replace("trade_close", "delivering")).withSignature(signature)), 401);
        assertThat(rows()).isZero();
    }

    @Test
    void aBodyThatWasSerialisedAgainIsRefused() throws Exception {
        String signature = SignedPush.signature(APP_KEY, APP_SECRET, SignedPush.ORDER.getBytes(UTF_8));

        assertProblem(send(push().with(Asked.json(SignedPush.ORDER).toString()).withSignature(signature)), 401);
    }

    @Test
    void anUnsignedPushIsRefused() throws Exception {
        assertProblem(send(push().unsigned()), 401);
        assertThat(rows()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "not hexadecimal", "Bearer abc", "f3d2ca947f16a50b577c036adecd18bec126ea19cadedd59816e255d3b6104a",
        "zzd2ca947f16a50b577c036adecd18bec126ea19cadedd59816e255d3b6104ab"})
    void aSignatureThatIsNoneIsRefused(String signature) throws Exception {
        assertProblem(send(push().withSignature(signature)), 401);
    }

    @Test
    void anEmptyBodyIsRefusedEvenWhenItIsSigned() throws Exception {
        assertProblem(send(push().with(new byte[0])), 401);
    }

    @Test
    void aBodyAboveTheLimitIsRefusedAndOneBelowIsKept() throws Exception {
        assertProblem(send(push().with(new byte[2 * 1024 * 1024 + 1])), 413);
        assertThat(rows()).isZero();

        assertThat(send(push().with(new byte[2 * 1024 * 1024])).statusCode()).isEqualTo(200);
        assertThat(onlyRow()).containsEntry("reason_code", "UNREADABLE_BODY");
    }

    @Test
    void bytesThatAreNoUtf8AreKeptForAPersonAndAnswered200() throws Exception {
        byte[] body = SignedPush.ORDER.getBytes(UTF_8);
        body[body.length / 2] = (byte) 0xff;

        assertThat(send(push().with(body)).statusCode()).isEqualTo(200);

        assertThat(onlyRow()).containsEntry("state", "parked").containsEntry("reason_code", "UNREADABLE_BODY").containsEntry("body", body);
    }

    @Test
    void whateverIsSignedIsKeptAndNothingEndsIn500() {
        Random random = new Random(7);
        List<byte[]> bodies = new ArrayList<>(IntStream.rangeClosed(1, 100).mapToObj(length -> {
            byte[] body = new byte[length];
            random.nextBytes(body);
            return body;
        }).toList());
        for (int i = 0; i < 100; i++) {
            byte[] body = SignedPush.PRICE.getBytes(UTF_8);
            body[random.nextInt(body.length)] = (byte) random.nextInt();
            bodies.add(body);
        }

        List<CompletableFuture<HttpResponse<String>>> answers =
                bodies.stream().map(body -> client.sendAsync(push().with(body).to(uri()), BodyHandlers.ofString())).toList();

        assertThat(answers).allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
    }

    @Test
    void fiftyDeliveriesAtTheSameInstantAreAllAnswered200AndStoredOnce() {
        double accepted = count("accepted");
        double duplicates = count("duplicate");

        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 50)
                // Retries are not byte-identical.
                .mapToObj(n -> push().with(SignedPush.ORDER.replace("1650435537", String.valueOf(1650435537 + n))).to(uri()))
                .map(request -> client.sendAsync(request, BodyHandlers.ofString())).toList();

        assertThat(answers).allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
        assertThat(rows()).isEqualTo(1);
        await().until(() -> count("accepted"), Double.valueOf(accepted + 1)::equals);
        await().until(() -> count("duplicate"), Double.valueOf(duplicates + 49)::equals);
    }

    @Test
    void everyStatusOfAnOrderIsStoredInWhateverOrderItComes() throws Exception {
        List<String> statuses = new ArrayList<>(List.of("unpay", "paid", "undeliver", "delivering", "trade_success"));
        Collections.reverse(statuses);
        for (String status : statuses) {
            assertThat(send(push().with(SignedPush.ORDER.replace("trade_close", status))).statusCode()).isEqualTo(200);
        }

        assertThat(rows()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"1/product | {\"message_type\":1,\"data\":{\"productId\":\"1\",\"option\":\"ADD\"}}",
        "1/order | {\"message_type\":1,\"data\":{\"trade_id_str\":\"1\",\"status\":\"unpay\"}}",
        "3/order | {\"message_type\":\"3\",\"seller_id\":null,\"data\":{\"trade_id_str\":1}}",
        "15/product | {\"message_type\":15,\"data\":{\"productId\":1,\"status\":\"PRODUCT_OFFLINE\"}}"})
    void knownTypesAreKeptToBeHandled(String topic, String json) throws Exception {
        assertThat(send(push().with(json)).statusCode()).isEqualTo(200);

        assertThat(onlyRow()).containsEntry("topic", topic).containsEntry("state", "new").containsEntry("reason_code", null);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"99/other | {\"message_type\":99,\"data\":{\"anything\":[1,2]}}",
        "99/order | {\"message_type\":99,\"data\":{\"trade_id_str\":\"1\"}}",
        "3/product | {\"message_type\":3,\"data\":{\"productId\":1,\"option\":\"ADD\"}}",
        "3/other | {\"message_type\":3}", "none/other | {}"})
    void anUnknownTypeOrShapeIsKeptCountedAndAnswered200(String topic, String json) throws Exception {
        double parked = count("parked");

        assertThat(send(push().with(json)).statusCode()).isEqualTo(200);

        assertThat(onlyRow()).containsEntry("topic", topic).containsEntry("state", "parked")
                .containsEntry("reason_code", "UNKNOWN_MESSAGE_TYPE");
        assertThat(onlyRow().get("reason").toString()).contains(topic);
        await().until(() -> count("parked"), Double.valueOf(parked + 1)::equals);
    }

    @Test
    void nothingOfTheCallersHeadersComesBack() throws Exception {
        HttpResponse<String> response = send(push().withHeader("X-Anything", "s3cret").withHeader("Cookie", "a=s3cret")
                .withHeader("CamelHttpResponseCode", "418"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().map().toString()).doesNotContain("s3cret").doesNotContainIgnoringCase("authorization");
    }

    @Test
    void onlyPostIsAllowed() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri().resolve("/webhook/alibaba")).method("GET", BodyPublishers.noBody()).build();

        assertProblem(client.send(request, BodyHandlers.ofString()), 405);
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsA503AndTheRetryIsStored() throws Exception {
        double unavailable = count("unavailable");
        try (Connection other = dataSource.getConnection()) {
            other.setAutoCommit(false);
            other.createStatement().execute("LOCK TABLE inbox IN ACCESS EXCLUSIVE MODE");

            assertProblem(send(push()), 503);
            other.rollback();
        }
        await().until(() -> count("unavailable"), Double.valueOf(unavailable + 1)::equals);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(send(push()).statusCode()).isEqualTo(200));
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void aDatabaseThatIsDownIsA503AndTheIntakeRecoversByItself() throws Exception {
        DATABASE.stop();
        try {
            assertProblem(send(push()), 503);
        } finally {
            DATABASE.start();
        }
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(send(push()).statusCode()).isEqualTo(200));
        await().ignoreExceptions().untilAsserted(() -> assertThat(rows()).isEqualTo(1));
    }

    @Test
    void withoutAnAppNothingPasses(@Autowired CamelContext camel) {
        for (String[] app : new String[][] {{"", ""}, {APP_KEY, ""}, {"", APP_SECRET}, {null, null}}) {
            AlibabaPushVerifier verifier = new AlibabaPushVerifier(app[0], app[1]);
            Exchange exchange = new DefaultExchange(camel);
            exchange.getMessage().setBody("{}".getBytes(UTF_8));
            exchange.getMessage().setHeader("Authorization", "00");
            assertThatThrownBy(() -> verifier.process(exchange))
                    .isInstanceOf(InvalidSignatureException.class);
        }
    }

    @Test
    void failedDeliveriesShowInTheHealthAndTheMetrics(@Autowired IntakeAlarm alarm) throws Exception {
        for (int i = 0; i < 40; i++) {
            send(push().unsigned());
        }

        assertThat(alarm.health().getStatus()).isEqualTo(Status.UP);
        assertThat(((Map<?, ?>) alarm.health().getDetails().get("alibaba")).get("state")).isEqualTo("warn");
        assertThat(meters.get("dropship.intake.failure.ratio").tag("source", "alibaba").gauge().value()).isPositive();
    }

    private static String order(int number) {
        return SignedPush.ORDER.replace("255201166001024316", String.valueOf(255201166001024316L + number));
    }

    private static void assertProblem(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(response.body()).contains("\"status\":" + status).contains("\"title\":").contains("\"detail\":");
    }

    /** Counted once the answer is on its way, which may be after it has arrived: to be awaited. */
    private double count(String result) {
        return meters.get("dropship.intake").tags("source", "alibaba", "result", result).counter().count();
    }

    private Map<String, Object> onlyRow() {
        return jdbc.queryForMap("SELECT * FROM inbox");
    }

    private int rows() {
        return jdbc.queryForObject("SELECT count(*) FROM inbox", Integer.class);
    }

    private URI uri() {
        return URI.create("http://localhost:" + port);
    }

    private HttpResponse<String> send(SignedPush delivery) throws IOException, InterruptedException {
        return client.send(delivery.to(uri()), BodyHandlers.ofString());
    }

    private static RestartableDatabase database() {
        try {
            return new RestartableDatabase();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
