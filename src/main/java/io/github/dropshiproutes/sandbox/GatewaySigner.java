package io.github.dropshiproutes.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signatures of the upstreams, written from their documentation and independent of the product's own signer. */
final class GatewaySigner {

    private GatewaySigner() {
    }

    /**
     * @param path       API path after {@code /rest}, with its leading slash
     * @param parameters every parameter, query and form together, as raw decoded values; {@code sign} is left out
     * @return upper-case hex of HMAC-SHA256(secret, path + sorted keys and values)
     */
    static String sign(String path, Map<String, String> parameters, String secret) {
        StringBuilder base = new StringBuilder(path);
        new TreeMap<>(parameters).forEach((key, value) -> {
            if (!key.equals("sign")) {
                base.append(key).append(value);
            }
        });
        return HexFormat.of().withUpperCase().formatHex(hmac(secret, base.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** @return lower-case hex of HMAC-SHA256(secret, appKey + raw body), the {@code Authorization} of an Alibaba push */
    static String push(String appKey, byte[] body, String secret) {
        byte[] key = appKey.getBytes(StandardCharsets.UTF_8);
        byte[] base = new byte[key.length + body.length];
        System.arraycopy(key, 0, base, 0, key.length);
        System.arraycopy(body, 0, base, key.length, body.length);
        return HexFormat.of().formatHex(hmac(secret, base));
    }

    /** @return base64 of HMAC-SHA256(secret, raw body), the {@code X-Shopify-Hmac-Sha256} of a webhook */
    static String webhook(String secret, byte[] body) {
        return Base64.getEncoder().encodeToString(hmac(secret, body));
    }

    /** @return whether two signatures or tokens are the same, in constant time */
    static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] hmac(String secret, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every Java platform", e);
        }
    }
}
