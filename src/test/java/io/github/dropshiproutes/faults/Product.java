package io.github.dropshiproutes.faults;

import static org.awaitility.Awaitility.await;

import io.github.dropshiproutes.sandbox.SandboxOptions;
import io.github.dropshiproutes.sandbox.ShopifySamples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One process of the product in production mode, which can be killed, paused, and stopped at its failpoints. */
final class Product implements AutoCloseable {

    static final String API_KEY = "test-api-key-0123456789";

    private static final Pattern CONSOLE = Pattern.compile("Console: (http://localhost:\\d+)/console");
    private static final Duration START = Duration.ofMinutes(3);

    private final Process process;
    private final Path log;
    private final Failpoints.FailpointFiles failpoints;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5)).build();
    private URI url;

    private Product(Process process, Path log, Failpoints.FailpointFiles failpoints) {
        this.process = process;
        this.log = log;
        this.failpoints = failpoints;
    }

    /**
     * Starts a process; {@link #awaitStarted()} says when it takes webhooks.
     *
     * @param directory   its own: log, working directory, words with its failpoints
     * @param environment settings as an operator gives them
     * @param properties  settings that only a test changes
     * @param steps       the steps that have failpoints
     */
    static Product start(Path directory, Map<String, String> environment, Map<String, String> properties, List<String> jvm,
                         FailpointList steps) {
        try {
            Failpoints.FailpointFiles failpoints = new Failpoints.FailpointFiles(directory.resolve("failpoints"));
            failpoints.prepare(steps.steps());
            Path log = directory.resolve("log");
            List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx300m",
                    "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"));
            command.addAll(jvm);
            command.add("-D" + ArmedProduct.DIRECTORY + "=" + directory.resolve("failpoints"));
            properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
            command.add(ArmedProduct.class.getName());
            ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().keySet().removeIf(name -> name.matches("(ALIBABA|ALIEXPRESS|SHOPIFY|DATABASE)_.*"));
            builder.environment().putAll(environment);
            return new Product(builder.start(), log, failpoints);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Product awaitStarted() {
        await().atMost(START).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("the product does not start, see " + log + ":\n" + Files.readString(log));
            }
            Matcher console = CONSOLE.matcher(Files.readString(log));
            if (console.find()) {
                url = URI.create(console.group(1));
            }
            return url != null;
        });
        return this;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL: nothing of it runs any more when this returns. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** SIGSTOP: it stands still in the middle of whatever it does. */
    void pause() {
        signal("-STOP");
    }

    /** SIGCONT: it goes on as if no time had passed. */
    void resume() {
        signal("-CONT");
    }

    private void signal(String signal) {
        try {
            int status = new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
            if (status != 0) {
                throw new IllegalStateException("kill " + signal + " ended with " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Stops the next worker that comes there. */
    void arm(String failpoint) {
        arm(failpoint, "");
    }

    /** Stops the next worker of a stage that comes there; what another stage does there goes on. */
    void arm(String failpoint, String stage) {
        try {
            failpoints.arm(failpoint, stage);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean reached(String failpoint) {
        return failpoints.reached(failpoint);
    }

    void release(String failpoint) {
        try {
            failpoints.release(failpoint);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return the failpoints passed so far, each with the route that its worker came from */
    List<String> passed() {
        return List.copyOf(failpoints.passed());
    }

    /** @return the status of a signed webhook, or 0 when no answer came */
    int send(String topic, byte[] body) {
        return send(ShopifySamples.headers(topic, SandboxOptions.SHOP, SandboxOptions.SHOPIFY_WEBHOOK_SECRET, body), body);
    }

    /** @return the status, or 0 when no answer came */
    int send(Map<String, String> headers, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve("/webhook/shopify"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return status(request);
    }

    /** @return the status of an action of the API, or 0 when no answer came */
    int post(String path) {
        return post(path, "");
    }

    /** @return the status of an action with a body, or 0 when no answer came */
    int post(String path, String json) {
        return status(HttpRequest.newBuilder(url.resolve(path)).header("Authorization", "Bearer " + API_KEY)
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** @return the status of a change through the API, or 0 when no answer came */
    int put(String path, String json) {
        return status(HttpRequest.newBuilder(url.resolve(path)).header("Authorization", "Bearer " + API_KEY)
                .header("Content-Type", "application/json").PUT(HttpRequest.BodyPublishers.ofString(json)));
    }

    private int status(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException unanswered) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends it as an operator does, so that it may finish what it does. */
    void stop() {
        process.destroy();
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                throw new IllegalStateException("the product does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }
}
