package io.github.dropshiproutes.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Sends signed webhooks over a number of kept-alive connections, one after the other on each, from one thread, so that
 * the sender takes as little as possible of the machine it shares with the server.
 */
final class Sender {

    /** What a round gave. Latencies in nanoseconds, ascending. */
    record Round(List<String> acknowledged, int failed, double seconds, long[] latencies) {

        double perSecond() {
            return acknowledged.size() / seconds;
        }

        double percentileMillis(double share) {
            return latencies.length == 0 ? Double.NaN : latencies[(int) Math.min(latencies.length - 1, latencies.length * share)] / 1e6;
        }
    }

    private final InetSocketAddress server;
    private final int connections;
    private final String idPrefix;
    private final byte[] head;
    private final byte[] body;
    private final List<String> acknowledged = new ArrayList<>();
    private long[] latencies = new long[1 << 16];
    private int failed;
    private int sent;

    /**
     * @param idPrefix of the webhook ids; must differ from round to round
     * @param secret   to sign with
     */
    Sender(InetSocketAddress server, int connections, String idPrefix, String secret, byte[] body) throws GeneralSecurityException {
        this.server = server;
        this.connections = connections;
        this.idPrefix = idPrefix;
        this.body = body;
        this.head = head(secret, body);
    }

    /** Sends until the time is over, then waits for the answers that are due. */
    Round run(Duration time) throws IOException {
        try (Selector selector = Selector.open()) {
            for (int n = 0; n < connections; n++) {
                Exchange exchange = new Exchange();
                exchange.next();
                connect(selector, exchange);
            }
            long start = System.nanoTime();
            long end = start + time.toNanos();
            long last = end + Duration.ofSeconds(10).toNanos();
            while (!selector.keys().isEmpty() && System.nanoTime() < last) {
                selector.select(key -> serve(key, end), 100);
            }
            failed += selector.keys().size();
            double seconds = (System.nanoTime() - start) / 1e9;
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            long[] sorted = Arrays.copyOf(latencies, acknowledged.size());
            Arrays.sort(sorted);
            return new Round(acknowledged, failed, seconds, sorted);
        }
    }

    private void connect(Selector selector, Exchange exchange) throws IOException {
        SocketChannel channel = SocketChannel.open(server);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_WRITE, exchange);
    }

    private void serve(SelectionKey key, long end) {
        Exchange exchange = (Exchange) key.attachment();
        SocketChannel channel = (SocketChannel) key.channel();
        try {
            if (key.isWritable()) {
                exchange.write(key, channel);
            } else if (exchange.read(channel)) {
                boolean kept = exchange.finish();
                boolean over = System.nanoTime() >= end;
                if (over || !kept) {
                    channel.close();
                }
                if (!over) {
                    exchange.next();
                    if (kept) {
                        exchange.write(key, channel);
                    } else {
                        connect(key.selector(), exchange);
                    }
                }
            }
        } catch (IOException e) {
            failed++;
            key.cancel();
        }
    }

    private static byte[] head(String secret, byte[] body) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(ISO_8859_1), "HmacSHA256"));
        return ("POST /webhook/shopify HTTP/1.1\r\nHost: localhost\r\nUser-Agent: Shopify-Captain-Hook\r\nAccept: */*\r\n"
                + "Accept-Encoding: gzip;q=1.0,deflate;q=0.6,identity;q=0.3\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + body.length + "\r\nX-Shopify-API-Version: 2026-10\r\nX-Shopify-Test: false\r\n"
                + "X-Shopify-Hmac-Sha256: " + Base64.getEncoder().encodeToString(mac.doFinal(body)) + "\r\n"
                + "X-Shopify-Shop-Domain: my-store.myshopify.com\r\nX-Shopify-Topic: orders/paid\r\n"
                + "X-Shopify-Order-Id: 820982911946154508\r\nX-Shopify-Event-Id: 98880550-7158-44d4-b7cd-2c97c8a091b5\r\n"
                + "X-Shopify-Triggered-At: 2026-11-22T09:59:58.123456789Z\r\nX-Shopify-Webhook-Id: ").getBytes(ISO_8859_1);
    }

    /** One request and its answer on one connection. */
    private final class Exchange {

        private final ByteBuffer out = ByteBuffer.allocateDirect(head.length + body.length + 64);
        private final ByteBuffer in = ByteBuffer.allocate(4096);
        private String id;
        private long start;

        void next() {
            id = idPrefix + sent++;
            out.clear();
            out.put(head).put(id.getBytes(ISO_8859_1)).put("\r\n\r\n".getBytes(ISO_8859_1)).put(body).flip();
            in.clear();
            start = System.nanoTime();
        }

        void write(SelectionKey key, SocketChannel channel) throws IOException {
            channel.write(out);
            int wanted = out.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ;
            if (key.interestOps() != wanted) {
                key.interestOps(wanted);
            }
        }

        /** @return true when the whole answer is there */
        boolean read(SocketChannel channel) throws IOException {
            if (channel.read(in) < 0) {
                throw new IOException("The server closed the connection");
            }
            String text = text();
            int bodyAt = text.indexOf("\r\n\r\n") + 4;
            if (bodyAt < 4) {
                return false;
            }
            String headers = text.substring(0, bodyAt).toLowerCase(Locale.ROOT);
            if (headers.contains("transfer-encoding: chunked")) {
                return text.endsWith("0\r\n\r\n");
            }
            int length = headers.indexOf("content-length: ");
            return length < 0 || text.length() - bodyAt >= Integer.parseInt(headers.substring(length + 16, headers.indexOf('\r', length)));
        }

        /** @return false when the server closes the connection, as servers do after a number of requests */
        boolean finish() {
            if (text().startsWith("HTTP/1.1 200")) {
                if (acknowledged.size() == latencies.length) {
                    latencies = Arrays.copyOf(latencies, latencies.length * 2);
                }
                latencies[acknowledged.size()] = System.nanoTime() - start;
                acknowledged.add(id);
            } else {
                failed++;
            }
            return !text().toLowerCase(Locale.ROOT).contains("\r\nconnection: close");
        }

        private String text() {
            return new String(in.array(), 0, in.position(), ISO_8859_1);
        }
    }
}
