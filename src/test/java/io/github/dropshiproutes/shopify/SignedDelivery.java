package io.github.dropshiproutes.shopify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A webhook as Shopify delivers it, valid but for the one thing a test changes. */
final class SignedDelivery {

    static final byte[] BODY = "{\"id\":820982911946154508,\"note\":\"Gr\u00fc\u00dfe\"}".getBytes(UTF_8);

    private final Map<String, String> shopify = new LinkedHashMap<>();
    private final Map<String, String> others = new LinkedHashMap<>();
    private String prefix = "X-Shopify-";
    private String secret = "the-new-secret";
    private String query = "";
    private byte[] body = BODY;
    private boolean chunked;
    private boolean signed = true;

    private SignedDelivery() {
        shopify.put("Topic", "orders/paid");
        shopify.put("Shop-Domain", "my-store.myshopify.com");
        shopify.put("Webhook-Id", UUID.randomUUID().toString());
        shopify.put("Triggered-At", "2026-11-22T10:00:00.123456Z");
    }

    static SignedDelivery valid() {
        return new SignedDelivery();
    }

    /** Base64 of HMAC-SHA256, the signature Shopify documents. */
    static String signature(String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    SignedDelivery withSpelling(String otherPrefix) {
        prefix = otherPrefix;
        return this;
    }

    SignedDelivery signedWith(String otherSecret) {
        secret = otherSecret;
        return this;
    }

    SignedDelivery unsigned() {
        signed = false;
        return this;
    }

    SignedDelivery withBody(byte[] other) {
        body = other;
        return this;
    }

    SignedDelivery chunked() {
        chunked = true;
        return this;
    }

    SignedDelivery withQuery(String other) {
        query = other;
        return this;
    }

    /** @param name without the prefix */
    SignedDelivery with(String name, String value) {
        shopify.put(name, value);
        return this;
    }

    /** @param name without the prefix */
    SignedDelivery without(String name) {
        shopify.remove(name);
        return this;
    }

    SignedDelivery withHeader(String name, String value) {
        others.put(name, value);
        return this;
    }

    HttpRequest to(int port) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/webhook/shopify" + query))
                .timeout(Duration.ofSeconds(30))
                .POST(chunked ? BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)) : BodyPublishers.ofByteArray(body));
        shopify.forEach((name, value) -> request.header(prefix + name, value));
        others.forEach(request::header);
        if (signed && !shopify.containsKey("Hmac-Sha256")) {
            request.header(prefix + "Hmac-Sha256", signature(secret, body));
        }
        return request.build();
    }
}
