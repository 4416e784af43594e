package io.github.dropshiproutes.suppliers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dropshiproutes.alibaba.AlibabaCall;
import io.github.dropshiproutes.errors.OutcomeUnknownException;
import io.github.dropshiproutes.errors.SupplierException;
import io.github.dropshiproutes.errors.TransientException;
import io.github.dropshiproutes.orders.LeaseDeadline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One signed call on the wire, byte for byte, and what comes back when it goes wrong there. */
class SendToSupplierTest {

    private static final String FINE = "{\"code\":\"0\",\"value\":{}}";
    private static final Map<String, String> TRADE = Map.of("trade_id", "234193410001028893");

    private final Wire wire = Wire.shared();
    private final GatewayRecorder gateway = wire.gateway();

    @Test
    void thePlatformsDocumentedSampleIsSignedAsDocumented() {
        SupplierCallSigner signer = new SupplierCallSigner(bean(Platforms.class), bean(SupplierAccounts.class), bean(LeaseDeadline.class),
                Clock.fixed(Instant.ofEpochMilli(1517820392000L), ZoneOffset.UTC));
        Exchange exchange = new DefaultExchange(wire.walk().camel());
        exchange.setVariable("call", AlibabaCall.post("/order/get", Map.of("order_id", "1234")));

        signer.process(exchange);

        assertThat(exchange.getMessage().getBody(String.class)).isEqualTo("access_token=test&app_key=123456&order_id=1234"
                + "&sign=4190D32361CFB9581350222F345CB77F3B19F0E31D162316848A2C1FFD5FAB4A&sign_method=sha256&timestamp=1517820392000");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "/auth/token/create | 12345678 | 1517820392000 | code=3_500102_JxZ05Ux3cnnSSUm6dCxYg6Q26 |"
            + " 35607762342831B6A417A0DED84B79C05FEFBF116969C48AD6DC00279A9F4D81",
        "'' | 123456 | 1517820392000 | access_token=test&aliexpress_category_id=200135143"
            + "&method=aliexpress.logistics.redefining.getonlinelogisticsinfo | F7F7926B67316C9D1E8E15F7E66940ED3059B1638C497D77973F30046EFB5BBB"})
    void theSisterPlatformsSamplesAreSignedAsDocumented(String path, String appKey, String timestamp, String pairs, String signature) {
        Map<String, String> parameters = new LinkedHashMap<>(Map.of("app_key", appKey, "timestamp", timestamp, "sign_method", "sha256"));
        for (String pair : pairs.split("&")) {
            parameters.put(pair.split("=")[0], pair.split("=")[1]);
        }

        assertThat(CallSignature.sign(path, parameters, "helloworld")).isEqualTo(signature);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Straße 7", "東京都千代田区", "🎁 für dich", "1 + 1 = 2 & 100 % {sure}", "%2B+%20", "a=b&sign=c", "tab\tand\nline"})
    void whatIsSignedIsWhatArrives(String text) throws Exception {
        gateway.answer(GatewayRecorder.json(FINE));
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("remark", text);
        parameters.put("logistics_detail", "{\"address\":\"" + text.replace("\n", "\\n").replace("\t", "\\t") + "\",\"zip\":\"\"}");
        parameters.put("Upper", "1");
        parameters.put("foo_bar", "2");
        parameters.put("foobar", "3");
        parameters.put("f1", "4");

        wire.call(AlibabaCall.post("/buynow/order/create", parameters));

        GatewayRecorder.Request sent = gateway.requests().get(0);
        assertThat(sent.parameters()).containsAllEntriesOf(parameters).containsEntry("app_key", "123456").containsEntry("sign_method", "sha256")
                .containsEntry("access_token", "test").containsKey("timestamp").hasSize(parameters.size() + 5);
        assertThat(sent.parameters().get("sign")).isEqualTo(signatureOver("/buynow/order/create", sent.parameters()));
        assertThat(sent.body()).asString(StandardCharsets.ISO_8859_1).matches("[A-Za-z0-9_.*%+&=-]+");
    }

    @Test
    void aBlankParameterIsNeitherSentNorSigned() throws Exception {
        gateway.answer(GatewayRecorder.json(FINE));
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("trade_id", "1");
        parameters.put("empty", "");
        parameters.put("blank", " \t ");
        parameters.put("none", null);

        wire.call(AlibabaCall.post("/alibaba/order/cancel", parameters));

        Map<String, String> sent = gateway.requests().get(0).parameters();
        assertThat(sent).doesNotContainKeys("empty", "blank", "none");
        assertThat(sent.get("sign")).isEqualTo(signatureOver("/alibaba/order/cancel", sent));
    }

    @Test
    void byPostEverythingTravelsInTheBody() {
        gateway.answer(GatewayRecorder.json(FINE));

        wire.call(AlibabaCall.post("/alibaba/order/get", TRADE));

        GatewayRecorder.Request sent = gateway.requests().get(0);
        assertThat(sent.verb()).isEqualTo("POST");
        assertThat(sent.target()).isEqualTo("/rest/alibaba/order/get");
        assertThat(sent.headers().get("content-type").replace(" ", "")).isEqualTo("application/x-www-form-urlencoded;charset=UTF-8");
    }

    @Test
    void whatTheGuideAsksByGetOnlyIsSignedInTheQuery() throws Exception {
        gateway.answer(GatewayRecorder.json(FINE));
        String query = "{\"product_id\":\"1600124642247\",\"country\":\"US\",\"note\":\"ß + % & {}\"}";

        wire.call(AlibabaCall.get("/eco/buyer/product/description", Map.of("query_req", query)));

        GatewayRecorder.Request sent = gateway.requests().get(0);
        assertThat(sent.verb()).isEqualTo("GET");
        assertThat(sent.path()).isEqualTo("/rest/eco/buyer/product/description");
        assertThat(sent.body()).isEmpty();
        assertThat(sent.parameters()).containsEntry("query_req", query);
        assertThat(sent.parameters().get("sign")).isEqualTo(signatureOver("/eco/buyer/product/description", sent.parameters()));
    }

    @Test
    void noHeaderOfACallerTravels() {
        gateway.answer(GatewayRecorder.json(FINE));

        Exchange answered = wire.walk().camel().createProducerTemplate().send("direct:call-alibaba", exchange -> {
            exchange.setVariable("call", AlibabaCall.post("/alibaba/order/get", TRADE));
            exchange.getMessage().setHeader("X-Shopify-Access-Token", "shpat_secret");
            exchange.getMessage().setHeader("Authorization", "Bearer secret");
            exchange.getMessage().setHeader("Cookie", "session=secret");
            exchange.getMessage().setHeader(Exchange.HTTP_URI, "http://127.0.0.1:1/elsewhere");
            exchange.getMessage().setHeader(Exchange.HTTP_QUERY, "evil=1");
        });

        assertThat(answered.getException()).isNull();
        GatewayRecorder.Request sent = gateway.requests().get(0);
        assertThat(sent.headers().keySet()).isSubsetOf("host", "content-length", "content-type", "user-agent", "connection", "accept-encoding",
                "accept");
        assertThat(sent.target()).isEqualTo("/rest/alibaba/order/get");
    }

    @Test
    void aTokenEndpointIsCalledWithoutAnAccessToken() {
        gateway.answer(GatewayRecorder.json(FINE));

        wire.call(AlibabaCall.token("/auth/token/refresh", Map.of("refresh_token", "r")));

        assertThat(gateway.requests().get(0).parameters()).doesNotContainKey("access_token").containsEntry("refresh_token", "r");
    }

    @Test
    void anAnswerThatDripsEndsWithTheTimeOfTheWholeCall() {
        gateway.answer(GatewayRecorder.drip());

        SupplierException failure = Wire.failure(wire.call(AlibabaCall.spend("/buynow/order/create", TRADE)));

        assertThat(failure).isInstanceOf(OutcomeUnknownException.class);
        assertThat(failure.getCode()).isIn("TIMEOUT", "CONNECTION_LOST");
        assertThat(gateway.requests()).hasSize(1);
    }

    @Test
    void aCreateThatIsNotAnsweredIsNeverSentAgain() {
        gateway.answer(GatewayRecorder.silence());

        SupplierException failure = Wire.failure(wire.call(AlibabaCall.spend("/buynow/order/create", TRADE)));

        assertThat(failure).isInstanceOf(OutcomeUnknownException.class);
        assertThat(failure.getCode()).isEqualTo("TIMEOUT");
        assertThat(gateway.requests()).hasSize(1);
    }

    @Test
    void anAnswerLongerThanTheLimitIsNotRead() {
        gateway.answer((out, closing) -> {
            GatewayRecorder.head(out, 200, SupplierAnswerReader.MAX_BYTES + FINE.length());
            out.write(FINE.getBytes(StandardCharsets.US_ASCII));
            spaces(out, SupplierAnswerReader.MAX_BYTES);
        });

        SupplierException failure = Wire.failure(wire.call(AlibabaCall.post("/alibaba/order/get", TRADE)));

        assertThat(failure.getCode()).isEqualTo("UNREADABLE_ANSWER");
        assertThat(failure).hasMessageContaining("longer than");
    }

    @Test
    void aSmallAnswerThatUnpacksToAHugeOneIsNotRead() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
            zip.write("{\"code\":\"0\",\"value\":\"".getBytes(StandardCharsets.US_ASCII));
            spaces(zip, 5 * SupplierAnswerReader.MAX_BYTES);
        }
        gateway.answer(GatewayRecorder.bytes(200, packed.toByteArray(), "Content-Encoding: gzip", "Content-Type: application/json"));

        SupplierException failure = Wire.failure(wire.call(AlibabaCall.post("/alibaba/order/get", TRADE)));

        assertThat(failure.getCode()).isEqualTo("UNREADABLE_ANSWER");
        assertThat(failure).hasMessageContaining("longer than");
    }

    private static void spaces(OutputStream out, int count) throws IOException {
        byte[] block = " ".repeat(64 * 1024).getBytes(StandardCharsets.US_ASCII);
        for (int left = count; left > 0; left -= block.length) {
            out.write(block, 0, Math.min(left, block.length));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsNotFollowed(int status) {
        gateway.answer(GatewayRecorder.status(status, "", "Location: " + gateway.baseUrl() + "/elsewhere"));

        assertThat(Wire.failure(wire.call(AlibabaCall.spend("/buynow/order/create", TRADE)))).isInstanceOf(OutcomeUnknownException.class);
        assertThat(gateway.requests()).extracting(GatewayRecorder.Request::path).containsExactly("/rest/buynow/order/create");
    }

    @Test
    void aCreateIsNotWrittenOnceTheLeaseIsOver() {
        gateway.answer(GatewayRecorder.json(FINE));

        Exchange exchange = wire.walk().camel().createProducerTemplate().send("direct:call-alibaba", late -> {
            late.setVariable("call", AlibabaCall.spend("/buynow/order/create", TRADE));
            late.setVariable("leaseStartedAt", System.nanoTime() - 20_000_000_000L);
        });

        assertThat(Wire.failure(exchange)).isInstanceOf(TransientException.class);
        assertThat(Wire.failure(exchange).getCode()).isEqualTo("LEASE_OVER");
        assertThat(Wire.failure(exchange).getError().backOff().attempts()).isPositive();
        assertThat(gateway.requests()).isEmpty();
    }

    @Test
    void aCreateThatFoundNobodyWasSurelyNotCarriedOut() throws IOException {
        SupplierException failure = failureAtClosedPort();

        assertThat(failure).isInstanceOf(TransientException.class);
        assertThat(failure.getCode()).isEqualTo("CONNECTION_REFUSED");
        assertThat(failure.getError().refusal()).isTrue();
        assertThat(failure.getError().hint()).isNotBlank();
    }

    /** The route's own address is fixed at start, so its reading of the failure is asked with what the client throws. */
    private SupplierException failureAtClosedPort() throws IOException {
        int nobody;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = closed.getLocalPort();
        }
        Exchange thrown = wire.walk().camel().createProducerTemplate().request("http://127.0.0.1:" + nobody
                + "/rest?httpClientConfigurer=#supplierHttpClient", exchange -> exchange.getMessage().setBody("x"));
        thrown.setProperty(Exchange.EXCEPTION_CAUGHT, thrown.getException());
        thrown.setVariable("call", AlibabaCall.spend("/buynow/order/create", TRADE));
        try {
            bean(SupplierAnswerReader.class).transport(thrown);
            throw new AssertionError("a refused connection is a failure");
        } catch (SupplierException failure) {
            return failure;
        }
    }

    private <T> T bean(Class<T> type) {
        return wire.walk().application().getBean(type);
    }

    /** Worked out anew from the rule: path and pairs sorted by key, HMAC-SHA256 in upper-case hex. */
    private static String signatureOver(String path, Map<String, String> parameters) throws Exception {
        StringBuilder base = new StringBuilder(path);
        new TreeMap<>(parameters).forEach((key, value) -> base.append(key.equals("sign") ? "" : key + value));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Wire.APP_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().withUpperCase().formatHex(mac.doFinal(base.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
