package io.github.dropshiproutes.suppliers;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature that Alibaba.com and AliExpress ask for: upper-case hex HMAC-SHA256 over the API path, where there is one,
 * and all parameters, sorted by key and joined without separators, raw values in UTF-8. Blank keys and values are neither
 * sent nor signed.
 */
public final class CallSignature {

    private CallSignature() {
    }

    /**
     * @param apiPath    the path behind {@code /rest}, for example {@code /buynow/order/create}; empty for methods without one
     * @param parameters every parameter that is sent, wherever it travels, except {@code sign}
     * @param secret     the app secret
     */
    public static String sign(String apiPath, Map<String, String> parameters, String secret) {
        StringBuilder base = new StringBuilder(apiPath);
        new TreeMap<>(parameters).forEach((key, value) -> {
            if (!key.isBlank() && value != null && !value.isBlank()) {
                base.append(key).append(value);
            }
        });
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().withUpperCase().formatHex(mac.doFinal(base.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HmacSHA256", e);
        }
    }
}
