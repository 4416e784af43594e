package io.github.dropshiproutes.alibaba;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A push as Alibaba.com delivers it, valid but for the one thing a test changes. */
final class SignedPush {

    static final String ORDER = """
            {
              "havana_id": "17379911544",
              "seller_id": "200042360",
              "message_type": 3,
              "data": {
                "status": "trade_close",
                "trade_id_str": "255201166001024316",
                "order_status": "PLACE_ORDER_SUCCESS",
                "trade_order_id": "30160843",
                "status_update_time": "2025-04-19 23:18:56"
              },
              "timestamp": 1650435537,
              "site": "icbu_global"
            }""";
    static final String PRODUCT = """
            {"seller_id":"BROADCAST","message_type":1,"data":{"productId":"123456789","option":"ADD"},"timestamp":1650435537}""";
    static final String PRICE = """
            {"seller_id":"BROADCAST","message_type":1,"data":{"productId":"123456789","skuId":"123456789","option":"PRICE_CHANGE",
             "value":"11.00","timestamp":"1650435537"},"timestamp":1650435537}""";

    private final Map<String, String> headers = new LinkedHashMap<>();
    private final String appKey;
    private String secret;
    private byte[] body = ORDER.getBytes(UTF_8);
    private String signature;
    private boolean signed = true;

    private SignedPush(String appKey, String secret) {
        this.appKey = appKey;
        this.secret = secret;
    }

    static SignedPush valid(String appKey, String secret) {
        return new SignedPush(appKey, secret);
    }

    /** Lower-case hex of HMAC-SHA256 over the app key and the raw body, as the guide documents it. */
    static String signature(String appKey, String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            mac.update(appKey.getBytes(UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    SignedPush with(String json) {
        body = json.getBytes(UTF_8);
        return this;
    }

    SignedPush with(byte[] bytes) {
        body = bytes;
        return this;
    }

    SignedPush withSignature(String other) {
        signature = other;
        return this;
    }

    SignedPush signedWith(String otherSecret) {
        secret = otherSecret;
        return this;
    }

    SignedPush unsigned() {
        signed = false;
        return this;
    }

    SignedPush withHeader(String name, String value) {
        headers.put(name, value);
        return this;
    }

    HttpRequest to(URI product) {
        HttpRequest.Builder request = HttpRequest.newBuilder(product.resolve("/webhook/alibaba")).timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json").POST(BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        if (signed) {
            request.header("Authorization", signature != null ? signature : signature(appKey, secret, body));
        }
        return request.build();
    }
}
