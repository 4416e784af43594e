package io.github.dropshiproutes.shopify;

import static io.github.dropshiproutes.shopify.SignedDelivery.BODY;
import static io.github.dropshiproutes.shopify.SignedDelivery.signature;
import static io.github.dropshiproutes.shopify.SignedDelivery.valid;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dropshiproutes.DropshipRoutesApplication;
import io.github.dropshiproutes.security.TokenCipher;
import io.github.dropshiproutes.inbox.RestartableDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

// Its database is stopped for good; nobody else may be given this application.
@DirtiesContext
@SpringBootTest(classes = DropshipRoutesApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT, properties = {
    "camel.main.routes-include-pattern=file:routes/shopify/receive-shopify-webhook.camel.yaml,"
        + "file:routes/errors/intake-failures.camel.yaml",
    "shopify.shop=my-store.myshopify.com",
    "shopify.webhook-secrets=the-old-secret, the-new-secret",
    "database.username=postgres",
    "database.pool-size=2",
    "dropship.data-dir=target/intake-test-data",
    "tokens.encryption-keys=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
    "api.key=test-api-key",
    "console.username=ada",
    "console.password=test-console-password",
})
class ReceiveShopifyWebhookTest {

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
        jdbc.execute("TRUNCATE inbox, shop CASCADE");
    }

    @AfterAll
    static void stopDatabase() throws IOException {
        DATABASE.close();
    }

    @Test
    void aShopsOwnSecretVerifiesItsOwnDeliveriesOnly() throws Exception {
        TokenCipher cipher = new TokenCipher(List.of("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));
        jdbc.update("INSERT INTO shop (domain, own_webhook_secrets) VALUES ('second.myshopify.com', ?)",
                cipher.encrypt("its-own-secret", ShopSecrets.context("second.myshopify.com")));
        jdbc.update("INSERT INTO shop (domain) VALUES ('third.myshopify.com')");

        // A secret is known a second after it was kept, at the latest: an earlier test's refusal may just have read them.
        await().until(() -> send(valid().signedWith("its-own-secret").with("Shop-Domain", "second.myshopify.com")
                .with("Webhook-Id", "w-own")).statusCode() == 200);
        assertThat(send(valid().signedWith("its-own-secret").with("Shop-Domain", "third.myshopify.com")).statusCode()).isEqualTo(401);
        assertThat(send(valid().signedWith("its-own-secret")).statusCode()).isEqualTo(401);
        assertThat(send(valid().signedWith("another-secret").with("Shop-Domain", "second.myshopify.com")).statusCode()).isEqualTo(401);
        assertThat(onlyRow()).containsEntry("shop", "second.myshopify.com").containsEntry("state", "new");
    }

    @Test
    void aSignedWebhookIsStoredAsItWasSignedAndAnswered200() throws Exception {
        HttpResponse<String> response = send(valid().with("Webhook-Id", "w-1"));

        assertThat(response.statusCode()).isEqualTo(200);
        Map<String, Object> row = onlyRow();
        assertThat(row).containsEntry("message_key", "shopify:my-store.myshopify.com:w-1").containsEntry("source", "shopify")
                .containsEntry("topic", "orders/paid").containsEntry("shop", "my-store.myshopify.com").containsEntry("state", "new")
                .containsEntry("reason_code", null).containsEntry("body", BODY);
        assertThat(jdbc.queryForObject("SELECT triggered_at = '2026-11-22T10:00:00.123456Z' FROM inbox", Boolean.class)).isTrue();
    }

    @Test
    void bytesThatAreNoUtf8AreKeptByteForByte() throws Exception {
        byte[] body = {'{', '"', (byte) 0xff, 0, (byte) 0xc3, '"', ':', '1', '}'};

        assertThat(send(valid().withBody(body)).statusCode()).isEqualTo(200);

        assertThat(onlyRow()).containsEntry("body", body);
    }

    @Test
    void aSecondDeliveryIsAnswered200AndStoredOnce() throws Exception {
        SignedDelivery delivery = valid().with("Webhook-Id", "w-2");
        double duplicates = count("duplicate");

        assertThat(send(delivery).statusCode()).isEqualTo(200);
        assertThat(send(delivery).statusCode()).isEqualTo(200);

        assertThat(rows()).isEqualTo(1);
        await().until(() -> count("duplicate"), Double.valueOf(duplicates + 1)::equals);
    }

    @Test
    void fiftyDeliveriesAtTheSameInstantAreAllAnswered200AndStoredOnce() {
        SignedDelivery delivery = valid().with("Webhook-Id", "w-50");
        double accepted = count("accepted");
        double duplicates = count("duplicate");

        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 50)
                .mapToObj(n -> client.sendAsync(delivery.to(port), BodyHandlers.ofString())).toList();

        assertThat(answers).allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
        assertThat(rows()).isEqualTo(1);
        await().until(() -> count("accepted"), Double.valueOf(accepted + 1)::equals);
        await().until(() -> count("duplicate"), Double.valueOf(duplicates + 49)::equals);
    }

    @Test
    void manyDifferentDeliveriesAtTheSameInstantAreAllStored() {
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 300)
                .mapToObj(n -> client.sendAsync(valid().with("Webhook-Id", "many-" + n % 200).to(port), BodyHandlers.ofString())).toList();

        assertThat(answers).allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
        assertThat(rows()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"the-old-secret", "the-new-secret"})
    void everyListedSecretIsAccepted(String secret) throws Exception {
        assertThat(send(valid().signedWith(secret)).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Shopify-", "X-Shopify-", "x-shopify-", "SHOPIFY-"})
    void eitherSpellingOfTheHeadersIsAcceptedInAnyCase(String prefix) throws Exception {
        assertThat(send(valid().with("Webhook-Id", "w-3").withSpelling(prefix)).statusCode()).isEqualTo(200);

        assertThat(onlyRow()).containsEntry("message_key", "shopify:my-store.myshopify.com:w-3").containsEntry("topic", "orders/paid");
    }

    @Test
    void whereBothSpellingsDisagreeTheUnprefixedOneWins() throws Exception {
        SignedDelivery delivery = valid().withSpelling("Shopify-").with("Webhook-Id", "new-form").withHeader("X-Shopify-Webhook-Id", "old-form")
                .withHeader("X-Shopify-Hmac-Sha256", "AAAA").withHeader("X-Shopify-Topic", "orders/create");

        assertThat(send(delivery).statusCode()).isEqualTo(200);

        assertThat(onlyRow()).containsEntry("message_key", "shopify:my-store.myshopify.com:new-form").containsEntry("topic", "orders/paid");
    }

    @Test
    void aWrongSignatureIsRefusedAndNothingIsStored() throws Exception {
        double refused = count("refused_signature");

        HttpResponse<String> response = send(valid().signedWith("somebody-else"));

        assertThat(response.statusCode()).isEqualTo(401);
        assertProblem(response, 401);
        assertThat(rows()).isZero();
        await().until(() -> count("refused_signature"), Double.valueOf(refused + 1)::equals);
    }

    @Test
    void theSignatureOfAnotherBodyIsRefused() throws Exception {
        assertThat(send(valid().with("Hmac-Sha256", signature("the-new-secret", "{}".getBytes(UTF_8)))).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"not base64!", "AAAA", "[a,b]", "=", "\u00fc"})
    void aSignatureThatIsNoneIsRefused(String signature) throws Exception {
        assertThat(send(valid().with("Hmac-Sha256", signature)).statusCode()).isEqualTo(401);
    }

    @Test
    void aMissingSignatureIsRefused() throws Exception {
        assertThat(send(valid().unsigned()).statusCode()).isEqualTo(401);
        assertThat(rows()).isZero();
    }

    @Test
    void anEmptyBodyIsRefusedEvenWhenItIsSigned() throws Exception {
        assertThat(send(valid().withBody(new byte[0])).statusCode()).isEqualTo(401);
    }

    @Test
    void aBodyOfExactlyTheLimitIsAccepted() throws Exception {
        assertThat(send(valid().withBody(new byte[2 * 1024 * 1024])).statusCode()).isEqualTo(200);
    }

    @Test
    void aBodyWhoseLengthIsAboveTheLimitIsRefused() throws Exception {
        HttpResponse<String> response = send(valid().withBody(new byte[2 * 1024 * 1024 + 1]));

        assertProblem(response, 413);
        assertThat(rows()).isZero();
    }

    @Test
    void aChunkedBodyIsCountedAndRefusedAboveTheLimit() throws Exception {
        byte[] body = new byte[2 * 1024 * 1024 + 1];

        HttpResponse<String> response = send(valid().withBody(body).chunked());

        assertProblem(response, 413);
        assertThat(rows()).isZero();
    }

    @Test
    void aChunkedBodyThatNeverEndsIsNotReadForEver() throws Exception {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write("POST /webhook/shopify HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(UTF_8));
            CompletableFuture<Boolean> cutOff = CompletableFuture.supplyAsync(() -> writeForEver(socket));
            String answer = new String(socket.getInputStream().readNBytes(12), UTF_8);

            assertThat(answer).isEqualTo("HTTP/1.1 413");
            assertThat(cutOff.join()).isTrue();
        }
    }

    @Test
    void aChunkedBodyWithinTheLimitIsAccepted() throws Exception {
        assertThat(send(valid().chunked()).statusCode()).isEqualTo(200);
        assertThat(onlyRow()).containsEntry("body", BODY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "multipart/form-data",
        "application/json; charset=no-such-charset", "text/plain; charset=utf-16", "nonsense", "application/x-java-serialized-object"})
    void theContentTypeDoesNotMatter(String contentType) throws Exception {
        HttpResponse<String> response = send(valid().withHeader("Content-Type", contentType));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(onlyRow()).containsEntry("body", BODY);
    }

    @Test
    void anUnsignedFormIsRefusedAsAProblemAndNotAsAPage() throws Exception {
        HttpResponse<String> response = send(valid().unsigned().withHeader("Content-Type", "application/x-www-form-urlencoded")
                .withBody("a=%zz&=&b".getBytes(UTF_8)));

        assertProblem(response, 401);
    }

    @ParameterizedTest
    @CsvSource({"products/update, products/update", "ORDERS/PAID/, ", "../../etc, "})
    void anUnknownTopicIsParkedAndAnswered200(String topic, String kept) throws Exception {
        double parked = count("parked");

        assertThat(send(valid().with("Topic", topic)).statusCode()).isEqualTo(200);

        assertThat(onlyRow()).containsEntry("state", "parked").containsEntry("reason_code", "UNKNOWN_TOPIC").containsEntry("topic", kept);
        await().until(() -> count("parked"), Double.valueOf(parked + 1)::equals);
    }

    @Test
    void aMissingTopicIsParkedAndAnswered200() throws Exception {
        assertThat(send(valid().without("Topic")).statusCode()).isEqualTo(200);

        assertThat(onlyRow()).containsEntry("state", "parked").containsEntry("reason_code", "UNKNOWN_TOPIC");
    }

    @Test
    void aTopicInUpperCaseIsTheSameTopic() throws Exception {
        assertThat(send(valid().with("Topic", "Orders/PAID")).statusCode()).isEqualTo(200);

        assertThat(onlyRow()).containsEntry("state", "new").containsEntry("topic", "orders/paid");
    }

    @Test
    void aShopThatIsNotOursIsParked() throws Exception {
        assertThat(send(valid().with("Shop-Domain", "stranger.myshopify.com")).statusCode()).isEqualTo(200);

        assertThat(onlyRow()).containsEntry("state", "parked").containsEntry("reason_code", "UNKNOWN_SHOP");
        assertThat(onlyRow().get("reason").toString()).contains("stranger.myshopify.com");
    }

    @Test
    void aMissingShopIsParked() throws Exception {
        assertThat(send(valid().without("Shop-Domain")).statusCode()).isEqualTo(200);

        assertThat(onlyRow()).containsEntry("state", "parked").containsEntry("reason_code", "UNKNOWN_SHOP");
    }

    @Test
    void aShopOfTheTableIsOurs() throws Exception {
        jdbc.update("INSERT INTO shop (domain) VALUES ('second.myshopify.com')");

        assertThat(send(valid().with("Shop-Domain", "Second.MyShopify.com")).statusCode()).isEqualTo(200);

        assertThat(onlyRow()).containsEntry("state", "new").containsEntry("shop", "second.myshopify.com");
    }

    @Test
    void withoutAWebhookIdTopicAndBodyMakeTheKey() throws Exception {
        SignedDelivery delivery = valid().without("Webhook-Id");

        send(delivery);
        send(delivery);
        send(delivery.with("Topic", "orders/create"));
        send(delivery.withBody("{}".getBytes(UTF_8)));

        assertThat(rows()).isEqualTo(3);
    }

    @Test
    void aWebhookIdTooLongForAKeyIsNotOne() throws Exception {
        assertThat(send(valid().with("Webhook-Id", "x".repeat(4000))).statusCode()).isEqualTo(200);

        assertThat(onlyRow().get("message_key").toString()).hasSizeLessThan(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "-999999999-01-01T00:00:00Z", "2026-11-22", ""})
    void aTimeThatIsNoneIsNotKept(String time) throws Exception {
        assertThat(send(valid().with("Triggered-At", time)).statusCode()).isEqualTo(200);

        assertThat(onlyRow()).containsEntry("triggered_at", null);
    }

    @Test
    void nothingOfTheCallersHeadersOrQueryComesBackOrHasAnEffect() throws Exception {
        SignedDelivery delivery = valid().withHeader("Authorization", "Bearer s3cret").withHeader("Cookie", "a=s3cret").withHeader("X-Anything", "s3cret")
                .withHeader("CamelHttpResponseCode", "418").withHeader("Retry-After", "s3cret").withHeader("X-Shopify-Access-Token", "s3cret")
                .withQuery("?CamelHttpResponseCode=418&Shopify-Topic=orders/create&x=s3cret");

        for (HttpResponse<String> response : List.of(send(delivery), send(delivery.signedWith("wrong")))) {
            assertThat(response.statusCode()).isIn(200, 401);
            assertThat(response.headers().map().toString() + response.body()).doesNotContain("s3cret").doesNotContainIgnoringCase("shopify")
                    .doesNotContainIgnoringCase("camel");
        }
        assertThat(onlyRow()).containsEntry("topic", "orders/paid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "OPTIONS", "PATCH"})
    void onlyPostIsAllowed(String method) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri("")).method(method, BodyPublishers.noBody()).build();

        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());

        assertProblem(response, 405);
        assertThat(response.headers().firstValue("Allow")).hasValue("POST");
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsA503AndTheNextDeliveryIsStored() throws Exception {
        SignedDelivery delivery = valid().with("Webhook-Id", "w-locked");
        double unavailable = count("unavailable");
        try (Connection other = dataSource.getConnection()) {
            other.setAutoCommit(false);
            other.createStatement().execute("LOCK TABLE inbox IN ACCESS EXCLUSIVE MODE");

            assertUnavailable(send(delivery));
            other.rollback();
        }
        await().until(() -> count("unavailable"), Double.valueOf(unavailable + 1)::equals);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(send(delivery).statusCode()).isEqualTo(200));
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void aDatabaseThatIsDownIsA503AndTheIntakeRecoversByItself() throws Exception {
        assertThat(send(valid().with("Webhook-Id", "before")).statusCode()).isEqualTo(200);
        DATABASE.stop();
        try {
            assertUnavailable(send(valid().with("Webhook-Id", "while")));
        } finally {
            DATABASE.start();
        }
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(send(valid().with("Webhook-Id", "after")).statusCode()).isEqualTo(200));
        await().ignoreExceptions().untilAsserted(() -> assertThat(keys()).contains("shopify:my-store.myshopify.com:before",
                "shopify:my-store.myshopify.com:after"));
    }

    @Test
    void whileTheRoutesAreNotThereAWebhookIsA503(@Autowired CamelContext camel) throws Exception {
        camel.suspend();
        try {
            assertUnavailable(send(valid()));
        } finally {
            camel.resume();
        }
        assertThat(send(valid()).statusCode()).isEqualTo(200);
    }

    @Test
    void aWebhookNobodyTakesIsAProblemAndNotAPage() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/webhook/nobody"))
                .POST(BodyPublishers.ofByteArray(BODY)).build();

        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    private void assertUnavailable(HttpResponse<String> response) {
        assertProblem(response, 503);
        assertThat(response.headers().firstValue("Retry-After")).hasValue("10");
    }

    private static void assertProblem(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(response.body()).contains("\"status\":" + status).contains("\"title\":").contains("\"detail\":");
    }

    /** Counted once the answer is on its way, which may be after it has arrived: to be awaited. */
    private double count(String result) {
        return meters.get("dropship.intake").tags("source", "shopify", "result", result).counter().count();
    }

    private Map<String, Object> onlyRow() {
        return jdbc.queryForMap("SELECT * FROM inbox");
    }

    private int rows() {
        return keys().size();
    }

    private List<String> keys() {
        return jdbc.queryForList("SELECT message_key FROM inbox", String.class);
    }

    private URI uri(String query) {
        return URI.create("http://localhost:" + port + "/webhook/shopify" + query);
    }

    private HttpResponse<String> send(SignedDelivery delivery) throws IOException, InterruptedException {
        return client.send(delivery.to(port), BodyHandlers.ofString());
    }

    private static boolean writeForEver(Socket socket) {
        byte[] chunk = ("4000\r\n" + "x".repeat(0x4000) + "\r\n").getBytes(UTF_8);
        try {
            while (true) {
                socket.getOutputStream().write(chunk);
            }
        } catch (IOException e) {
            return true;
        }
    }

    private static RestartableDatabase database() {
        try {
            return new RestartableDatabase();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
