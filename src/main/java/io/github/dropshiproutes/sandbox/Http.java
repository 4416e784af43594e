package io.github.dropshiproutes.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reading requests within limits, and every way of answering or not answering one. */
final class Http {

    static final int LARGEST_BODY = 2 * 1024 * 1024;

    private static final int DRAINED = 16 * 1024 * 1024;

    private Http() {
    }

    /** @return the whole body, or null when it is larger than {@link #LARGEST_BODY} */
    static byte[] body(HttpExchange exchange) throws IOException {
        return body(exchange, LARGEST_BODY);
    }

    /** @return the whole body, or null when it is larger than {@code most} bytes */
    static byte[] body(HttpExchange exchange, int most) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(most + 1);
        if (body.length <= most) {
            return body;
        }
        // Most callers read the answer only after they have sent everything; the rest is read past, within reason.
        exchange.getRequestBody().skip(DRAINED);
        return null;
    }

    /**
     * Reads {@code application/x-www-form-urlencoded} text into {@code into}.
     *
     * @throws IllegalArgumentException for a repeated name or a broken escape
     */
    static void parameters(String text, Map<String, String> into) {
        if (text == null || text.isEmpty()) {
            return;
        }
        for (String pair : text.split("&")) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            if (into.putIfAbsent(name, equals < 0 ? "" : decode(pair.substring(equals + 1))) != null) {
                throw new IllegalArgumentException("the parameter \"" + name + "\" is given twice");
            }
        }
    }

    static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new LinkedHashMap<>();
        parameters(exchange.getRequestURI().getRawQuery(), query);
        return query;
    }

    static void json(HttpExchange exchange, int status, Object value) throws IOException {
        send(exchange, status, "application/json;charset=utf-8", Json.bytes(value));
    }

    static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
        exchange.close();
    }

    /** Promises the whole answer, sends half of it and closes the connection. */
    static void sendHalf(HttpExchange exchange, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json;charset=utf-8");
        exchange.sendResponseHeaders(200, body.length);
        OutputStream out = exchange.getResponseBody();
        out.write(body, 0, body.length / 2);
        out.flush();
        exchange.close();
    }

    /** Closes the connection without an answer: the server does so when no answer has been begun. */
    static void drop(HttpExchange exchange) {
        exchange.close();
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
