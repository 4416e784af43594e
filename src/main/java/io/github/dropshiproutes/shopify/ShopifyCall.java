package io.github.dropshiproutes.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.errors.SupplierException;
import java.time.Duration;

/** One call to be made: shop, operation and variables; a call for a new token has no document. */
public final class ShopifyCall {

    private final String shop;
    private final ShopifyDocument document;
    private final JsonNode variables;
    private SupplierException throttled;
    private boolean waited;

    private ShopifyCall(String shop, ShopifyDocument document, JsonNode variables) {
        this.shop = shop;
        this.document = document;
        this.variables = variables;
    }

    /** @param variables a JSON object by the names of the document's variables */
    public static ShopifyCall of(String shop, ShopifyDocument document, JsonNode variables) {
        return new ShopifyCall(shop, document, variables);
    }

    /** The client-credentials grant of a shop. */
    static ShopifyCall forToken(String shop) {
        return new ShopifyCall(shop, null, null);
    }

    public String getShop() {
        return shop;
    }

    /** @return the operation's name, {@code token} for the grant; what metrics and logs call it */
    public String getOperation() {
        return document == null ? "token" : document.operation();
    }

    public boolean isForToken() {
        return document == null;
    }

    /** @return whether it changes anything in the shop, so that a lost answer leaves a question */
    public boolean isMutation() {
        return document != null && document.mutation();
    }

    ShopifyDocument document() {
        return document;
    }

    JsonNode variables() {
        return variables;
    }

    void throttled(SupplierException failure) {
        throttled = failure;
    }

    SupplierException throttled() {
        return throttled;
    }

    /** @return whether the wait is so short that it is spent right here, once; a longer one stands in the row */
    public boolean isWorthWaiting(Duration longest) {
        boolean worth = !waited && throttled != null && throttled.getSaidWait() != null && throttled.getSaidWait().compareTo(longest) <= 0;
        waited = true;
        return worth;
    }

    /** @return milliseconds that Shopify's bucket needs to fill */
    public long getWait() {
        return throttled.getSaidWait().toMillis();
    }
}
