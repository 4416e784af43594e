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
 * @param firstCost    what a call is taken to cost before Shopify has said it
 * @param silence      how long a shop is left alone after a call that it did not answer in time
 */
@ConfigurationProperties("shopify")
public record ShopifySettings(String shop, String accessToken, String clientId, String clientSecret, String apiVersion, String baseUrl,
                              Duration renewEarly, Duration callTimeout, Duration longestWait, Duration settle, FirstCost firstCost,
                              Duration silence) {

    /**
     * Points, at least 1.
     *
     * @param query    of a document that reads
     * @param mutation of one that changes something
     */
    public record FirstCost(int query, int mutation) {
    }

    boolean isStatic() {
        return accessToken != null && !accessToken.isBlank();
    }

    boolean hasClient() {
        return clientId != null && !clientId.isBlank() && clientSecret != null && !clientSecret.isBlank();
    }
}
