package io.github.dropshiproutes.shopify;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The block {@code shopify} of {@code application.yaml}; what each key does stands there.
 *
 * @param shop         domain of the shop that the settings' own credentials belong to; blank = none
 * @param accessToken  static Admin token of that shop; blank = {@code clientId} and {@code clientSecret} are used
 * @param clientId     of the app, for the client-credentials grant
 * @param clientSecret that belongs to it
 * @param apiVersion   such as {@code 2026-10}
 * @param baseUrl      in which {@code {shop}} stands for the shop's domain
 * @param renewEarly   how long before its end a granted token is renewed
 * @param callTimeout  the longest a call may take as a whole
 * @param longestWait  the longest wait for a filling bucket that is spent on the spot
 * @param settle       after which time a change without an answer cannot happen any more
 */
@ConfigurationProperties("shopify")
public record ShopifySettings(String shop, String accessToken, String clientId, String clientSecret, String apiVersion, String baseUrl,
                              Duration renewEarly, Duration callTimeout, Duration longestWait, Duration settle) {

    boolean isStatic() {
        return accessToken != null && !accessToken.isBlank();
    }

    boolean hasClient() {
        return clientId != null && !clientId.isBlank() && clientSecret != null && !clientSecret.isBlank();
    }
}
