package io.github.dropshiproutes.shopify;

import io.github.dropshiproutes.inbox.InvalidSignatureException;
import io.github.dropshiproutes.inbox.SigningSecrets;
import java.util.Base64;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Lets only bodies pass that are signed as Shopify signs them: base64 of HMAC-SHA256 over the raw bytes, in
 * {@code Shopify-Hmac-Sha256} or {@code X-Shopify-Hmac-Sha256}. The body must be a {@code byte[]}; an empty one is
 * invalid (Shopify, "Verify webhook deliveries").
 */
@Component("shopifySignatureVerifier")
public class ShopifySignatureVerifier implements Processor {

    private final SigningSecrets secrets;
    private final ShopSecrets own;

    /**
     * @param secrets comma-separated; every one is accepted
     * @param own     of shops that have an app of their own
     * @throws IllegalArgumentException when there is none
     */
    public ShopifySignatureVerifier(@Value("${shopify.webhook-secrets}") String secrets, ShopSecrets own) {
        this.secrets = SigningSecrets.parse(secrets);
        this.own = own;
    }

    /** @throws InvalidSignatureException when the signature is missing or fits none of the secrets */
    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        byte[] body = message.getBody(byte[].class);
        if (body == null || body.length == 0) {
            throw new InvalidSignatureException("An empty body is never signed");
        }
        String signature = ShopifyHeaders.value(message, "Hmac-Sha256");
        if (signature == null) {
            throw new InvalidSignatureException("The signature header is missing");
        }
        byte[] given = decoded(signature);
        if (!secrets.signed(given, body) && !own.signed(ShopifyDelivery.shop(message), given, body)) {
            throw new InvalidSignatureException("The signature does not fit");
        }
    }

    private static byte[] decoded(String signature) {
        try {
            return Base64.getDecoder().decode(signature);
        } catch (IllegalArgumentException e) {
            throw new InvalidSignatureException("The signature is not base64");
        }
    }
}
