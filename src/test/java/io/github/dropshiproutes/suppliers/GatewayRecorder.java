package io.github.dropshiproutes.suppliers;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A gateway that keeps every byte it is sent and answers whatever it was told to, one connection a request. */
public final class GatewayRecorder implements AutoCloseable {

    /** Writes what comes back; {@code closing} opens when the recorder is closed. */
    public interface Answer {
        void write(OutputStream out, CountDownLatch closing) throws IOException, InterruptedException;
    }

    /** A request as it came, header names in lower case. */
    public record Request(String verb, String target, Map<String, String> headers, byte[] body) {

        public String path() {
            return target.contains("?") ? target.substring(0, target.indexOf('?')) : target;
        }

        public String query() {
            return target.contains("?") ? target.substring(target.indexOf('?') + 1) : "";
        }

        /** The decoded parameters of query and body. */
        public Map<String, String> parameters() {
            Map<String, String> parameters = new TreeMap<>();
            for (String part : List.of(query(), new String(body, StandardCharsets.UTF_8))) {
                Arrays.stream(part.split("&")).filter(pair -> !pair.isEmpty()).forEach(pair -> {
                    String[] halves = pair.split("=", 2);
                    parameters.put(URLDecoder.decode(halves[0], StandardCharsets.UTF_8), URLDecoder.decode(halves[1], StandardCharsets.UTF_8));
                });
            }
            return parameters;
        }
    }

    private final ServerSocket socket;
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<Request> requests = new ArrayList<>();
    private Function<Request, Answer> chooser;
    private final CountDownLatch closing = new CountDownLatch(1);

    public GatewayRecorder() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        workers.execute(this::accept);
    }

    public static Answer json(String body) {
        return status(200, body);
    }

    public static Answer status(int status, String body, String... headers) {
        return bytes(status, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    public static Answer bytes(int status, byte[] body, String... headers) {
        return (out, closing) -> {
            head(out, status, body.length, headers);
            out.write(body);
        };
    }

    /** Closes the connection without an answer. */
    public static Answer drop() {
        return (out, closing) -> { };
    }

    /** Sends a byte every few milliseconds, without end. */
    public static Answer drip() {
        return (out, closing) -> {
            head(out, 200, Integer.MAX_VALUE);
            while (!closing.await(20, TimeUnit.MILLISECONDS)) {
                out.write(' ');
                out.flush();
            }
        };
    }

    /** Never answers. */
    public static Answer silence() {
        return (out, closing) -> closing.await();
    }

    public static void head(OutputStream out, int status, long length, String... headers) throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Told So\r\nContent-Length: " + length + "\r\nConnection: close\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    /** @return Alibaba.com's base URL: with the path of its API */
    public String baseUrl() {
        return root() + "/rest";
    }

    /** @return AliExpress's base URL: without a path */
    public String root() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    /** What the next requests are answered, one each; the last one goes on. Forgets what was recorded. */
    public synchronized void answer(Answer... next) {
        answerBy(null);
        answers.addAll(List.of(next));
    }

    /** Chooses an answer for each request, in whatever order they come. Forgets what was recorded. */
    public synchronized void answerBy(Function<Request, Answer> choice) {
        chooser = choice;
        answers.clear();
        requests.clear();
    }

    public synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    private synchronized Answer take(Request request) {
        requests.add(request);
        if (chooser != null) {
            return chooser.apply(request);
        }
        return answers.size() > 1 ? answers.poll() : answers.peek();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                workers.execute(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection; InputStream in = new BufferedInputStream(connection.getInputStream());
                OutputStream out = new BufferedOutputStream(connection.getOutputStream())) {
            Answer answer = take(read(in));
            if (answer != null) {
                answer.write(out, closing);
                out.flush();
            }
        } catch (IOException callerGone) {
            // It had enough; that is what some tests are about.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Request read(InputStream in) throws IOException {
        String[] start = line(in).split(" ");
        Map<String, String> headers = new TreeMap<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String[] halves = header.split(": *", 2);
            headers.put(halves[0].toLowerCase(Locale.ROOT), halves[1]);
        }
        return new Request(start[0], start[1], headers, in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0"))));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the caller went away");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        socket.close();
        workers.shutdownNow();
    }
}
