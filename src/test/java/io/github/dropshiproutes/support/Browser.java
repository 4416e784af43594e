package io.github.dropshiproutes.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A headless Chromium with one page, spoken to by its own protocol (DevTools), so that no driver has to be installed beside it. */
public final class Browser implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger calls = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> open = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private Browser(Process process, URI page) {
        this.process = process;
        this.socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(page, new Answers()).join();
        call("Page.enable", Map.of());
        call("Runtime.enable", Map.of());
        call("Log.enable", Map.of());
    }

    /** @return the program, or null where this machine has none */
    public static Path program() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome").map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable).findFirst().orElse(null);
    }

    public static boolean isThere() {
        return program() != null;
    }

    /** @param profile an empty folder for what it keeps */
    public static Browser start(Path profile) throws IOException {
        Process process = new ProcessBuilder(program().toString(), "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
                "--disable-background-networking", "--remote-debugging-port=0", "--user-data-dir=" + profile, "about:blank")
                .redirectErrorStream(true).redirectOutput(profile.resolve("log").toFile()).start();
        Path said = profile.resolve("DevToolsActivePort");
        Awaitility.await().atMost(PATIENCE).until(() -> Files.exists(said) && Files.readAllLines(said).size() == 2);
        HttpClient http = HttpClient.newHttpClient();
        URI pages = URI.create("http://127.0.0.1:" + Files.readAllLines(said).get(0) + "/json");
        String page = Awaitility.await().atMost(PATIENCE).until(() -> {
            for (JsonNode one : JSON.readTree(http.send(HttpRequest.newBuilder(pages).build(),
                    BodyHandlers.ofString()).body())) {
                if (one.path("type").asText().equals("page")) {
                    return one.path("webSocketDebuggerUrl").asText();
                }
            }
            return null;
        }, Objects::nonNull);
        return new Browser(process, URI.create(page));
    }

    public void open(URI address) {
        call("Page.navigate", Map.of("url", address.toString()));
    }

    /** Forgets who is signed in. */
    public void forgetCookies() {
        call("Network.clearBrowserCookies", Map.of());
    }

    /** @param width in CSS pixels; up to 500 it is a phone */
    public void resize(int width, int height) {
        call("Emulation.setDeviceMetricsOverride", Map.of("width", width, "height", height, "deviceScaleFactor", 1,
                "mobile", width <= 500));
    }

    /** @return what the script's last expression says, as JSON; missing where that is undefined */
    public JsonNode run(String script) {
        JsonNode answer = call("Runtime.evaluate", Map.of("expression", script, "awaitPromise", true, "returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(answer.at("/exceptionDetails/exception/description").asText());
        }
        return answer.at("/result/value");
    }

    /** Waits until the expression is true. */
    public void waitFor(String expression) {
        Awaitility.await(expression).atMost(PATIENCE).ignoreExceptions().until(() -> run("Boolean(" + expression + ")").asBoolean());
    }

    /** @return what the page's scripts threw, and what its policy kept from running */
    public List<String> complaints() {
        return complaints;
    }

    private JsonNode call(String method, Map<String, Object> parameters) {
        int number = calls.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        open.put(number, answer);
        ObjectNode call = JSON.createObjectNode().put("id", number).put("method", method);
        call.set("params", JSON.valueToTree(parameters));
        socket.sendText(call.toString(), true).join();
        try {
            return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(method, e);
        }
    }

    @Override
    public void close() {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        Awaitility.await().atMost(PATIENCE).until(() -> !process.isAlive());
    }

    private final class Answers implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                take(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void take(String message) {
            try {
                JsonNode said = JSON.readTree(message);
                if (said.has("id")) {
                    open.remove(said.get("id").asInt()).complete(said.path("result"));
                } else if (said.path("method").asText().equals("Runtime.exceptionThrown")) {
                    complaints.add(said.at("/params/exceptionDetails/exception/description").asText());
                } else if (said.at("/params/entry/source").asText().equals("security")) {
                    complaints.add(said.at("/params/entry/text").asText());
                }
            } catch (JsonProcessingException e) {
                complaints.add(message);
            }
        }
    }
}
