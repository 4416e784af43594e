package io.github.dropshiproutes.suppliers;

import com.fasterxml.jackson.databind.JsonNode;

/** How one supplier wraps its answers and says no in them; one bean each. */
public interface Envelope {

    /** @return whose answers these are */
    String supplier();

    /**
     * What the gateway itself refused.
     *
     * @param answer a JSON object as it came, of any HTTP status
     * @return why it refused, or null when it did not
     */
    Refusal gatewayRefusal(JsonNode answer);

    /** @return what is inside the envelope; what is not wrapped is returned as it is */
    JsonNode open(SupplierCall call, JsonNode answer);

    /**
     * What the service behind the gateway refused, though the envelope claims success.
     *
     * @param content what {@link #open} returned
     * @return why it refused, or null when this is an answer
     */
    Refusal serviceRefusal(SupplierCall call, JsonNode content);
}
