package io.github.dropshiproutes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process as people start and stop it. */
class HouseProcessTest {

    private static final String ECHO = """
            - route:
                id: receive-shopify-webhook
                description: Answers with what it was sent.
                from:
                  uri: platform-http
                  parameters:
                    path: /webhook/shopify
                  steps:
                    - setBody:
                        simple:
                          expression: "${header.X-Shopify-Hmac-Sha256} ${bodyAs(String)}"
                    - removeHeaders:
                        pattern: "*"
            """;

    @TempDir
    Path directory;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endWhatIsLeft() throws Exception {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
        Path pidFile = directory.resolve("data/postgres/postmaster.pid");
        if (Files.exists(pidFile)) {
            ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).get(0))).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    private Process start(String name, Map<String, String> variables, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                DropshipRoutesApplication.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true)
                .redirectOutput(log(name).toFile());
        builder.environment().keySet().removeIf(variable -> variable.matches("(ALI|SHOPIFY|DATA|API_KEY|CONSOLE|TOKEN|SPRING).*"));
        builder.environment().putAll(variables);
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private Path log(String name) {
        return directory.resolve(name + ".log");
    }

    private String printed(String name) throws IOException {
        return Files.readString(log(name));
    }

    @Test
    void productionNamesAllThatIsMissingAndEndsWithAnError() throws Exception {
        Process process = start("production", Map.of("MAX_ORDER_COST", "plenty"));

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(printed("production")).contains("SHOPIFY_SHOP is missing", "API_KEY is missing", "MAX_ORDER_COST is malformed",
                "ROUTES_DIR is malformed").doesNotContain("plenty", "\tat ");
        assertThat(directory.resolve("data")).doesNotExist();
    }

    @Test
    void theSandboxSaysHowToTryItIsAloneAndStopsInOrder() throws Exception {
        Files.createDirectories(directory.resolve("routes/shopify"));
        Files.createDirectories(directory.resolve("routes/errors"));
        Files.copy(Path.of("routes/errors/error-codes.yaml"), directory.resolve("routes/errors/error-codes.yaml"));
        Files.writeString(directory.resolve("routes/shopify/receive-shopify-webhook.camel.yaml"), ECHO);
        Map<String, String> variables = Map.of("SERVER_PORT", Integer.toString(freePort()),
                "DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/real", "SPRING_FLYWAY_URL", "jdbc:postgresql://127.0.0.1:1/real",
                "ALIBABA_BASE_URL", "https://openapi-api.alibaba.com/rest", "API_KEY", "the real one");
        Process first = start("first", variables, "--spring.profiles.active=sandbox", "--logging.level.root=INFO",
                "--logging.level.org.apache.camel.impl.engine=INFO");

        await().atMost(Duration.ofMinutes(3)).until(() -> !first.isAlive() || printed("first").contains("Try it: "));
        List<String> lines = printed("first").lines().toList();
        String url = "http://localhost:" + variables.get("SERVER_PORT");
        assertThat(lines).anyMatch(line -> line.matches("Console: " + url + "/console \\(admin / \\S{16}\\)"))
                .contains("Hawtio: " + url + "/actuator/hawtio").doesNotContain("API key: the real one");
        assertThat(health(url)).isEqualTo(200);

        String command = only(lines, "Try it: ");
        assertThat(command).hasSizeLessThan(2500);
        String echoed = shell(command);
        String body = echoed.substring(echoed.indexOf(' ') + 1);
        assertThat(body).startsWith("{\"id\":").contains("\"sku\":\"alibaba:");
        assertThat(echoed).startsWith(hmac("sandbox-webhook-secret", body) + " ");

        Process second = start("second", variables, "--spring.profiles.active=sandbox", "--server.port=0");
        assertThat(second.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(second.exitValue()).isEqualTo(1);
        assertThat(printed("second")).contains("Another live process already uses DATA_DIR").doesNotContain("\tat ");

        first.destroy();
        assertThat(first.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(directory.resolve("data/postgres/postmaster.pid")).doesNotExist();
        assertThat(printed("first")).containsSubsequence("Commencing graceful shutdown", "Apache Camel", "is shutting down",
                "walk - Shutdown completed", "PostgreSQL is stopped").doesNotContain("PostgreSQL has died");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static int health(String url) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/actuator/health/readiness")).build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static String only(List<String> lines, String start) {
        return lines.stream().filter(line -> line.startsWith(start)).map(line -> line.substring(start.length())).findFirst().orElseThrow();
    }

    private static String shell(String command) throws Exception {
        Process shell = new ProcessBuilder("sh", "-c", command).start();
        String output = new String(shell.getInputStream().readAllBytes(), UTF_8);
        assertThat(shell.waitFor()).isZero();
        return output;
    }

    private static String hmac(String secret, String body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(UTF_8)));
    }
}
