package io.github.dropshiproutes.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dropshiproutes.errors.SupplierException;
import java.time.Duration;

/** One call to be made: shop, operation and variables; a call for a new token has no document. */
public final class ShopifyCall {

    private final String shop;
    private final ShopifyDocument document;
    private final JsonNode variables;
    private String clientId;
    private String clientSecret;
    private boolean evenUninstalled;
    private SupplierException throttled;
    private Duration waited = Duration.ZERO;
    private boolean answered;
    private int taken;
    private QueryCost cost;
    private boolean unsent;
    private boolean silent;

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
    static ShopifyCall forToken(String shop, String clientId, String clientSecret) {
        ShopifyCall call = new ShopifyCall(shop, null, null);
        call.clientId = clientId;
        call.clientSecret = clientSecret;
        return call;
    }

    /** @return this call, made also where the app was uninstalled: to find out whether it has been installed again */
    ShopifyCall evenUninstalled() {
        evenUninstalled = true;
        return this;
    }

    boolean isEvenUninstalled() {
        return evenUninstalled;
    }

    String clientId() {
        return clientId;
    }

    String clientSecret() {
        return clientSecret;
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

    /** Another attempt begins: what the one before took and cost is forgotten. */
    void begin() {
        taken = 0;
        cost = null;
        unsent = true;
        silent = false;
        throttled = null;
    }

    /** @param points that were taken out of the shop's bucket for this attempt */
    void taken(int points) {
        taken = points;
    }

    int taken() {
        return taken;
    }

    /** The request is about to be written. */
    void sent() {
        unsent = false;
    }

    /** The request was surely not written after all. */
    void notSent() {
        unsent = true;
    }

    boolean isUnsent() {
        return unsent;
    }

    /** The shop did not answer in time, so that asking it again would only occupy another worker. */
    void noAnswer() {
        silent = true;
    }

    boolean isSilent() {
        return silent;
    }

    /** @param charged what the answer says, or null */
    void cost(QueryCost charged) {
        cost = charged;
    }

    QueryCost cost() {
        return cost;
    }

    void done() {
        answered = true;
    }

    /** @return whether it has to be sent (again) */
    public boolean isDue() {
        return !answered;
    }

    /** @return whether that attempt's wait and those before fit into the longest that is spent on the spot; a longer one stands in the row */
    boolean waits(SupplierException failure, Duration longest) {
        throttled = failure;
        Duration wait = failure.getSaidWait();
        if (wait == null || waited.plus(wait).compareTo(longest) > 0) {
            return false;
        }
        waited = waited.plus(wait);
        return true;
    }

    /** @return milliseconds until the shop's bucket holds enough, at least one */
    public long getWait() {
        return Math.max(1, throttled.getSaidWait().plusNanos(999_999).toMillis());
    }
}
