package io.github.dropshiproutes.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dropshiproutes.DropshipRoutesApplication;
import io.github.dropshiproutes.sandbox.Catalogue;
import io.github.dropshiproutes.sandbox.SandboxOptions;
import io.github.dropshiproutes.sandbox.SandboxServer;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import io.github.dropshiproutes.support.PrivacyRequests;
import io.github.dropshiproutes.support.Walk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole product with its own database and the sandbox's ledger in one directory: after a redaction nothing there names anybody. */
@ExtendWith(OutputCaptureExtension.class)
class ForgottenCustomerTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<String> SENTINELS = List.of("Zenobia", "Quandary", "9 Sentinel Crescent", "Sentinel Unit", "Sentinelville",
            "zenobia@example.com", "5550199", "198.51.100.77", "ring twice");

    @TempDir
    Path directory;

    @Test
    void noFileAndNoLogNamesARedactedCustomer(CapturedOutput output) throws Exception {
        try (SandboxServer sandbox = SandboxServer.start(SandboxOptions.defaults().withDataDir(directory.resolve("sandbox")))) {
            Map<String, Object> settings = Walk.settings("", sandbox);
            settings.put("dropship.data-dir", directory.toString());
            try (var product = (ServletWebServerApplicationContext) new SpringApplicationBuilder(DropshipRoutesApplication.class)
                    .initializers(context -> context.getEnvironment().getPropertySources()
                            .addFirst(new MapPropertySource("test", settings)))
                    .run()) {
                JdbcClient jdbc = product.getBean(JdbcClient.class);
                ShopifySamples order = ofZenobia();
                send(product, sandbox, "orders/paid", order.body());
                await().atMost(PATIENCE).until(() -> jdbc.sql("SELECT count(*) FROM purchase WHERE state = 'paid'")
                        .query(Integer.class).single() == 1);
                jdbc.sql("CHECKPOINT").update();
                assertThat(found("Zenobia")).as("what is looked for is there before").isNotEmpty();

                send(product, sandbox, "customers/redact", PrivacyRequests.of(order));

                await().atMost(PATIENCE).until(() -> jdbc.sql("SELECT count(*) FROM privacy_request WHERE state = 'scrubbed'")
                        .query(Integer.class).single() == 1);
                for (String sentinel : SENTINELS) {
                    assertThat(found(sentinel)).as(sentinel).isEmpty();
                    assertThat(output.getAll()).doesNotContain(sentinel);
                }
            }
        }
    }

    private static ShopifySamples ofZenobia() {
        return ShopifySamples.paidOrder().line(ShopifySamples.alibabaSku(Catalogue.TRY_OUT, Catalogue.TRY_OUT_BLACK), 1, "39.90")
                .addressField("name", "Zenobia Quandary").addressField("first_name", "Zenobia").addressField("last_name", "Quandary")
                .addressField("address1", "9 Sentinel Crescent").addressField("address2", "Sentinel Unit 4")
                .addressField("city", "Sentinelville").addressField("phone", "+1 310 5550199").set("email", "zenobia@example.com")
                .set("contact_email", "zenobia@example.com").set("phone", "+1 310 5550199").set("browser_ip", "198.51.100.77")
                .set("note", "for Zenobia, please ring twice");
    }

    private static void send(ServletWebServerApplicationContext product, SandboxServer sandbox, String topic, byte[] body)
            throws Exception {
        sandbox.shops().take(SandboxOptions.SHOP, body);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + product.getWebServer().getPort()
                + "/webhook/shopify")).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        ShopifySamples.headers(topic, SandboxOptions.SHOP, SandboxOptions.SHOPIFY_WEBHOOK_SECRET, body).forEach(request::header);
        assertThat(HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode()).isEqualTo(200);
    }

    /** @return the files that hold the text; PostgreSQL's own programs aside */
    private List<String> found(String text) throws IOException {
        List<String> holding = new ArrayList<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).filter(file -> !file.startsWith(directory.resolve("postgres-binaries")))
                    .toList()) {
                if (contains(file, text)) {
                    holding.add(directory.relativize(file).toString());
                }
            }
        } catch (UncheckedIOException goneMeanwhile) {
            return found(text);
        }
        return holding;
    }

    private static boolean contains(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException goneMeanwhile) {
            return false;
        }
    }
}
