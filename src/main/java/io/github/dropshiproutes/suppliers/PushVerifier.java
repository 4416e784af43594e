package io.github.dropshiproutes.suppliers;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.dropshiproutes.inbox.InvalidSignatureException;
import io.github.dropshiproutes.inbox.SigningSecrets;
import java.util.HexFormat;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.springframework.http.HttpHeaders;

/**
 * Lets only bodies pass that are signed as both suppliers sign their pushes: hex of HMAC-SHA256 over the app key followed by the raw
 * bytes, in either case, in {@code Authorization}. Without an app key and secret nothing passes.
 */
public abstract class PushVerifier implements Processor {

    private final byte[] appKey;
    private final SigningSecrets secret;
    private final String title;

    protected PushVerifier(String title, String appKey, String appSecret) {
        this.title = title;
        boolean configured = notBlank(appKey) && notBlank(appSecret);
        this.appKey = configured ? appKey.getBytes(UTF_8) : null;
        this.secret = configured ? SigningSecrets.of(appSecret) : null;
    }

    /** @throws InvalidSignatureException when the signature is missing or does not fit */
    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        byte[] body = message.getBody(byte[].class);
        if (secret == null) {
            throw new InvalidSignatureException("No app of " + title + " is configured");
        }
        if (body == null || body.length == 0) {
            throw new InvalidSignatureException("An empty body is never signed");
        }
        String signature = message.getHeader(HttpHeaders.AUTHORIZATION, String.class);
        if (signature == null) {
            throw new InvalidSignatureException("The signature header is missing");
        }
        if (!secret.signed(decoded(signature), appKey, body)) {
            throw new InvalidSignatureException("The signature does not fit");
        }
    }

    private static byte[] decoded(String signature) {
        try {
            return HexFormat.of().parseHex(signature.strip());
        } catch (IllegalArgumentException e) {
            throw new InvalidSignatureException("The signature is not hexadecimal");
        }
    }

    private static boolean notBlank(String text) {
        return text != null && !text.isBlank();
    }
}
