package io.github.dropshiproutes.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The product's end of a push, which answers as it is told and keeps what came. */
final class PushReceiver implements AutoCloseable {

    final List<Push> pushes = new CopyOnWriteArrayList<>();
    volatile int status = 200;
    /** Not null = nothing is answered before it is opened. */
    volatile CountDownLatch gate;

    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final HttpServer http;

    PushReceiver() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(workers);
        http.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            pushes.add(new Push(exchange.getRequestURI().getPath(), exchange.getRequestHeaders().getFirst("Authorization"), body));
            CountDownLatch closed = gate;
            try {
                if (closed != null) {
                    closed.await();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        http.start();
    }

    record Push(String path, String authorization, byte[] body) {

        JsonNode json() {
            try {
                return Json.read(body);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        int type() {
            return json().path("message_type").asInt();
        }

        String status() {
            return json().at("/data/status").asText();
        }
    }

    String origin() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    /** @return the status words of the order messages (type 3), in the order in which they came */
    List<String> statuses() {
        return pushes.stream().filter(push -> push.type() == AlibabaPushMessages.STATUS).map(Push::status).toList();
    }

    @Override
    public void close() {
        if (gate != null) {
            gate.countDown();
        }
        http.stop(0);
        workers.shutdownNow();
    }
}
